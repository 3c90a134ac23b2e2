/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * intake: brings an index up to date with a source: reads what changed,
 * removes what is gone, leaves the rest. A page that became bad leaves the
 * index, since what was indexed is no longer there; one that cannot be read
 * for now (permission, disk) stays as it was.
 */
#ifndef INDEXER_INTAKE_INTAKE_H
#define INDEXER_INTAKE_INTAKE_H

#include "base/error.h"
#include "index/entry.h"
#include "ledger/arrivals.h"

#include <stdbool.h>

struct batch;
struct config;
struct ledger;
struct ledger_key;
struct page_pool;
struct removals;
struct run_report;
struct sitemaps;
struct source;
struct survey;

enum intake_extent {
	INTAKE_PARTS, /* what standard input does not have may be elsewhere */
	INTAKE_WHOLE, /* documents it does not have are gone */
};

/* What becomes of a document whose source has it no more. */
enum intake_vanished {
	INTAKE_DROP,
	INTAKE_KEEP, /* it is marked */
};

/* What an intake works with; the caller owns it all. */
struct intake {
	struct batch *batch;
	struct ledger *ledger;
	struct removals *removals;
	struct page_pool *pool;
	struct run_report *report;
	const struct config *config; /* NULL: none */
	enum intake_extent standard_input;
	/* Of the source; opened by intake_survey(), closed by intake_source(). */
	struct survey *survey;     /* NULL: of a single file or lines */
	struct sitemaps *sitemaps; /* the same */
	struct arrivals arrivals;  /* that no source, or no generation before, had */
	bool known_source;
	enum intake_vanished vanished;
	struct entry entry; /* room that is used again */
	struct buf bytes;   /* the same */
};

/*
 * name is the source as the user called it; *files tells how many it has.
 * Pages that are refused are told to the report; an error ends the run. If
 * the source had pages and now has none, nothing is dropped and it is refused.
 */
bool intake_source(struct intake *intake, struct source *source, const char *name,
	size_t *files, struct error *err);

/* Removes the document with this id if it came from this file. */
bool intake_remove(struct intake *intake, const struct ledger_key *key, const char *id,
	size_t length, struct error *err);

/* The same, of a page that is found at another id now; NULL: it is not. */
bool intake_vanish(struct intake *intake, const struct ledger_key *key, const char *id,
	const char *moved_to, struct error *err);

/*
 * Keeps and marks the document with this id, if that is wanted and it came from
 * this file. *kept tells.
 */
bool intake_keep(struct intake *intake, const struct ledger_key *key, const char *id,
	bool *kept, struct error *err);

#endif
