/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets/facet_list.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "snapshot/tables.h"
#include "text/collation.h"

#include <stdlib.h>
#include <string.h>

enum { COUNTS_TOLD = 256 };

/* A value as it is counted, before it has a label. */
struct candidate {
	const char *value;
	const char *name; /* what it is sorted by */
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

static int by_name(const void *a, const void *b)
{
	const struct candidate *first = a;
	const struct candidate *second = b;
	int order = strcmp(first->name, second->name);

	return order ? order : strcmp(first->value, second->value);
}

/* Chosen values first, so that a limit never cuts them. */
static int by_choice(const void *a, const void *b)
{
	const struct candidate *first = a;
	const struct candidate *second = b;

	if (first->selected == second->selected)
		return 0;
	return first->selected == CHOICE_ON ? -1 : 1;
}

static int by_choice_and_count(const void *a, const void *b)
{
	int order = by_choice(a, b);

	return order ? order : by_count(a, b);
}

static int by_choice_and_name(const void *a, const void *b)
{
	int order = by_choice(a, b);

	return order ? order : by_name(a, b);
}

static size_t gather(const struct facet_view *view, struct candidate *out)
{
	const struct string_table *values = &view->column->values;
	const uint32_t *counts = view->counts->counts[view->field];
	size_t count = 0;

	for (uint32_t i = 0; i < values->count; i++) {
		bool chosen = facet_filter_has(view->filter, i);
		const char *value = string_table_get(values, i);

		if ((counts[i] || chosen) && (!view->listed || view->listed[i]))
			out[count++] = (struct candidate){
				value, value, counts[i], chosen ? CHOICE_ON : CHOICE_OFF};
	}
	return count;
}

/* How many of the candidates have each count; those with more are together at the end. */
static void count_counts(const struct candidate *candidates, size_t count,
	size_t counts[static COUNTS_TOLD])
{
	for (size_t i = 0; i < count; i++) {
		uint32_t told = candidates[i].count;

		counts[told < COUNTS_TOLD ? told : COUNTS_TOLD - 1]++;
	}
}

/*
 * Most values of a field are rare ones: those that limit others surely come
 * before are left out, so that few are to be sorted.
 */
static size_t drop_rare(struct candidate *candidates, size_t count, size_t limit)
{
	size_t counts[COUNTS_TOLD] = {0};
	size_t above = 0;
	size_t kept = 0;
	uint32_t least = COUNTS_TOLD;

	count_counts(candidates, count, counts);
	while (least && above < limit)
		above += counts[--least];
	for (size_t i = 0; i < count; i++) {
		if (candidates[i].count >= least || candidates[i].selected == CHOICE_ON)
			candidates[kept++] = candidates[i];
	}
	return kept;
}

static void add_value(
	struct facet *facet, const struct candidate *candidate, const char *label)
{
	facet->values[facet->count++] = (struct facet_value){
		.value = candidate->value,
		.label = label,
		.count = candidate->count,
		.selected = candidate->selected,
	};
}

static const char *copy_text(char **end, const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = memcpy(*end, text, size);

	*end += size;
	return copy;
}

/* Texts that belong to tables and requests become the facet's own, in one block. */
static void own_texts(struct facet *facet)
{
	size_t size = 0;
	char *end;

	for (size_t i = 0; i < facet->count; i++)
		size += strlen(facet->values[i].value) + strlen(facet->values[i].label)
			+ 2;
	end = facet->texts = alloc_resize(NULL, size, 1);
	for (size_t i = 0; i < facet->count; i++) {
		facet->values[i].value = copy_text(&end, facet->values[i].value);
		facet->values[i].label = copy_text(&end, facet->values[i].label);
	}
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
			.value = tables_value(tables, view->field, typed),
			.selected = CHOICE_ON};

		if (facet_filter_is_none(typed)
			|| (fields[view->field].kind == FIELD_OF_YEARS
				&& facet_filter_range(typed, &from, &to)))
			continue;
		if (facet_filter_ordinal(view->column, view->field, typed, tables)
				== STRING_TABLE_NONE
			&& !is_listed(out, candidate.value))
			add_value(out, &candidate,
				tables_label(tables, view->field, typed, view->language));
	}
}

static void add_key(struct collation *collation, const struct facet_view *view,
	const struct tables *tables, struct candidate *candidate)
{
	SCOPED(buf_release) struct buf key = {0};

	collation_add_key(collation,
		tables_label(tables, view->field, candidate->value, view->language),
		&key);
	candidate->name = alloc_string(buf_string(&key));
}

/* The first ones by name, in that order. */
static size_t take_by_name(const struct facet_view *view, const struct tables *tables,
	unsigned limit, struct candidate *candidates, size_t count)
{
	SCOPED(collation_close) struct collation *collation = collation_open();
	char **keys = alloc_zeroed(count, sizeof(*keys));
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		add_key(collation, view, tables, &candidates[i]);
		keys[i] = (char *)candidates[i].name;
	}
	qsort(candidates, count, sizeof(*candidates), by_choice_and_name);
	while (kept < count && (kept < limit || candidates[kept].selected == CHOICE_ON))
		kept++;
	qsort(candidates, kept, sizeof(*candidates), by_name);
	for (size_t i = 0; i < count; i++)
		free(keys[i]);
	free(keys);
	return kept;
}

/* The most frequent ones, by count or, of years, in their order. */
static size_t take_frequent(const struct facet_view *view, unsigned limit,
	struct candidate *candidates, size_t count)
{
	bool in_order = fields[view->field].kind == FIELD_OF_YEARS
		&& view->sort == FACET_SORT_USUAL;
	size_t kept = 0;

	count = drop_rare(candidates, count, limit);
	qsort(candidates, count, sizeof(*candidates), by_choice_and_count);
	while (kept < count && (kept < limit || candidates[kept].selected == CHOICE_ON))
		kept++;
	qsort(candidates, kept, sizeof(*candidates), in_order ? by_name : by_count);
	return kept;
}

void facet_list_make(const struct facet_view *view, unsigned limit,
	const struct tables *tables, struct facet *out)
{
	struct candidate *candidates =
		alloc_zeroed(view->column->values.count, sizeof(*candidates));
	size_t count = gather(view, candidates);

	out->known = count;
	count = view->sort == FACET_SORT_NAME
		? take_by_name(view, tables, limit, candidates, count)
		: take_frequent(view, limit, candidates, count);
	out->values = alloc_zeroed(count + view->typed->count, sizeof(*out->values));
	for (size_t i = 0; i < count; i++)
		add_value(out, &candidates[i],
			tables_label(tables, view->field, candidates[i].value,
				view->language));
	if (!view->listed)
		add_absent(view, tables, out);
	own_texts(out);
	free(candidates);
}

void facet_list_release(struct facet *facet)
{
	free(facet->texts);
	free(facet->values);
	*facet = (struct facet){0};
}
