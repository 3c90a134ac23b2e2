/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexicon_slips: which part of compounds a misspelt one is meant to be. */
#ifndef SEARCHD_HELP_LEXICON_SLIPS_H
#define SEARCHD_HELP_LEXICON_SLIPS_H

#include "text/lexicon.h"

/* Where in the compound the part stands. */
enum lexicon_place { LEXICON_AS_BEGINNING, LEXICON_AS_END };

/*
 * The likeliest part of compounds in the dictionary that is one slip away from
 * the folded bytes; NULL: none. The pages may have it in compounds only.
 */
const struct lexicon_entry *lexicon_slips_find(
	const char *bytes, size_t length, enum lexicon_place place);

#endif
