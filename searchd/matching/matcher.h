/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * matcher: finds all documents that match a query and scores them by BM25.
 *
 * A word's posting lists are read whole or, where few candidates are left,
 * only at these; everything else is arithmetic on sorted arrays. So counts are
 * exact, and the cost grows with the postings of the rarest required word.
 */
#ifndef SEARCHD_MATCHING_MATCHER_H
#define SEARCHD_MATCHING_MATCHER_H

#include "base/error.h"
#include "query/query.h"
#include "ranking/matches.h"
#include "snapshot/snapshot.h"

struct tables;
struct trace;
struct verdicts;

struct matcher {
	const struct snapshot *snapshot;
	struct index_reader *reader; /* of the snapshot */
	const struct tables *tables; /* spellings of facets */
	struct verdicts *verdicts;   /* of the snapshot; NULL: none are kept */
	struct trace *trace;         /* takes notes; NULL: nobody asks */
};

/*
 * Writes the matches to *out, which the caller releases. ERROR_BUSY: the index
 * moved on; take a fresh snapshot and start over.
 */
bool matcher_find(const struct matcher *matcher, const struct query *query,
	struct matches *out, struct error *err);

/* How much a QUERY_WORD tells: its inverse document frequency. Errors as above. */
bool matcher_weigh(const struct matcher *matcher, const struct query *word, double *out,
	struct error *err);

#endif
