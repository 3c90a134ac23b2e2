/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kinds: what a page can be, and what a date on it can mean. */
#ifndef VOCABULARY_KINDS_H
#define VOCABULARY_KINDS_H

#include <stdbool.h>

enum page_type { PAGE_OTHER, PAGE_PROJECT, PAGE_NETWORK, PAGE_NEWS, PAGE_TYPE_COUNT };

const char *page_type_name(enum page_type type); /* as in the API: news */

/* By its name or a label in either language (Projekt, network). */
bool page_type_find(const char *spelling, enum page_type *out);

const char *page_type_label(enum page_type type, const char *language); /* de, en */

enum date_kind {
	DATE_PUBLISHED,
	DATE_UPDATED,
	DATE_EVENT,
	DATE_START,
	DATE_END,
	DATE_FOUNDED,
	DATE_PLAN,
	DATE_MENTIONED,
	DATE_KIND_COUNT,
};

const char *date_kind_name(enum date_kind kind); /* as in the API: published */

#endif
