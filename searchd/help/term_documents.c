/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/term_documents.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <stdlib.h>

enum { MANY = 64 }; /* of so many documents one */

struct term_lists {
	struct posting_list *postings;
	struct sum_list *items; /* the same, to be joined */
	size_t count;
	size_t total; /* documents of all lists */
};

static void term_lists_release(struct term_lists *lists)
{
	for (size_t i = 0; i < lists->count; i++)
		posting_list_release(&lists->postings[i]);
	free(lists->postings);
	free(lists->items);
	*lists = (struct term_lists){0};
}

/* Of many documents it is cheaper to look afterwards which of them have a term. */
static bool is_read_whole(const struct trial *trial, const struct matches *among)
{
	return !among || among->count > trial->snapshot->documents / MANY;
}

static bool read_terms(const struct trial *trial, const struct string_table *terms,
	const struct matches *among, struct term_lists *out, struct error *err)
{
	bool whole = is_read_whole(trial, among);

	out->postings = alloc_zeroed(terms->count, sizeof(*out->postings));
	out->items = alloc_zeroed(terms->count, sizeof(*out->items));
	for (uint32_t i = 0; i < terms->count; i++) {
		const char *term = string_table_get(terms, i);
		struct posting_list *list = &out->postings[out->count];

		if (!(whole ? index_reader_postings(trial->reader, term, list, err)
			    : index_reader_postings_among(trial->reader, term,
				    among->documents, among->count, list, err)))
			return false;
		out->items[out->count++] = (struct sum_list){.documents = list->documents,
			.counts = list->counts,
			.weight = 1,
			.count = list->count};
		out->total += list->count;
	}
	return true;
}

bool term_documents_find(const struct trial *trial, const struct string_table *terms,
	const struct matches *among, struct matches *out, struct error *err)
{
	SCOPED(term_lists_release) struct term_lists lists = {0};
	struct sum_among wanted = {NULL, 0};

	if (!terms->count || (among && !among->count))
		return true;
	if (!read_terms(trial, terms, among, &lists, err))
		return false;
	if (!lists.total)
		return true;
	if (among && is_read_whole(trial, among))
		wanted = (struct sum_among){among->documents, among->count};
	matches_reserve(out, lists.total);
	out->count = term_sums_join(index_reader_sums(trial->reader), lists.items,
		lists.count, wanted, out->documents, out->scores);
	return true;
}
