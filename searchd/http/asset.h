/* SPDX-License-Identifier: GPL-2.0-or-later */
/* asset: files compiled into the program, each served at an address that never changes. */
#ifndef SEARCHD_HTTP_ASSET_H
#define SEARCHD_HTTP_ASSET_H

#include "http/reply.h"
#include "http/visit.h"

#define ASSET_STYLE       "/style.css"
#define ASSET_ICON        "/favicon.ico" /* where browsers look for it, whatever it is */
#define ASSET_PAGE_SCRIPT "/regiosearch/page.js" /* of our own pages */

enum { ASSET_COUNT = 15 };

struct asset {
	const char *path; /* where it is served */
	const char *bytes;
	size_t length;
	const char *content_type;
	char version[17]; /* hash of the bytes, in hexadecimal digits */
};

struct asset_set {
	struct asset items[ASSET_COUNT];
};

struct asset_set asset_set_load(void);

/* NULL if none is at the path; lives as long as the set. */
const struct asset *asset_find(const struct asset_set *set, const char *path);

/*
 * Asked for as NAME?v=VERSION it may be kept for ever, else it is to be asked
 * for again each time; 304 for who has it already.
 */
void asset_answer(
	const struct asset *asset, const struct visit *visit, struct reply *out);

#endif
