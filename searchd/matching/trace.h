/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace: what a matcher computes on its way, noted for a few documents, so that
 * a score is explained by the very numbers that made it. Every trace_note_
 * accepts NULL: then nobody asks, and nothing is noted.
 */
#ifndef SEARCHD_MATCHING_TRACE_H
#define SEARCHD_MATCHING_TRACE_H

#include "index/term_sums.h"
#include "query/query.h"
#include "ranking/matches.h"

/* What was noted of a node; arrays have one item a document. */
struct trace_node {
	const struct query *query;
	float *scores;     /* NaN: the document does not match the node */
	float *shares;     /* of QUERY_SOME: of the weight of all, carried; else NULL */
	float *counts;     /* of term t in document d: counts[t * documents + d] */
	double weight;     /* of QUERY_WORD: inverse document frequency, as weighed */
	double translated; /* the same for its translations */
};

/* The caller sets documents, ascending and kept by it, and releases the rest. */
struct trace {
	const uint32_t *documents;
	size_t document_count;
	struct trace_node *nodes;
	size_t count, room;
};

void trace_release(struct trace *trace);

/* NULL: the matcher did not come there. */
const struct trace_node *trace_find(const struct trace *trace, const struct query *query);

/* The matches of the node, with their scores. */
void trace_note_matches(
	struct trace *trace, const struct query *query, const struct matches *matches);

/* The postings of one of its terms, at most all of them. */
void trace_note_term(struct trace *trace, const struct query *query, size_t term,
	const struct posting_list *postings);

/* What a word's terms of one reach weigh. */
void trace_note_weight(struct trace *trace, const struct query *query,
	enum term_reach reach, double weight);

/* What the matches carry, of so much weight in all. */
void trace_note_carried(struct trace *trace, const struct query *query,
	const struct matches *carried, double weight);

#endif
