/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tags: what HTML element and attribute names mean to the reader of a page. */
#ifndef INDEXER_PAGES_TAGS_H
#define INDEXER_PAGES_TAGS_H

#include "pages/html.h"

#include <stdbool.h>
#include <string.h>

struct tag {
	const char *name;
	enum html_role role;
	unsigned traits;
};

/* Names are compared all the time, and mostly differ in their first letter. */
static inline bool tags_is(const char *name, const char *wanted)
{
	return name[0] == wanted[0] && strcmp(name, wanted) == 0;
}

/* NULL: an element that is inline or unknown. */
const struct tag *tags_find(const char *name);

struct cues;

/* The names in class, id and role attributes; the caller closes them. */
struct cues *tags_open_names(void);

/* What such an attribute's value says: a set of html_trait. */
unsigned tags_traits_of(const struct cues *names, const char *value);

/* The meaning of a meta element's name, property or itemprop. */
bool tags_find_meta(const char *name, enum html_fact *out);

/* What an attribute says of its element: enum html_trait. value: NULL if none. */
unsigned tags_traits_of_attribute(
	const struct cues *names, const char *name, const char *value);

#endif
