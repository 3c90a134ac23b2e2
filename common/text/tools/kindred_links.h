/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kindred_links: from what a dictionary links to which words are kin. */
#ifndef TEXT_TOOLS_KINDRED_LINKS_H
#define TEXT_TOOLS_KINDRED_LINKS_H

#include "base/string_table.h"
#include "text/kindred.h"

struct kindred_link {
	uint32_t from, to;
	double weight; /* likelihood */
	enum kinship kinship;
};

/* {0} is empty; the caller frees the items. */
struct kindred_links {
	struct kindred_link *items;
	size_t count, room;
};

void kindred_links_add(struct kindred_links *links, struct kindred_link link);

/* Where the links of each key begin, of links by key; one more for the end. */
uint32_t *kindred_links_index(const struct kindred_links *links, size_t keys);

/* Links of forms to their word become links between all forms, by key. */
void kindred_links_close_forms(struct kindred_links *kin, size_t keys);

/*
 * Adds to kin the words of one language that share translations, which lead
 * both ways. kin is by key afterwards, and of each key by kinship and weight.
 */
void kindred_links_pivot(struct kindred_links *translations,
	const struct string_table *keys, struct kindred_links *kin);

/* How many bytes two stems begin with alike. */
size_t kindred_links_common(const char *a, const char *b);

#endif
