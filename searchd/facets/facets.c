/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets/facets.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "facets/folding.h"

#include <stdlib.h>
#include <string.h>

enum { COUNTED_AT_ONCE = 256, COUNTERS_DOUBLED = 512 };

void facet_counts_release(struct facet_counts *counts)
{
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		free(counts->counts[i]);
	*counts = (struct facet_counts){0};
}

/* What becomes of a match; before these two: the only field that stops it. */
enum { PASSES = FIELD_FILTER_COUNT, STOPPED_TWICE, FATES };

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

	stopping[0] = !filter->without;
	for (uint32_t cell = 1; cell < place->first_list; cell++)
		stopping[cell] = !filter->chosen[cell - 1];
	for (uint32_t cell = place->first_list; cell < place->end; cell++) {
		const uint32_t *list =
			column->lists + column->list_starts[cell - place->first_list];

		stopping[cell] = !is_any_chosen(filter, list + 1, *list);
	}
	return stopping;
}

/* Of each match, what becomes of it if the filter stops it. */
struct next_fates {
	uint8_t of[FATES];
};

static struct next_fates next_fates(enum field field)
{
	struct next_fates next;

	memset(next.of, STOPPED_TWICE, sizeof(next.of));
	next.of[PASSES] = (uint8_t)field;
	return next;
}

static void note_stopped_by_values(struct sieve *sieve, const struct facet_rows *rows,
	const struct facet_filter *filter, enum field field,
	const struct matches *matches)
{
	const struct facet_cell place = rows->cells[field];
	const struct next_fates next = next_fates(field);
	uint8_t *stopping = find_stopping(&place, filter);

	for (size_t i = 0; i < matches->count; i++) {
		const unsigned char *row =
			rows->bytes + matches->documents[i] * rows->stride;
		uint8_t fate = sieve->fates[i];

		sieve->fates[i] =
			stopping[facet_rows_read(&place, row)] ? next.of[fate] : fate;
	}
	free(stopping);
}

/* Amounts have no cells in the rows. */
static void note_stopped_by_budgets(struct sieve *sieve,
	const struct facet_filter *filter, const struct matches *matches)
{
	const struct next_fates next = next_fates(FIELD_BUDGET);

	for (size_t i = 0; i < matches->count; i++) {
		uint8_t fate = sieve->fates[i];

		sieve->fates[i] = facet_filter_passes(filter, matches->documents[i])
			? fate
			: next.of[fate];
	}
}

static void note_stopped(struct sieve *sieve, const struct facet_rows *rows,
	const struct facet_filter *filter, enum field field,
	const struct matches *matches)
{
	if (!facet_filter_is_set(filter))
		return;
	if (!sieve->fates) {
		sieve->fates = alloc_resize(NULL, matches->count, 1);
		memset(sieve->fates, PASSES, matches->count);
	}
	if (filter->budgets)
		note_stopped_by_budgets(sieve, filter, matches);
	else
		note_stopped_by_values(sieve, rows, filter, field, matches);
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
			if (out[i].size > 1)
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

	/* a field that no document has is not read */
	if (out->size == 1)
		*out->cells += (uint32_t)(sieve->passing_count + count);
	for (size_t at = 0; out->size > 1 && at < count; at += some) {
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

/* Of each group, the documents of its values and of the lists that have one of them. */
static void count_groups(const struct column *column, const struct facet_cell *place,
	const uint32_t *cells, struct facet_groups *groups)
{
	uint32_t *seen = alloc_zeroed(groups->count, sizeof(*seen));

	for (uint32_t cell = 1; cell < place->first_list; cell++)
		groups->counts[groups->group_of[cell - 1]] += cells[cell];
	for (uint32_t cell = place->first_list; cell < place->end; cell++) {
		const uint32_t *list =
			column->lists + column->list_starts[cell - place->first_list];

		for (uint32_t v = 1; cells[cell] && v <= *list; v++) {
			uint32_t group = groups->group_of[list[v]];

			groups->counts[group] += seen[group] == cell ? 0 : cells[cell];
			seen[group] = cell;
		}
	}
	free(seen);
}

/* Takes the counters' cells: the counts by ordinal. */
static void take_counts(const struct facet_rows *rows, const struct counters *counters,
	enum field field, struct facet_counts *out)
{
	const struct facet_cell *place = &rows->cells[field];
	uint32_t *cells = counters->cells;

	for (size_t i = 0; i < counters->odd; i++)
		cells[i] += cells[counters->odd + i];
	if (out->groups && out->groups->field == field)
		count_groups(&rows->columns->facets[field], place, cells, out->groups);
	spread_lists(&rows->columns->facets[field], place, cells);
	out->missing[field] = cells[0];
	memmove(cells, cells + 1, (place->first_list - 1) * sizeof(*cells));
	out->counts[field] = cells;
}

static bool is_wanted(const struct facet_counts *counts, int field)
{
	return !(counts->unwanted >> field & 1);
}

static uint32_t count_missing_budgets(
	const struct columns *columns, const uint32_t *documents, size_t count)
{
	uint32_t missing = 0;

	for (size_t i = 0; i < count; i++)
		missing += !columns->budgets[documents[i]];
	return missing;
}

static void count_budgets(const struct facet_rows *rows, const struct sieve *sieve,
	struct facet_counts *out)
{
	size_t stopped = sieve->counts[FIELD_BUDGET];

	out->missing[FIELD_BUDGET] = (uint32_t)(sieve->passing_count + stopped);
	if (rows->has_budgets)
		out->missing[FIELD_BUDGET] = count_missing_budgets(rows->columns,
						     sieve->passing, sieve->passing_count)
			+ count_missing_budgets(
				rows->columns, sieve->documents[FIELD_BUDGET], stopped);
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
	if (is_wanted(out, FIELD_BUDGET))
		count_budgets(rows, sieve, out);
	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
		out->without[i] = (uint32_t)(sieve->passing_count + sieve->counts[i]);
}

/* What there is for those whom the filters leave nothing. */
static uint32_t count_unfiltered(const struct sieve *sieve,
	const struct duplicates *duplicates, const struct matches *matches)
{
	if (!sieve->fates || memchr(sieve->fates, PASSES, matches->count))
		return 0;
	return (uint32_t)(duplicates ? duplicates_count_pages(
				  duplicates, matches->documents, matches->count)
				     : matches->count);
}

void facets_count(const struct facet_rows *rows, const struct facet_filter *filters,
	const struct duplicates *duplicates, struct matches *matches,
	struct facet_counts *out)
{
	SCOPED(folding_release) struct folding folding = {.duplicates = duplicates};
	SCOPED(sieve_release) struct sieve sieve = {.passing_count = 0};

	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
		note_stopped(&sieve, rows, &filters[i], (enum field)i, matches);
	out->unfiltered = count_unfiltered(&sieve, duplicates, matches);
	sift(&sieve, &folding, matches);
	count(rows, &sieve, out);
	folding_settle(&folding, rows->columns, matches, out);
}
