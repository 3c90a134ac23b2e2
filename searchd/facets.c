/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "folding.h"
#include "tables.h"

#include <stdlib.h>
#include <string.h>

void facet_counts_release(struct facet_counts *counts)
{
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		free(counts->counts[i]);
	*counts = (struct facet_counts){0};
}

static void count_values(const struct column *column, uint32_t document, enum field field,
	struct facet_counts *out)
{
	struct ordinals ordinals;

	column_ordinals(column, document, &ordinals);
	out->missing[field] += ordinals.count == 0;
	for (size_t i = 0; i < ordinals.count; i++)
		out->counts[field][ordinals.items[i]]++;
}

/* How many filters stop the document; *stopper is the last of them. */
static unsigned count_stoppers(
	const struct facet_filter *filters, uint32_t document, enum field *stopper)
{
	unsigned stoppers = 0;

	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		if (filters[i].column && !facet_filter_passes(&filters[i], document)) {
			stoppers++;
			*stopper = (enum field)i;
		}
	}
	return stoppers;
}

static void count_document(const struct columns *columns, uint32_t document,
	unsigned stoppers, enum field stopper, struct facet_counts *out)
{
	if (stoppers == 1) {
		count_values(&columns->facets[stopper], document, stopper, out);
		return;
	}
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		count_values(&columns->facets[i], document, (enum field)i, out);
}

void facets_count(const struct columns *columns, const struct facet_filter *filters,
	const struct duplicates *duplicates, struct matches *matches,
	struct facet_counts *out)
{
	SCOPED(folding_release) struct folding folding = {.duplicates = duplicates};
	size_t kept = 0;

	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		out->counts[i] =
			alloc_zeroed(columns->facets[i].values.count, sizeof(uint32_t));
	for (size_t i = 0; i < matches->count; i++) {
		uint32_t document = matches->documents[i];
		enum field stopper = FIELD_CITY;
		unsigned stoppers = count_stoppers(filters, document, &stopper);

		if (stoppers < 2 && !folding_takes(&folding, document, stoppers, stopper))
			count_document(columns, document, stoppers, stopper, out);
		if (stoppers)
			continue;
		matches->documents[kept] = document;
		matches->scores[kept++] = matches->scores[i];
	}
	matches->count = kept;
	folding_settle(&folding, columns, matches, out);
}

/* A value as it is counted, before it has a label. */
struct candidate {
	const char *value;
	uint32_t count;
	enum choice selected;
};

static int by_count(const void *a, const void *b)
{
	const struct candidate *first = a;
	const struct candidate *second = b;

	if (first->count != second->count)
		return first->count < second->count ? 1 : -1;
	return strcmp(first->value, second->value);
}

/* Chosen values first, so that a limit never cuts them. */
static int by_choice_and_count(const void *a, const void *b)
{
	const struct candidate *first = a;
	const struct candidate *second = b;

	if (first->selected != second->selected)
		return first->selected == CHOICE_ON ? -1 : 1;
	return by_count(a, b);
}

static int by_value(const void *a, const void *b)
{
	return strcmp(((const struct candidate *)a)->value,
		((const struct candidate *)b)->value);
}

static size_t gather(const struct facet_view *view, struct candidate *out)
{
	const struct string_table *values = &view->column->values;
	const uint32_t *counts = view->counts->counts[view->field];
	size_t count = 0;

	for (uint32_t i = 0; i < values->count; i++) {
		bool chosen = view->filter->column && view->filter->chosen[i];

		if (counts[i] || chosen)
			out[count++] = (struct candidate){string_table_get(values, i),
				counts[i], chosen ? CHOICE_ON : CHOICE_OFF};
	}
	return count;
}

static void add_value(
	struct facet *facet, const struct candidate *candidate, const char *label)
{
	facet->values[facet->count++] = (struct facet_value){
		.value = alloc_string(candidate->value),
		.label = alloc_string(label),
		.count = candidate->count,
		.selected = candidate->selected,
	};
}

static bool is_listed(const struct facet *facet, const char *value)
{
	for (size_t i = 0; i < facet->count; i++) {
		if (!strcmp(facet->values[i].value, value))
			return true;
	}
	return false;
}

/* A chosen value that no document has is still listed, once, at 0. */
static void add_absent(
	const struct facet_view *view, const struct tables *tables, struct facet *out)
{
	int from;
	int to;

	for (size_t i = 0; i < view->typed->count; i++) {
		const char *typed = view->typed->values[i];
		struct candidate candidate = {
			tables_value(tables, view->field, typed), 0, CHOICE_ON};

		if (view->field == FIELD_YEAR && facet_filter_range(typed, &from, &to))
			continue;
		if (facet_filter_ordinal(view->column, view->field, typed, tables)
				== STRING_TABLE_NONE
			&& !is_listed(out, candidate.value))
			add_value(out, &candidate,
				tables_label(tables, view->field, typed, view->language));
	}
}

void facets_list(const struct facet_view *view, unsigned limit,
	const struct tables *tables, struct facet *out)
{
	struct candidate *candidates =
		alloc_zeroed(view->column->values.count, sizeof(*candidates));
	size_t count = gather(view, candidates);
	size_t kept = 0;

	qsort(candidates, count, sizeof(*candidates), by_choice_and_count);
	while (kept < count && (kept < limit || candidates[kept].selected == CHOICE_ON))
		kept++;
	qsort(candidates, kept, sizeof(*candidates),
		view->field == FIELD_YEAR ? by_value : by_count);
	out->values = alloc_zeroed(kept + view->typed->count, sizeof(*out->values));
	out->missing = view->counts->missing[view->field];
	for (size_t i = 0; i < kept; i++)
		add_value(out, &candidates[i],
			tables_label(tables, view->field, candidates[i].value,
				view->language));
	add_absent(view, tables, out);
	free(candidates);
}

void facet_release(struct facet *facet)
{
	for (size_t i = 0; i < facet->count; i++) {
		free(facet->values[i].value);
		free(facet->values[i].label);
	}
	free(facet->values);
	*facet = (struct facet){0};
}
