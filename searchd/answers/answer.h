/* SPDX-License-Identifier: GPL-2.0-or-later */
/* answer: what a search found, with the facets of it and how the query was read. */
#ifndef SEARCHD_ANSWERS_ANSWER_H
#define SEARCHD_ANSWERS_ANSWER_H

#include "answers/explanation.h"
#include "answers/hit.h"
#include "base/buf.h"
#include "facets/budgets.h"
#include "facets/facet_list.h"
#include "help/rescue.h"
#include "help/suggestion.h"
#include "query/query_notes.h"
#include "query/query_reading.h"
#include "query/request.h"
#include "query/translations.h"

#include <stdint.h>

struct shelf;
struct snapshot;
struct tables;

/* A bar of a histogram: documents count once, however many of its years they have. */
struct year_range {
	int from, to;
	uint32_t count;
	enum choice selected;
};

/* {0} is an empty answer; the caller releases it before the searcher is closed. */
struct answer {
	uint32_t total;
	struct hit *hits;
	size_t hit_count;
	uint32_t offset;        /* how many come before these */
	struct buf next_cursor; /* to what comes behind these; empty: nothing does */
	struct explanation *explanations; /* one a hit; NULL: nobody asked */
	struct query *read_as; /* what explanations speak of; NULL: nobody asked */
	enum reading_style style;
	struct buf understood;    /* how the query was read: query_reading.h */
	struct query_notes notes; /* of the query */
	struct facet facets[FIELD_FACET_COUNT];
	uint32_t missing[FIELD_FILTER_COUNT]; /* matches without any value */
	struct year_range *ranges;            /* if a field of years alone was wanted */
	size_t range_count;
	struct budgets budgets;           /* of all matches */
	struct translations translations; /* of the query's words, that were tried */
	struct translations synonyms;     /* the same, as the maintainer says */
	enum choice relaxed;              /* no page has all words: some will do */
	struct suggestion suggestion;     /* another spelling that finds more */
	struct rescue rescue;             /* if no page has all that was asked for */
	uint32_t documents;               /* in the index */
	unsigned generation;
	uint64_t revision; /* of the generation: grows when documents change */
	double took_ms;
	const struct tables *tables; /* labels of values; live as long as the answer */
	struct snapshot *snapshot;   /* what the hits' records are part of */
	struct shelf *shelf;         /* where it came from */
};

void answer_release(struct answer *answer);

#endif
