/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets/folding.h"

#include "base/alloc.h"
#include "facets/facets.h"

#include <stdlib.h>

/* Counting the documents of one page after the other. */
struct tally {
	const struct columns *columns;
	struct facet_counts *out;
	/* per ordinal: the last page that had it; NULL: the field is not wanted */
	uint32_t *seen[FIELD_FACET_COUNT];
	uint32_t page;                      /* from 1 */
	uint32_t *seen_groups;              /* the same of groups of values */
	bool passes[FIELD_FILTER_COUNT];    /* some document of the page does */
	bool has_value[FIELD_FILTER_COUNT]; /* one of these has */
};

void folding_release(struct folding *folding)
{
	free(folding->items);
	*folding = (struct folding){0};
}

void folding_take(
	struct folding *folding, uint32_t document, unsigned stoppers, enum field stopper)
{
	uint32_t place = duplicates_place(folding->duplicates, document);

	folding->items = alloc_grow(
		folding->items, folding->count, &folding->room, sizeof(*folding->items));
	folding->items[folding->count++] =
		(struct folded_match){place, document, stoppers, stopper};
}

static int by_place(const void *a, const void *b)
{
	uint32_t one = ((const struct folded_match *)a)->place;
	uint32_t other = ((const struct folded_match *)b)->place;

	return one < other ? -1 : one > other;
}

static void count_group(struct tally *tally, uint32_t group)
{
	if (tally->seen_groups[group] == tally->page)
		return;
	tally->seen_groups[group] = tally->page;
	tally->out->groups->counts[group]++;
}

static void count_budget(struct tally *tally, uint32_t document)
{
	tally->has_value[FIELD_BUDGET] |= tally->columns->budgets[document] != 0;
}

static void count_values(struct tally *tally, uint32_t document, int field)
{
	const struct facet_groups *groups = tally->out->groups;
	struct ordinals ordinals;

	column_ordinals(&tally->columns->facets[field], document, &ordinals);
	tally->has_value[field] |= ordinals.count != 0;
	for (size_t i = 0; i < ordinals.count; i++) {
		uint32_t ordinal = ordinals.items[i];

		if (groups && groups->field == (enum field)field)
			count_group(tally, groups->group_of[ordinal]);
		if (tally->seen[field][ordinal] == tally->page)
			continue;
		tally->seen[field][ordinal] = tally->page;
		tally->out->counts[field][ordinal]++;
	}
}

static bool is_counted(const struct tally *tally, int field)
{
	return field == FIELD_BUDGET || tally->seen[field];
}

static void count_match(struct tally *tally, const struct folded_match *match)
{
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		if (match->stoppers
			&& !(match->stoppers == 1 && (int)match->stopper == i))
			continue;
		tally->passes[i] = true;
		if (i == FIELD_BUDGET)
			count_budget(tally, match->document);
		else if (is_counted(tally, i))
			count_values(tally, match->document, i);
	}
}

static void end_page(struct tally *tally)
{
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		tally->out->without[i] += tally->passes[i];
		tally->out->missing[i] +=
			tally->passes[i] && !tally->has_value[i] && is_counted(tally, i);
		tally->passes[i] = tally->has_value[i] = false;
	}
}

static int by_number(const void *a, const void *b)
{
	uint32_t one = *(const uint32_t *)a;
	uint32_t other = *(const uint32_t *)b;

	return one < other ? -1 : one > other;
}

static void drop(struct matches *matches, uint32_t *documents, size_t count)
{
	size_t kept = 0;
	size_t at = 0;

	qsort(documents, count, sizeof(*documents), by_number);
	for (size_t i = 0; i < matches->count; i++) {
		if (at < count && matches->documents[i] == documents[at]) {
			at++;
			continue;
		}
		matches->documents[kept] = matches->documents[i];
		matches->scores[kept++] = matches->scores[i];
	}
	matches->count = kept;
}

/* Counts them page by page; fills others with the passing ones that do not stand. */
static size_t count_pages(
	const struct folding *folding, struct tally *tally, uint32_t *others)
{
	uint32_t group = UINT32_MAX;
	bool stands = false;
	size_t count = 0;

	for (size_t i = 0; i < folding->count; i++) {
		const struct folded_match *match = &folding->items[i];
		uint32_t its_group = duplicates_group(folding->duplicates, match->place);

		if (its_group != group) {
			end_page(tally);
			tally->page++;
			group = its_group;
			stands = false;
		}
		count_match(tally, match);
		if (!match->stoppers && stands)
			others[count++] = match->document;
		stands |= !match->stoppers;
	}
	end_page(tally);
	return count;
}

void folding_settle(struct folding *folding, const struct columns *columns,
	struct matches *matches, struct facet_counts *out)
{
	struct tally tally = {.columns = columns, .out = out};
	uint32_t *others;

	if (!folding->count)
		return;
	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		if (out->counts[i])
			tally.seen[i] = alloc_zeroed(
				columns->facets[i].values.count, sizeof(uint32_t));
	}
	if (out->groups)
		tally.seen_groups = alloc_zeroed(out->groups->count, sizeof(uint32_t));
	others = alloc_zeroed(folding->count, sizeof(*others));
	qsort(folding->items, folding->count, sizeof(*folding->items), by_place);
	drop(matches, others, count_pages(folding, &tally, others));
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		free(tally.seen[i]);
	free(tally.seen_groups);
	free(others);
}
