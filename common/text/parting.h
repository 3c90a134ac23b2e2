/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * parting: works out how a compound parts into forms of the lexicon. Slow: who
 * asks for the words of the lexicon themselves finds it there (compounds.h).
 */
#ifndef TEXT_PARTING_H
#define TEXT_PARTING_H

#include "text/compounds.h"
#include "text/lexicon.h"

struct parted_part {
	const struct lexicon_entry *base; /* dictionary form */
	uint8_t end; /* bytes of the word; the next one begins there */
};

struct parted {
	struct parted_part parts[COMPOUND_PARTS_MAX];
	size_t count;
};

/*
 * word is folded; entry is what the lexicon has of it, or NULL. False: it is no
 * compound that we know. Any thread.
 */
bool parting_find(const struct lexicon_entry *entry, const char *word, size_t length,
	struct parted *out);

#endif
