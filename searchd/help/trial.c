/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/trial.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "help/effort.h"
#include "matching/matcher.h"
#include "query/query_parser.h"
#include "query/relaxation.h"
#include "ranking/ranking.h"
#include "snapshot/tables.h"

#include <stdlib.h>

/* In postings: about a third of what a question of thirty frequent words takes. */
enum { LEFT = 300000, LEFT_PER_DOCUMENT = 6 };

uint64_t trial_left(const struct snapshot *snapshot)
{
	return LEFT + (uint64_t)LEFT_PER_DOCUMENT * snapshot->documents;
}

/* Takes the effort from what is left; if there is not as much, nothing is left. */
static bool afford(const struct trial *trial, const struct parsed_query *query,
	bool *is_afforded, struct error *err)
{
	uint64_t effort;

	*is_afforded = true;
	if (!trial->left)
		return true;
	if (!effort_find(
		    trial->reader, trial->snapshot->documents, query->tree, &effort, err))
		return false;
	*is_afforded = effort <= *trial->left;
	*trial->left = *is_afforded ? *trial->left - effort : 0;
	return true;
}

static bool find(const struct trial *trial, const char *text, size_t length,
	enum trial_mode mode, enum choice *relaxed, struct matches *out,
	struct error *err)
{
	const struct matcher matcher = {.snapshot = trial->snapshot,
		.reader = trial->reader,
		.tables = trial->tables,
		.verdicts = trial->verdicts};
	const struct query_context context = {trial->analyzer, trial->reader,
		trial->snapshot->words, trial->tables->wordbook, trial->synonyms};
	SCOPED(parsed_query_release) struct parsed_query query = {0};
	bool is_afforded;
	bool is_list;

	if (!query_parse(&context, text, length, trial->translate, &query, err))
		return false;
	if (!query.tree)
		query.tree = query_create(QUERY_ALL);
	if (!afford(trial, &query, &is_afforded, err))
		return false;
	if (!is_afforded)
		return true;
	is_list = query.is_plain && relaxation_applies(query.tree);
	if (is_list && query.content_words > ALL_WORDS_MAX)
		relaxation_apply(&query.tree, RELAX_WORDS);
	if (!matcher_find(&matcher, query.tree, out, err))
		return false;
	if (mode == TRIAL_ALL_WORDS || !is_list || out->count
		|| query.tree->kind == QUERY_SOME)
		return true;
	matches_release(out);
	relaxation_apply(&query.tree, RELAX_PHRASES);
	if (!matcher_find(&matcher, query.tree, out, err))
		return false;
	*relaxed = out->count ? CHOICE_ON : CHOICE_OFF;
	return true;
}

bool trial_find(const struct trial *trial, const char *text, size_t length,
	struct matches *out, struct error *err)
{
	enum choice relaxed = CHOICE_OFF;
	struct trial unbounded = *trial;

	unbounded.left = NULL;
	return find(&unbounded, text, length, TRIAL_ALL_WORDS, &relaxed, out, err);
}

/* The matches may be many, and are asked for often: without duplicates, no work. */
static size_t pages_of(const struct trial *trial, const uint32_t *documents, size_t count)
{
	return trial->duplicates
		? duplicates_count_pages(trial->duplicates, documents, count)
		: count;
}

bool trial_passes(const struct trial *trial, uint32_t document)
{
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		if (!facet_filter_passes(&trial->filters[i], document))
			return false;
	}
	return true;
}

/* The filters that are set. */
static size_t collect_filters(
	const struct trial *trial, const struct facet_filter *out[FIELD_FILTER_COUNT])
{
	size_t count = 0;

	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		if (facet_filter_is_set(&trial->filters[i]))
			out[count++] = &trial->filters[i];
	}
	return count;
}

uint32_t trial_passing(const struct trial *trial, const struct matches *matches)
{
	const struct facet_filter *filters[FIELD_FILTER_COUNT];
	size_t filter_count = collect_filters(trial, filters);
	uint32_t *passing;
	size_t count = 0;

	if (!filter_count)
		return (uint32_t)pages_of(trial, matches->documents, matches->count);
	passing = alloc_resize(NULL, matches->count, sizeof(*passing));
	for (size_t i = 0; i < matches->count; i++) {
		size_t passed = 0;

		while (passed < filter_count
			&& facet_filter_passes(filters[passed], matches->documents[i]))
			passed++;
		if (passed == filter_count)
			passing[count++] = matches->documents[i];
	}
	count = pages_of(trial, passing, count);
	free(passing);
	return (uint32_t)count;
}

bool trial_count(const struct trial *trial, const char *text, size_t length,
	enum trial_mode mode, struct trial_counts *out, struct error *err)
{
	SCOPED(matches_release) struct matches matches = {0};

	*out = (struct trial_counts){0};
	if (trial->left && !*trial->left)
		return true;
	if (!find(trial, text, length, mode, &out->relaxed, &matches, err))
		return false;
	out->pages = (uint32_t)pages_of(trial, matches.documents, matches.count);
	out->filtered = trial_passing(trial, &matches);
	return true;
}

bool trial_count_word(const struct trial *trial, const char *text, size_t length,
	struct trial_counts *out, struct error *err)
{
	struct trial unbounded = *trial;

	unbounded.left = NULL;
	return trial_count(&unbounded, text, length, TRIAL_ALL_WORDS, out, err);
}
