/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wording: what the pages say themselves, in German and English. */
#ifndef SEARCHD_PAGES_WORDING_H
#define SEARCHD_PAGES_WORDING_H

#include "base/buf.h"
#include "index/field.h"
#include "text/language.h"

#include <stdint.h>

/* In the order of the table in wording.c. */
enum wording {
	WORDING_TAGLINE,
	WORDING_SKIP,
	WORDING_LANGUAGES,
	WORDING_QUERY_LABEL,
	WORDING_QUERY_HINT,
	WORDING_SEARCH,
	WORDING_FILTERS,
	WORDING_SHOW_FILTERS,
	WORDING_APPLY,
	WORDING_CLEAR,
	WORDING_MORE,
	WORDING_YEAR_FROM,
	WORDING_YEAR_TO,
	WORDING_SINGLE_YEARS,
	WORDING_YEAR_CHART,
	WORDING_BUDGETS_TOGETHER,
	WORDING_ONE_BUDGET,
	WORDING_MANY_BUDGETS,
	WORDING_RESULTS,
	WORDING_ONE_FOUND,
	WORDING_MANY_FOUND,
	WORDING_NONE_FOUND,
	WORDING_FOR,
	WORDING_QUOTE_OPEN,
	WORDING_QUOTE_CLOSE,
	WORDING_CUT,
	WORDING_RELAXED,
	WORDING_UNDERSTOOD,
	WORDING_WAYS,
	WORDING_TRANSLATED,
	WORDING_SUGGESTION,
	WORDING_ONE_PAGE,
	WORDING_MANY_PAGES,
	WORDING_EACH_WORD,
	WORDING_WITHOUT_WORD,
	WORDING_WITHOUT_FILTER,
	WORDING_WORDS_ALONE,
	WORDING_FAMILY,
	WORDING_FAMILY_COUNTS,
	WORDING_SORT,
	WORDING_SORT_RELEVANCE,
	WORDING_SORT_NEWEST,
	WORDING_SORT_OLDEST,
	WORDING_CHOSEN,
	WORDING_DROP,
	WORDING_UNDATED,
	WORDING_ONE_SAME,
	WORDING_MANY_SAME,
	WORDING_CITIES,
	WORDING_CLUSTERS,
	WORDING_PAGES,
	WORDING_PAGE,
	WORDING_PREVIOUS,
	WORDING_NEXT,
	WORDING_PAGES_END,
	WORDING_EMPTY_HEADING,
	WORDING_EMPTY_FEWER,
	WORDING_EMPTY_SPELLING,
	WORDING_EMPTY_OTHER,
	WORDING_EMPTY_FILTERS,
	WORDING_PAST_END,
	WORDING_FIRST_PAGE,
	WORDING_BAD_HEADING,
	WORDING_BAD_TEXT,
	WORDING_START_OVER,
	WORDING_AWAY_HEADING,
	WORDING_AWAY_TEXT,
	WORDING_IN_INDEX,
	WORDING_ANSWERED_IN,
	WORDING_FOR_PROGRAMS,
	WORDING_WHY,
	WORDING_WHY_NONE,
	WORDING_WHY_FOR,
	WORDING_WHY_TRANSLATED,
	WORDING_WHY_SYNONYM,
	WORDING_WHY_EXACT,
	WORDING_WHY_TITLE,
	WORDING_WHY_HEADING,
	WORDING_WHY_LEAD,
	WORDING_WHY_CLOSE,
	WORDING_WHY_SHARE,
	WORDING_COUNT,
};

/* Text, not markup. LANGUAGE_UNKNOWN is read as English. */
const char *wording(enum wording wanted, enum language ui);

/* Appends it, as text. */
void wording_say(struct buf *page, enum wording wanted, enum language ui);

/* The heading of a filter. */
const char *wording_field(enum field field, enum language ui);

/* What is called so that has no value of it: without a city. */
const char *wording_without(enum field field, enum language ui);

/* Appends euros of cents: 1.234 € or €1,234. */
void wording_euros(struct buf *out, uint64_t cents, enum language ui);

/* Appends 1.234 or 1,234. */
void wording_number(struct buf *out, unsigned number, enum language ui);

/* Appends 1,2 or 1.2. */
void wording_decimal(struct buf *out, double number, enum language ui);

/* Appends 24. April 2007 or 24 April 2007 for 2007-04-24, less if less is known. */
void wording_date(struct buf *out, const char *date, size_t length, enum language ui);

#endif
