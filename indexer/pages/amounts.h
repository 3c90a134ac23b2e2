/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * amounts: numbers as German and English texts write them: 1.603.747 €,
 * EUR 1.6 million, 450 TEUR, 62,5 %. What a point or comma means is told by the
 * digits around it, never by the language of the page.
 */
#ifndef INDEXER_PAGES_AMOUNTS_H
#define INDEXER_PAGES_AMOUNTS_H

#include <stdbool.h>
#include <stddef.h>

enum amount_kind {
	AMOUNT_BARE,   /* a number, perhaps with a scale: 7, 1.25 million */
	AMOUNT_MONEY,  /* with a currency */
	AMOUNT_PERCENT /* value is of hundred: 75 */
};

struct amount {
	size_t start, end; /* bytes of the text, with currency and scale */
	double value;
	enum amount_kind kind;
	bool is_large;    /* written as amounts are: grouped, with decimals or a scale */
	char currency[4]; /* ISO 4217; empty: not said */
};

struct cues;

/* The words of currencies and scales; the caller closes them. */
struct cues *amounts_open_words(void);

/*
 * The next number at or after *offset, which moves behind it. text is as
 * cues_lower() leaves it. Dates and what is glued to a word are no numbers; a
 * currency may stand on either side, in front even with a colon after it
 * (Budget in TEUR: 450).
 */
bool amounts_next(const struct cues *words, const char *text, size_t length,
	size_t *offset, struct amount *out);

#endif
