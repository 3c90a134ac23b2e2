/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json_ld: what a page's JSON-LD says of the page itself. Scanned, not parsed:
 * half of what the web embeds is not quite JSON. Of several things that are
 * described (site, publisher, trail, comments, the article) the one that is
 * most like a page counts, with its own values only (schema.org, JSON-LD 1.1).
 */
#ifndef INDEXER_PAGES_JSON_LD_H
#define INDEXER_PAGES_JSON_LD_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum json_ld_key {
	JSON_LD_TYPE,
	JSON_LD_HEADLINE,
	JSON_LD_DESCRIPTION,
	JSON_LD_PUBLISHED,
	JSON_LD_UPDATED,
	JSON_LD_AUTHOR, /* names, with a comma between them */
	JSON_LD_URL,
	JSON_LD_KEY_COUNT
};

/* {0} is empty; the owner releases it. Values are as written, unescaped. */
struct json_ld {
	int rank; /* how much it is the page; 0: nothing was read yet */
	struct buf values[JSON_LD_KEY_COUNT];
};

void json_ld_release(struct json_ld *entity);

/*
 * Reads one script's JSON-LD (@graph and arrays, too). What is in it replaces
 * *out if it is more the page than that.
 */
void json_ld_read(const char *json, size_t length, struct json_ld *out);

/* Appends the first string value of that key, whatever has it; false: none. */
bool json_ld_find(const char *json, size_t length, const char *key, struct buf *out);

#endif
