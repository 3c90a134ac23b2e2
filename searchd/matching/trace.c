/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/trace.h"

#include "base/alloc.h"

#include <math.h>
#include <stdlib.h>

void trace_release(struct trace *trace)
{
	for (size_t i = 0; i < trace->count; i++) {
		free(trace->nodes[i].scores);
		free(trace->nodes[i].shares);
		free(trace->nodes[i].counts);
	}
	free(trace->nodes);
	*trace = (struct trace){0};
}

static struct trace_node *find(const struct trace *trace, const struct query *query)
{
	for (size_t i = 0; i < trace->count; i++) {
		if (trace->nodes[i].query == query)
			return &trace->nodes[i];
	}
	return NULL;
}

const struct trace_node *trace_find(const struct trace *trace, const struct query *query)
{
	return find(trace, query);
}

static float *all_of(size_t count, float value)
{
	float *items = alloc_zeroed(count, sizeof(*items));

	for (size_t i = 0; i < count; i++)
		items[i] = value;
	return items;
}

static struct trace_node *find_or_add(struct trace *trace, const struct query *query)
{
	struct trace_node *node = find(trace, query);

	if (node)
		return node;
	trace->nodes = alloc_grow(
		trace->nodes, trace->count, &trace->room, sizeof(*trace->nodes));
	node = &trace->nodes[trace->count++];
	*node = (struct trace_node){.query = query,
		.scores = all_of(trace->document_count, NAN),
		.counts = all_of(trace->document_count * query->term_count, 0)};
	return node;
}

static int by_document(const void *a_, const void *b_)
{
	const uint32_t *a = a_;
	const uint32_t *b = b_;

	return (*a > *b) - (*a < *b);
}

/* Writes the scores of those documents that are among the matches. */
static void copy_scores(const struct trace *trace, const struct matches *matches,
	double scale, float *out)
{
	for (size_t d = 0; d < trace->document_count; d++) {
		size_t m = matches_find(matches, trace->documents[d]);

		if (m < matches->count)
			out[d] = (float)((double)matches->scores[m] * scale);
	}
}

void trace_note_matches(
	struct trace *trace, const struct query *query, const struct matches *matches)
{
	if (trace)
		copy_scores(trace, matches, 1, find_or_add(trace, query)->scores);
}

void trace_note_term(struct trace *trace, const struct query *query, size_t term,
	const struct posting_list *postings)
{
	float *counts;

	if (!trace || !postings->count)
		return;
	counts = find_or_add(trace, query)->counts + term * trace->document_count;
	for (size_t d = 0; d < trace->document_count; d++) {
		const uint32_t *found = bsearch(&trace->documents[d], postings->documents,
			postings->count, sizeof(*found), by_document);

		if (found)
			counts[d] = postings->counts[found - postings->documents];
	}
}

void trace_note_weight(struct trace *trace, const struct query *query,
	enum term_reach reach, double weight)
{
	struct trace_node *node = trace ? find_or_add(trace, query) : NULL;

	if (!node)
		return;
	if (reach == TERM_TRANSLATES)
		node->translated = weight;
	else
		node->weight = weight;
}

void trace_note_carried(struct trace *trace, const struct query *query,
	const struct matches *carried, double weight)
{
	struct trace_node *node = trace ? find_or_add(trace, query) : NULL;

	if (!node || node->shares)
		return;
	node->shares = all_of(trace->document_count, 0);
	copy_scores(trace, carried, weight > 0 ? 1 / weight : 0, node->shares);
}
