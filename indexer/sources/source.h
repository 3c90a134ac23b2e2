/* SPDX-License-Identifier: GPL-2.0-or-later */
/* source: what a user names as a place where pages come from. */
#ifndef INDEXER_SOURCES_SOURCE_H
#define INDEXER_SOURCES_SOURCE_H

#include "base/buf.h"
#include "base/error.h"
#include "sources/item.h"

struct source;

/*
 * Opens a folder, a file, or "-" for JSON lines on standard input. base_url,
 * if not NULL, makes the URLs of pages together with their paths; it must
 * outlive the source. Errors say what is wrong, without the path.
 * ERROR_MISSING: nothing there.
 */
bool source_open(
	const char *path, const char *base_url, struct source **out, struct error *err);
void source_close(struct source **source);

/* The absolute path without symbolic links, by which it is remembered; or "-". */
const char *source_path(const struct source *source);

/* As given to source_open(). */
const char *source_base_url(const struct source *source);

enum source_kind { SOURCE_FOLDER, SOURCE_FILE, SOURCE_STANDARD_INPUT };

enum source_kind source_kind_of(const struct source *source);

/* Begins the walk anew. ERROR_SYSTEM: the folder is gone or cannot be read. */
bool source_rewind(struct source *source, struct error *err);

/* The file at path below the source as the user would call it, who called that name. */
void source_show(
	const struct source *source, const char *name, const char *path, struct buf *out);

enum source_step {
	SOURCE_END,
	SOURCE_ITEM,
	SOURCE_REFUSED, /* something below cannot be walked: item->path, err */
};

/* Makes the URL of an item of that path below the source, if it has one. */
void source_name(const struct source *source, struct item *item);

enum source_step source_next(struct source *source, struct item *item, struct error *err);

/*
 * Reads the item source_next() told last; size and mtime_ns become those of
 * what was read. ERROR_SYSTEM: it cannot be read now. ERROR_INVALID: too large.
 */
bool source_read(
	struct source *source, struct item *item, struct buf *out, struct error *err);

/* Opens it for reading in parts; the caller closes *out. Errors as above. */
bool source_open_item(
	struct source *source, struct item *item, int *out, struct error *err);

/* The same, of any file of a folder that the walk has told, by item->path. */
bool source_open_below(
	struct source *source, struct item *item, int *out, struct error *err);

/* After reading in parts: drops item->mtime_ns if the file changed meanwhile. */
void source_settle(struct item *item, int file);

/*
 * Names a page inside the item: name is its URI (of a WARC) or its path below the
 * item. page, which may be used again, gets its path and URLs.
 */
void source_name_member(const struct source *source, const struct item *item,
	const char *name, struct item *page);

#endif
