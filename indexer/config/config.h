/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config: what a maintainer says of an index in a file (regio.conf(5)): how deeply
 * words are analysed, where its pages come from, how those of a site are to be read, places and clusters
 * that the tables lack, and words that mean the same. Any thread, once it is read.
 */
#ifndef INDEXER_CONFIG_CONFIG_H
#define INDEXER_CONFIG_CONFIG_H

#include "base/buf.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/string_table.h"
#include "pages/sites.h"
#include "text/ini.h"
#include "vocabulary/additions.h"

#include <stddef.h>

struct config_source {
	char *path;           /* "-", or absolute if the file's own path is */
	const char *base_url; /* NULL: none */
};

/* {0} says nothing; the caller releases it. */
struct config {
	struct config_source *sources;
	size_t source_count, source_room;
	struct sites sites;
	struct additions additions;
	struct string_table
		pairs; /* of words that mean the same, to tell what is said twice */
	struct buf vocabulary; /* places and clusters: equal texts, equal meaning */
	struct buf text;       /* the whole file, for those who have to read it again */
	struct ini ini;        /* holds the strings */
};

/*
 * ERROR_INVALID: the file cannot be read, or something in it is wrong; the text
 * says in which line and what would be right.
 */
bool config_read(const char *path, struct config *out, struct error *err);

/* The same of the text of such a file; path stands for it in errors. */
bool config_parse(const char *path, const char *bytes, size_t length, struct config *out,
	struct error *err);
void config_release(struct config *config);

/*
 * A number for all that is said of how a page is read, other for whatever is
 * said otherwise; words that mean the same are for queries and do not count. {0} if nothing is, or config is NULL. url, or else path, as in sites_find().
 */
struct digest config_stamp(
	const struct config *config, const char *url, const char *path);

/* The same for pages of any site. */
struct digest config_stamp_of_all(const struct config *config);

#endif
