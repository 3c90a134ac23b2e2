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

struct found_ahead;
struct tables;
struct trace;
struct verdicts;

/*
 * What the children of a QUERY_SOME weigh, which only a search among all documents
 * tells. {0} is none; the caller releases it.
 */
struct some_weights {
	const struct query *query; /* the QUERY_SOME, not to be looked into */
	double *items;             /* one a child; 0: nothing has it */
	double sum;
};

void some_weights_release(struct some_weights *weights);

struct matcher {
	const struct snapshot *snapshot;
	struct index_reader *reader;  /* of the snapshot */
	const struct tables *tables;  /* spellings of facets */
	struct verdicts *verdicts;    /* of the snapshot; NULL: none are kept */
	struct trace *trace;          /* takes notes; NULL: nobody asks */
	struct some_weights *weights; /* written by matcher_find(); NULL: nobody asks */
	struct found_ahead *ahead;    /* its own, of the search at hand */
};

/*
 * Writes the matches to *out, which the caller releases. ERROR_BUSY: the index
 * moved on; take a fresh snapshot and start over.
 */
bool matcher_find(const struct matcher *matcher, const struct query *query,
	struct matches *out, struct error *err);

/*
 * The same for a few documents, ascending, that match, after matcher_find() for the
 * query with the same weights. Errors as above.
 */
bool matcher_find_again(const struct matcher *matcher, const struct query *query,
	const struct matches *documents, struct matches *out, struct error *err);

/* How much a QUERY_WORD tells: its inverse document frequency. Errors as above. */
bool matcher_weigh(const struct matcher *matcher, const struct query *word, double *out,
	struct error *err);

#endif
