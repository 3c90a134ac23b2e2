/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fact_words: the words that tell what a value of a fact sheet is. */
#ifndef INDEXER_PAGES_FACT_WORDS_H
#define INDEXER_PAGES_FACT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct cues;

enum fact_word {
	FACT_WORD_KNOWN,   /* a programme or fund known by name: Interreg */
	FACT_WORD_PARTNER, /* what is counted: 8 partners */
	FACT_WORD_COUNTRY,
	FACT_WORD_PART, /* of a sum: of which, davon */
	FACT_WORD_PERSON,
	FACT_WORD_LEAD, /* a partner's role */
	FACT_WORD_OBSERVER,
	FACT_WORD_ASSOCIATED,
	FACT_WORD_ORGANISATION,
	FACT_WORD_JOIN,   /* of sums and names: und */
	FACT_WORD_SITE,   /* a link that is to the homepage: project website */
	FACT_WORD_NUMBER, /* its weight is how many: twelve */
	FACT_WORD_BASE,   /* between a rate and what it is of: 85 % of 1 million */
	FACT_WORD_COUNT
};

/* The caller closes them. */
struct cues *fact_words_open(void);

/* Whether a word of the class stands in the lowered text. */
bool fact_words_has(
	const struct cues *words, enum fact_word word, const char *low, size_t length);

#endif
