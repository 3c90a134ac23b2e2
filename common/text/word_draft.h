/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_draft: a word on its way onto a shelf, and how it is stemmed; what
 * word_terms and word_parts share.
 */
#ifndef TEXT_WORD_DRAFT_H
#define TEXT_WORD_DRAFT_H

#include "text/latin.h"
#include "text/lexicon.h"
#include "text/stems.h"
#include "text/word_shelf.h"
#include "text/word_terms.h"

struct word_memory {
	enum analysis_depth depth;
	struct stems *stems[LANGUAGE_COUNT];
	struct latin *latin;
	struct word_shelf shelves[DIALECT_COUNT];
	struct word_shelf scratch; /* of a part at hand */
	uint32_t last_number;      /* as word_terms.number; never given twice */
	/* of the word at hand: as written; what is stemmed; its other spelling */
	struct buf form, folded, variant, other, part, stem;
	struct buf bare; /* Neill of O'Neill; empty: it is no such name */
};

/* A word on its way onto a shelf. */
struct word_draft {
	struct word_memory *memory;
	struct word_shelf *shelf;
	struct shelved_word *word;
	enum dialect dialect;
	unsigned traits;
	bool is_for_both; /* women and men: folded is without the ending */
	const struct lexicon_entry *entry; /* of what is stemmed; NULL: none in German */
};

/* NULL: the lexicon does not have the word. */
const struct lexicon_entry *word_draft_find_entry(const struct buf *word);

/* Stems, valid until the next one. entry: the word's, or NULL. */
const char *word_draft_stem_in_german(struct word_memory *memory,
	const struct lexicon_entry *entry, const struct buf *word);
const char *word_draft_stem_of_part(
	struct word_memory *memory, const struct compound_part *part);

/* Adds the stem of a word as a term of the draft. */
void word_draft_add_stem(const struct word_draft *draft, enum language language,
	const struct buf *word, enum term_kind kind);

#endif
