/* SPDX-License-Identifier: GPL-2.0-or-later */
/* word_parts: the terms that a word has by the parts of German compounds. */
#ifndef TEXT_WORD_PARTS_H
#define TEXT_WORD_PARTS_H

#include "text/compounds.h"
#include "text/word_draft.h"

/*
 * A page's compound gets the terms of its parts, Kulturakteurinnen those of
 * Kulturakteur as well; a query's word the term it would have as a part.
 */
void word_parts_add(const struct word_draft *draft);

void word_parts_add_one(const struct word_draft *draft, const struct compound_part *part);

/* The parts of the folded word at hand, whose entry it is. False: it has none. */
bool word_parts_split(const struct word_memory *memory, const struct lexicon_entry *entry,
	struct compound *out);

#endif
