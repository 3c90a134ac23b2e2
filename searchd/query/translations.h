/* SPDX-License-Identifier: GPL-2.0-or-later */
/* translations: which words of a query were also looked for as what. */
#ifndef SEARCHD_QUERY_TRANSLATIONS_H
#define SEARCHD_QUERY_TRANSLATIONS_H

#include <stddef.h>

/* Of one word of the query, or of several that mean something together. */
struct translation {
	char *from; /* as the visitor wrote it */
	char **to;
	size_t count, room;
};

/* {0} is an empty list; the caller releases it. */
struct translations {
	struct translation *items;
	size_t count, room;
};

void translations_release(struct translations *translations);

/* Adds the translation unless it is there. Copies both. */
void translations_add(struct translations *translations, const char *from,
	size_t from_length, const char *to, size_t to_length);

/* Drops those that are written like the word itself: region is region. */
void translations_drop_same(struct translations *translations);

#endif
