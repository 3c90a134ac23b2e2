/* SPDX-License-Identifier: GPL-2.0-or-later */
/* small_search: what a typed query matches in a small index. */
#ifndef TESTS_UNIT_SEARCHD_SMALL_SEARCH_H
#define TESTS_UNIT_SEARCHD_SMALL_SEARCH_H

#include "matching/matcher.h"
#include "query/query_parser.h"
#include "searchd/small_index.h"

/* The caller releases it. */
static inline struct matches small_search(struct small_index *index, const char *typed)
{
	static const struct query everything = {.kind = QUERY_ALL};
	struct index_reader *reader = snapshot_borrow(index->snapshot);
	const struct matcher matcher = {
		.snapshot = index->snapshot, .reader = reader, .tables = &index->tables};
	SCOPED(parsed_query_release) struct parsed_query query = {0};
	struct matches found = {0};

	must(query_parse(&(struct query_context){index->analyzer, reader,
				 index->snapshot->words, NULL, CHOICE_OFF},
		typed, strlen(typed), CHOICE_OFF, &query, &err));
	must(matcher_find(&matcher, query.tree ? query.tree : &everything, &found, &err));
	snapshot_give_back(index->snapshot, reader);
	return found;
}

#endif
