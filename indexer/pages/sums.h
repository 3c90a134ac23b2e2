/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sums: the sums and counts in the value of a fact sheet's field. */
#ifndef INDEXER_PAGES_SUMS_H
#define INDEXER_PAGES_SUMS_H

#include "pages/fact_sheet.h"
#include "pages/fact_words.h"

struct cues;
struct wording;

struct sums {
	double budget, grant; /* 0: not said */
	double rate;          /* of one */
	char currency[4];     /* ISO 4217; empty: not said */
};

/*
 * What a field says of money: "1,4 Mio. Euro, davon 80 % EFRE" has budget and
 * rate, "EUR 1,118,000, of which ERDF EUR 916,760" budget and grant. Sums of
 * two currencies that are added up are none. low: the sheet's.
 */
void sums_read(const struct wording *wording, const char *low,
	const struct fact_field *field, struct sums *out);

/* The number a value begins with; 0: none. */
int sums_count_first(
	const struct cues *amounts, const char *low, const struct fact_field *field);

/* The number right before a word of that kind: 4 in "from 4 countries"; 0: none. */
int sums_count_of(const struct cues *amounts, const struct cues *words,
	enum fact_word word, const char *low, const struct fact_field *field);

/* The number a value begins with, else that of the names listed in it; 0: none. */
int sums_count_names(
	const struct wording *wording, const char *low, const struct fact_field *field);

#endif
