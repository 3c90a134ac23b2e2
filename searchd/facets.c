/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "folding.h"
#include "tables.h"

#include <stdlib.h>
#include <string.h>

enum { COUNTED_AT_ONCE = 256, COUNTERS_DOUBLED = 512, COUNTS_TOLD = 256 };

void facet_counts_release(struct facet_counts *counts)
{
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		free(counts->counts[i]);
	*counts = (struct facet_counts){0};
}

/* What becomes of a match; before these two: the only field that stops it. */
enum { PASSES = FIELD_FACET_COUNT, STOPPED_TWICE, FATES };

/* The matches by what becomes of them, but those that are folded. */
struct sieve {
	const uint32_t *passing; /* documents that no filter stops */
	size_t passing_count;
	uint8_t *fates;             /* one a match; NULL: there are no filters */
	uint32_t *documents[FATES]; /* NULL: none */
	size_t counts[FATES];
};

static void sieve_release(struct sieve *sieve)
{
	for (int i = 0; i < FATES; i++)
		free(sieve->documents[i]);
	free(sieve->fates);
}

static bool is_any_chosen(
	const struct facet_filter *filter, const uint32_t *ordinals, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (filter->chosen[ordinals[i]])
			return true;
	}
	return false;
}

/* Which cells of facet_rows the filter stops. */
static uint8_t *find_stopping(
	const struct facet_cell *place, const struct facet_filter *filter)
{
	const struct column *column = filter->column;
	uint8_t *stopping = alloc_zeroed(place->end, sizeof(*stopping));

	stopping[0] = 1;
	for (uint32_t cell = 1; cell < place->first_list; cell++)
		stopping[cell] = !filter->chosen[cell - 1];
	for (uint32_t cell = place->first_list; cell < place->end; cell++) {
		const uint32_t *list =
			column->lists + column->list_starts[cell - place->first_list];

		stopping[cell] = !is_any_chosen(filter, list + 1, *list);
	}
	return stopping;
}

static void note_stopped(struct sieve *sieve, const struct facet_rows *rows,
	const struct facet_filter *filter, enum field field,
	const struct matches *matches)
{
	const struct facet_cell place = rows->cells[field];
	uint8_t next[FATES]; /* of a match that is stopped */
	uint8_t *stopping;

	if (!filter->column)
		return;
	if (!sieve->fates) {
		sieve->fates = alloc_resize(NULL, matches->count, 1);
		memset(sieve->fates, PASSES, matches->count);
	}
	memset(next, STOPPED_TWICE, sizeof(next));
	next[PASSES] = (uint8_t)field;
	stopping = find_stopping(&place, filter);
	for (size_t i = 0; i < matches->count; i++) {
		const unsigned char *row =
			rows->bytes + matches->documents[i] * rows->stride;
		uint8_t fate = sieve->fates[i];

		sieve->fates[i] =
			stopping[facet_rows_read(&place, row)] ? next[fate] : fate;
	}
	free(stopping);
}

static bool is_folded(struct folding *folding, uint32_t document, uint8_t fate)
{
	return fate != STOPPED_TWICE
		&& folding_takes(folding, document, fate != PASSES, (enum field)fate);
}

static void sift_folded(
	struct sieve *sieve, struct folding *folding, const struct matches *matches)
{
	uint32_t *passing = sieve->documents[PASSES];
	size_t count = 0;

	for (size_t i = 0; i < matches->count; i++) {
		passing[count] = matches->documents[i];
		count += !is_folded(folding, passing[count], PASSES);
	}
	sieve->counts[PASSES] = count;
}

/* Which match passes cannot be foreseen: each is put somewhere, without a branch. */
static void sift_filtered(
	struct sieve *sieve, struct folding *folding, struct matches *matches)
{
	size_t kept = 0;

	for (size_t i = 0; i < matches->count; i++) {
		uint32_t document = matches->documents[i];
		uint8_t fate = sieve->fates[i];

		sieve->documents[fate][sieve->counts[fate]] = document;
		sieve->counts[fate] += !is_folded(folding, document, fate);
		matches->documents[kept] = document;
		matches->scores[kept] = matches->scores[i];
		kept += fate == PASSES;
	}
	matches->count = kept;
}

/* Fills the sieve; only what passes stays among the matches. */
static void sift(struct sieve *sieve, struct folding *folding, struct matches *matches)
{
	int first = sieve->fates ? 0 : PASSES;

	if (!sieve->fates && !folding->duplicates) {
		sieve->passing = matches->documents;
		sieve->passing_count = matches->count;
		return;
	}
	for (int i = first; i < FATES; i++)
		sieve->documents[i] =
			alloc_resize(NULL, matches->count, sizeof(uint32_t));
	if (sieve->fates)
		sift_filtered(sieve, folding, matches);
	else
		sift_folded(sieve, folding, matches);
	sieve->passing = sieve->documents[PASSES];
	sieve->passing_count = sieve->counts[PASSES];
}

/* The counters of a field, one a cell of facet_rows. */
struct counters {
	uint32_t *cells;
	size_t size;
	size_t odd; /* where those of every second match begin; 0: the same */
};

/*
 * Where most matches have one of a few values, adding to one counter waits for the
 * last addition to it: then every second match has a counter of its own.
 */
static struct counters make_counters(const struct facet_cell *place)
{
	struct counters counters = {.size = place->end};

	counters.odd = counters.size < COUNTERS_DOUBLED ? counters.size : 0;
	counters.cells =
		alloc_zeroed(counters.size + counters.odd, sizeof(*counters.cells));
	return counters;
}

static void count_cells(const struct facet_rows *rows, enum field field,
	const uint32_t *documents, size_t count, const struct counters *counters)
{
	const struct facet_cell place = rows->cells[field];
	const unsigned char *bytes = rows->bytes;
	size_t stride = rows->stride;
	uint32_t *even = counters->cells;
	uint32_t *odd = even + counters->odd;
	size_t i = 0;

	for (; i + 2 <= count; i += 2) {
		even[facet_rows_read(&place, bytes + documents[i] * stride)]++;
		odd[facet_rows_read(&place, bytes + documents[i + 1] * stride)]++;
	}
	if (i < count)
		even[facet_rows_read(&place, bytes + documents[i] * stride)]++;
}

/* The first documents of what is left, which stay near while fields are counted. */
static size_t next_some(size_t count, size_t start)
{
	return count - start < COUNTED_AT_ONCE ? count - start : COUNTED_AT_ONCE;
}

static void count_passing(
	const struct facet_rows *rows, const struct sieve *sieve, struct counters *out)
{
	size_t some;

	for (size_t at = 0; at < sieve->passing_count; at += some) {
		some = next_some(sieve->passing_count, at);
		for (int i = 0; i < FIELD_FACET_COUNT; i++) {
			if (out[i].cells)
				count_cells(rows, (enum field)i, sieve->passing + at,
					some, &out[i]);
		}
	}
}

static void count_stopped(const struct facet_rows *rows, const struct sieve *sieve,
	enum field field, struct counters *out)
{
	size_t count = sieve->counts[field];
	size_t some;

	for (size_t at = 0; at < count; at += some) {
		some = next_some(count, at);
		count_cells(rows, field, sieve->documents[field] + at, some, out);
	}
}

/* Counts each value of the lists as often as the list was counted. */
static void spread_lists(
	const struct column *column, const struct facet_cell *place, uint32_t *cells)
{
	for (uint32_t cell = place->first_list; cell < place->end; cell++) {
		const uint32_t *list =
			column->lists + column->list_starts[cell - place->first_list];

		for (uint32_t v = 1; cells[cell] && v <= *list; v++)
			cells[list[v] + 1] += cells[cell];
	}
}

/* Takes the counters' cells: the counts by ordinal. */
static void take_counts(const struct facet_rows *rows, const struct counters *counters,
	enum field field, struct facet_counts *out)
{
	const struct facet_cell *place = &rows->cells[field];
	uint32_t *cells = counters->cells;

	for (size_t i = 0; i < counters->odd; i++)
		cells[i] += cells[counters->odd + i];
	spread_lists(&rows->columns->facets[field], place, cells);
	out->missing[field] = cells[0];
	memmove(cells, cells + 1, (place->first_list - 1) * sizeof(*cells));
	out->counts[field] = cells;
}

static bool is_wanted(const struct facet_counts *counts, int field)
{
	return !(counts->unwanted >> field & 1);
}

static void count(const struct facet_rows *rows, const struct sieve *sieve,
	struct facet_counts *out)
{
	struct counters counters[FIELD_FACET_COUNT] = {{NULL}};

	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		if (is_wanted(out, i))
			counters[i] = make_counters(&rows->cells[i]);
	}
	count_passing(rows, sieve, counters);
	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		if (!is_wanted(out, i))
			continue;
		count_stopped(rows, sieve, (enum field)i, &counters[i]);
		take_counts(rows, &counters[i], (enum field)i, out);
	}
}

void facets_count(const struct facet_rows *rows, const struct facet_filter *filters,
	const struct duplicates *duplicates, struct matches *matches,
	struct facet_counts *out)
{
	SCOPED(folding_release) struct folding folding = {.duplicates = duplicates};
	SCOPED(sieve_release) struct sieve sieve = {.passing_count = 0};

	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		note_stopped(&sieve, rows, &filters[i], (enum field)i, matches);
	sift(&sieve, &folding, matches);
	count(rows, &sieve, out);
	folding_settle(&folding, rows->columns, matches, out);
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
	size_t value_size = strlen(candidate->value) + 1;
	size_t label_size = strlen(label) + 1;
	char *texts = alloc_resize(NULL, value_size + label_size, 1);

	memcpy(texts, candidate->value, value_size);
	memcpy(texts + value_size, label, label_size);
	facet->values[facet->count++] = (struct facet_value){
		.value = texts,
		.label = texts + value_size,
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

	count = drop_rare(candidates, count, limit);
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
	for (size_t i = 0; i < facet->count; i++)
		free(facet->values[i].value); /* and its label behind it */
	free(facet->values);
	*facet = (struct facet){0};
}
