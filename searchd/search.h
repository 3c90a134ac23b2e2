/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search: answers one request from one snapshot of the index. */
#ifndef SEARCHD_SEARCH_H
#define SEARCHD_SEARCH_H

#include "base/buf.h"
#include "base/error.h"
#include "explanation.h"
#include "request.h"
#include "rescue.h"
#include "suggestion.h"
#include "translations.h"
#include "word_family.h"

#include <stdint.h>
#include <time.h>

struct shelf;
struct tables;

enum { SEARCH_DUPLICATES_MAX = 20 }; /* that are told of one hit */

struct hit {
	double score;           /* comparable within one answer; 0 when sorted by date */
	struct buf record;      /* common/index/record.h */
	struct buf title;       /* escaped HTML with <mark> only; empty: it has none */
	struct buf snippet;     /* the same */
	struct buf *duplicates; /* records of other documents that are the same page */
	size_t duplicate_count; /* of these, SEARCH_DUPLICATES_MAX at most */
	size_t duplicate_total;
};

struct facet_value {
	char *value; /* for the filter */
	char *label; /* for people, in the request's language; in one block with it */
	uint32_t count;
	enum choice selected;
};

struct facet {
	/* most frequent first, years in their order; NULL: the facet is not wanted */
	struct facet_value *values;
	size_t count;
	uint32_t missing; /* matches without any value */
};

/* {0} is an empty answer; the caller releases it before the searcher is closed. */
struct answer {
	uint32_t total;
	struct hit *hits;
	size_t hit_count;
	struct explanation *explanations; /* one a hit; NULL: nobody asked */
	struct query *read_as; /* what explanations speak of; NULL: nobody asked */
	struct facet facets[FIELD_FACET_COUNT];
	struct translations translations; /* of the query's words, that were tried */
	struct translations synonyms;     /* the same, as the maintainer says */
	enum choice relaxed;              /* no page has all words: some will do */
	struct suggestion suggestion;     /* another spelling that finds more */
	struct rescue rescue;             /* if no page has all that was asked for */
	uint32_t documents;               /* in the index */
	unsigned generation;
	double took_ms;
	struct snapshot *snapshot; /* what the hits' records are part of */
	struct shelf *shelf;       /* where it came from */
};

void answer_release(struct answer *answer);

/* What one worker thread needs to answer; one a thread at a time. */
struct searcher;

/* shelf and tables outlive the searcher. */
bool searcher_open(struct shelf *shelf, const struct tables *tables,
	struct searcher **out, struct error *err);
void searcher_close(struct searcher **searcher);

/* ERROR_MISSING: there is no index yet. No query text is an error. */
bool search(struct searcher *searcher, const struct request *request, struct answer *out,
	struct error *err);

/* Since a moment of CLOCK_MONOTONIC. */
double search_elapsed_ms(const struct timespec *since);

/* Of a word, or of the most telling word of a query: word_family.h. */
enum family_of { FAMILY_OF_WORD, FAMILY_OF_QUERY };

/* The family in the newest snapshot. ERROR_MISSING: there is no index yet. */
bool search_family(struct searcher *searcher, const struct buf *text, size_t limit,
	enum family_of of, struct word_family *out, struct error *err);

#endif
