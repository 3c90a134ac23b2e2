/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trial: how many pages another query would find, in the snapshot and under
 * the filters of a request.
 */
#ifndef SEARCHD_HELP_TRIAL_H
#define SEARCHD_HELP_TRIAL_H

#include "base/error.h"
#include "facets/facet_filter.h"
#include "query/request.h"
#include "ranking/matches.h"
#include "snapshot/snapshot.h"

struct analyzer;
struct tables;
struct verdicts;

struct trial {
	struct analyzer *analyzer;
	const struct snapshot *snapshot;
	struct index_reader *reader; /* of the snapshot */
	const struct tables *tables;
	struct verdicts *verdicts;          /* of the snapshot; NULL: none are kept */
	const struct facet_filter *filters; /* FIELD_FILTER_COUNT of them */
	enum choice translate, synonyms;
	const struct duplicates *duplicates; /* are one page; NULL: each is one */
	uint64_t *left; /* effort that trial_count() may make; NULL: any */
};

/* The effort that may be made to help with one query. */
uint64_t trial_left(const struct snapshot *snapshot);

/*
 * The pages that match the query, whatever filters say: of few words all are
 * wanted, of a question those that carry its weight. The caller releases *out.
 * ERROR_BUSY: the index moved on.
 */
bool trial_find(const struct trial *trial, const char *text, size_t length,
	struct matches *out, struct error *err);

/* Whether a document passes all filters. */
bool trial_passes(const struct trial *trial, uint32_t document);

/* How many pages of the matches pass all filters. */
uint32_t trial_passing(const struct trial *trial, const struct matches *matches);

struct trial_counts {
	uint32_t pages;      /* that match */
	uint32_t filtered;   /* of them, that pass all filters */
	enum choice relaxed; /* no page has all words: these have some */
};

enum trial_mode {
	TRIAL_ALL_WORDS, /* as trial_find() */
	TRIAL_AS_SEARCH, /* as a search would: if no page has all words, some do */
};

/*
 * A query that takes more effort than is left counts as one that finds nothing, and
 * no other is tried any more. ERROR_BUSY: the index moved on.
 */
bool trial_count(const struct trial *trial, const char *text, size_t length,
	enum trial_mode mode, struct trial_counts *out, struct error *err);

/* The same for one word, with TRIAL_ALL_WORDS and whatever is left. */
bool trial_count_word(const struct trial *trial, const char *text, size_t length,
	struct trial_counts *out, struct error *err);

#endif
