/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * warc: the records of a WARC file (ISO 28500), one after another. A record is
 * given only when all of it was there, with the end that belongs to it.
 */
#ifndef INDEXER_SOURCES_WARC_H
#define INDEXER_SOURCES_WARC_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WARC_HEAD_MAX = 64 * 1024 }; /* bytes of a record's header */

enum warc_type {
	WARC_RESPONSE,
	WARC_RESOURCE,
	WARC_REVISIT,
	WARC_CONTINUATION,
	WARC_OTHER, /* requests, metadata, what was written about the crawl */
};

/* {0} is an empty record; the owner releases it. */
struct warc_record {
	unsigned long number; /* from 1 */
	uint64_t offset;      /* in the file; of gzip, of the member */
	enum warc_type type;
	struct buf target;       /* URI, without brackets */
	struct buf content_type; /* of the block */
	struct buf truncated;    /* why the crawler cut it off; empty: it did not */
	bool segmented;          /* the rest is in continuation records */
	uint64_t length;
	struct buf block; /* all of it, or its beginning */
};

void warc_record_release(struct warc_record *record);

struct warc;

/* Takes the descriptor over. */
struct warc *warc_open(int file);
void warc_close(struct warc **warc);

/*
 * The next record, with its block if that is no longer than keep, else with the
 * first WARC_HEAD_MAX bytes of it. *more is false at the end. ERROR_INVALID: cut
 * off, damaged or no WARC; record->number, offset and target tell where, as far
 * as they could be read, and nothing can be read any more. ERROR_SYSTEM.
 */
bool warc_next(struct warc *warc, size_t keep, struct warc_record *out, bool *more,
	struct error *err);

#endif
