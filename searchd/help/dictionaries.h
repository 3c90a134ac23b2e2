/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dictionaries: whether a word is one, whatever the pages say: of the German
 * lexicon, a compound of such words, or of the glossary in either language.
 */
#ifndef SEARCHD_HELP_DICTIONARIES_H
#define SEARCHD_HELP_DICTIONARIES_H

#include <stddef.h>

struct analyzer;

enum standing {
	STANDING_NONE,     /* no dictionary has it */
	STANDING_COMPOUND, /* of known words; slips may look like one */
	STANDING_WORD,     /* a dictionary has it */
};

/* folded is a word as spelling_fold() leaves it. */
enum standing dictionaries_find(
	struct analyzer *analyzer, const char *folded, size_t length);

#endif
