/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/duplicate_finder.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/record.h"
#include "revision/duplicate_pairs.h"
#include "revision/equal_texts.h"
#include "revision/sameness.h"

#include <stdlib.h>
#include <string.h>

/* The pairs of which each item is one, or the other. */
struct links {
	uint32_t *starts; /* per item, and one behind the last */
	uint32_t *others;
};

struct finder {
	struct holdings holdings;
	struct sketches sketches;
	struct sameness *sameness;
	uint32_t *heads;
	struct duplicate_pairs pairs; /* first candidates, then what is alike */
	struct links links;
	uint32_t *leaders; /* per head: whose group it is in */
	struct unpacker *unpacker;
	struct buf record; /* scratch */
	struct buf ids;    /* of members of a group that nothing else ranks */
	size_t ids_read;
};

/* A document of a group. */
struct member {
	uint32_t item, leader;
	unsigned faults;
	size_t id, id_length; /* where in ids, once it is read */
};

/* What speaks against standing for a group, the least first. */
enum { FAULT_OPEN = 1, FAULT_PRINT = 2, FAULT_TEASER = 4, FAULT_UNNAMED = 8 };

static void finder_release(struct finder *finder)
{
	sketches_release(&finder->sketches);
	sameness_close(&finder->sameness);
	free(finder->heads);
	duplicate_pairs_release(&finder->pairs);
	free(finder->links.starts);
	free(finder->links.others);
	free(finder->leaders);
	unpacker_free(&finder->unpacker);
	buf_release(&finder->record);
	buf_release(&finder->ids);
}

static void keep_alike(struct finder *finder)
{
	struct duplicate_pairs *pairs = &finder->pairs;
	size_t kept = 0;

	for (size_t i = 0; i < pairs->count; i++) {
		struct duplicate_pair pair = pairs->items[i];

		if (sameness_tell(finder->sameness, pair.first, pair.second,
			    pair.same_address ? ADDRESSES_AGREE : ADDRESSES_DIFFER))
			pairs->items[kept++] = pair;
	}
	pairs->count = kept;
}

static void link_pairs(struct finder *finder)
{
	const struct duplicate_pairs *pairs = &finder->pairs;
	size_t count = finder->sketches.count;
	uint32_t *starts = alloc_zeroed(count + 2, sizeof(*starts));
	uint32_t *others = alloc_zeroed(2 * pairs->count, sizeof(*others));

	for (size_t i = 0; i < pairs->count; i++) {
		starts[pairs->items[i].first + 2]++;
		starts[pairs->items[i].second + 2]++;
	}
	for (size_t i = 2; i < count + 2; i++)
		starts[i] += starts[i - 1];
	for (size_t i = 0; i < pairs->count; i++) {
		others[starts[pairs->items[i].first + 1]++] = pairs->items[i].second;
		others[starts[pairs->items[i].second + 1]++] = pairs->items[i].first;
	}
	finder->links = (struct links){starts, others};
}

static uint32_t degree(const struct finder *finder, uint32_t item)
{
	return finder->links.starts[item + 1] - finder->links.starts[item];
}

/* Those alike to most come first, then longer ones. */
static int by_degree(const void *a, const void *b, void *context)
{
	const struct finder *finder = context;
	uint32_t one = *(const uint32_t *)a;
	uint32_t other = *(const uint32_t *)b;
	const struct entry_sketch *of_one = &finder->sketches.items[one];
	const struct entry_sketch *of_other = &finder->sketches.items[other];

	if (degree(finder, one) != degree(finder, other))
		return degree(finder, one) > degree(finder, other) ? -1 : 1;
	if (of_one->words != of_other->words)
		return of_one->words > of_other->words ? -1 : 1;
	if (of_one->whole != of_other->whole)
		return of_one->whole < of_other->whole ? -1 : 1;
	return of_one->address < of_other->address ? -1
						   : of_one->address > of_other->address;
}

enum { NO_ONES = UINT32_MAX };

static void gather_around(struct finder *finder, uint32_t leader)
{
	finder->leaders[leader] = leader;
	for (uint32_t i = finder->links.starts[leader];
		i < finder->links.starts[leader + 1]; i++) {
		uint32_t other = finder->links.others[i];

		if (finder->leaders[other] == NO_ONES)
			finder->leaders[other] = leader;
	}
}

/* Each item that is no one's yet gathers those alike to it that are no one's. */
static void choose_leaders(struct finder *finder)
{
	size_t count = finder->sketches.count;
	uint32_t *order = alloc_resize(NULL, count, sizeof(*order));
	size_t linked = 0;

	finder->leaders = alloc_resize(NULL, count, sizeof(*finder->leaders));
	for (uint32_t i = 0; i < count; i++) {
		finder->leaders[i] = degree(finder, i) ? NO_ONES : i;
		if (degree(finder, i))
			order[linked++] = i;
	}
	qsort_r(order, linked, sizeof(*order), by_degree, finder);
	for (size_t i = 0; i < linked; i++) {
		if (finder->leaders[order[i]] == NO_ONES)
			gather_around(finder, order[i]);
	}
	free(order);
}

/* The members of groups of two and more; *out is the caller's to free. */
static size_t list_members(const struct finder *finder, struct member **out)
{
	size_t count = finder->sketches.count;
	uint32_t *sizes = alloc_zeroed(count, sizeof(*sizes));
	size_t listed = 0;

	for (size_t i = 0; i < count; i++)
		sizes[finder->leaders[finder->heads[i]]]++;
	for (size_t i = 0; i < count; i++)
		listed += sizes[finder->leaders[finder->heads[i]]] > 1;
	*out = alloc_zeroed(listed, sizeof(**out));
	listed = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t leader = finder->leaders[finder->heads[i]];

		if (sizes[leader] > 1)
			(*out)[listed++] = (struct member){.item = i, .leader = leader};
	}
	free(sizes);
	return listed;
}

static int by_leader(const void *a, const void *b)
{
	const struct member *one = a;
	const struct member *other = b;

	return one->leader < other->leader ? -1 : one->leader > other->leader;
}

static int by_hash(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a;
	uint64_t other = *(const uint64_t *)b;

	return one < other ? -1 : one > other;
}

static const struct entry_sketch *sketch(
	const struct finder *finder, const struct member *member)
{
	return &finder->sketches.items[member->item];
}

/* Says of each member of a group what speaks against its standing for it. */
static void judge_members(
	const struct finder *finder, struct member *members, size_t count)
{
	uint64_t *named = alloc_zeroed(count, sizeof(*named));
	uint32_t longest = 0;

	for (size_t i = 0; i < count; i++) {
		const struct entry_sketch *own = sketch(finder, &members[i]);

		named[i] = own->canonical;
		longest = own->words > longest ? own->words : longest;
	}
	qsort(named, count, sizeof(*named), by_hash);
	for (size_t i = 0; i < count; i++) {
		const struct entry_sketch *own = sketch(finder, &members[i]);
		bool is_named = own->address
			&& bsearch(&own->address, named, count, sizeof(*named), by_hash);

		members[i].faults = (is_named ? 0 : FAULT_UNNAMED)
			| (own->words < longest / 2 ? FAULT_TEASER : 0)
			| (own->flags & SKETCH_PRINT ? FAULT_PRINT : 0)
			| (own->flags & SKETCH_SECURE ? 0 : FAULT_OPEN);
	}
	free(named);
}

static void read_id(struct finder *finder, struct member *member)
{
	struct record_part id;

	holdings_record(finder->holdings, finder->sketches.documents[member->item],
		finder->unpacker, &finder->record);
	id = record_find(buf_string(&finder->record), finder->record.length, RECORD_ID);
	member->id = finder->ids.length;
	member->id_length = id.length;
	buf_add(&finder->ids, id.bytes, id.length);
	finder->ids_read++;
}

/* The one that stands for its group comes first in it. */
static int by_standing(const void *a, const void *b, void *context)
{
	const struct finder *finder = context;
	const struct member *one = a;
	const struct member *other = b;
	uint32_t words = sketch(finder, one)->words;
	uint32_t other_words = sketch(finder, other)->words;

	if (one->faults != other->faults)
		return one->faults < other->faults ? -1 : 1;
	return words > other_words ? -1 : words < other_words;
}

static int by_id(const void *a, const void *b, void *context)
{
	const struct finder *finder = context;
	const struct member *one = a;
	const struct member *other = b;
	int order = memcmp(finder->ids.bytes + one->id, finder->ids.bytes + other->id,
		one->id_length < other->id_length ? one->id_length : other->id_length);

	return order ? order : one->id_length < other->id_length ? -1 : 1;
}

/* Their records are long: of each, the id is read once. */
static void sort_by_ids(struct finder *finder, struct member *members, size_t count)
{
	buf_clear(&finder->ids);
	for (size_t i = 0; i < count; i++)
		read_id(finder, &members[i]);
	qsort_r(members, count, sizeof(*members), by_id, finder);
}

static void sort_members(struct finder *finder, struct member *members, size_t count)
{
	qsort_r(members, count, sizeof(*members), by_standing, finder);
	for (size_t i = 0; i < count;) {
		size_t end = i + 1;

		while (end < count && !by_standing(&members[i], &members[end], finder))
			end++;
		if (end - i > 1)
			sort_by_ids(finder, members + i, end - i);
		i = end;
	}
}

static void put_group(const struct finder *finder, const struct member *members,
	size_t count, struct duplicates *out)
{
	uint32_t start = (uint32_t)out->member_count;

	for (size_t i = 0; i < count; i++) {
		uint32_t document = finder->sketches.documents[members[i].item];

		out->starts[out->member_count] = start;
		out->members[out->member_count++] = document;
		out->places[document] = (uint32_t)out->member_count;
	}
	out->group_count++;
}

static void write_groups(struct finder *finder, struct duplicates *out)
{
	struct member *members;
	size_t count = list_members(finder, &members);

	if (count) {
		out->places = alloc_zeroed(
			finder->holdings.columns->cell_count, sizeof(*out->places));
		out->members = alloc_zeroed(count, sizeof(*out->members));
		out->starts = alloc_zeroed(count, sizeof(*out->starts));
	}
	qsort(members, count, sizeof(*members), by_leader);
	for (size_t i = 0; i < count;) {
		size_t end = i + 1;

		while (end < count && members[end].leader == members[i].leader)
			end++;
		judge_members(finder, members + i, end - i);
		sort_members(finder, members + i, end - i);
		put_group(finder, members + i, end - i, out);
		i = end;
	}
	free(members);
}

bool duplicate_finder_run(struct holdings holdings, struct index_reader *reader,
	const struct duplicates *known, struct duplicates *out, struct error *err)
{
	SCOPED(finder_release) struct finder finder = {.holdings = holdings};

	if (!sketches_load(reader, &finder.sketches, err))
		return false;
	finder.unpacker = unpacker_create();
	finder.sameness = sameness_open(
		holdings, &finder.sketches, known ? &known->comparisons : NULL);
	finder.heads = equal_texts_find(&finder.sketches, finder.sameness);
	duplicate_pairs_find(&finder.sketches, finder.heads, &finder.pairs);
	keep_alike(&finder);
	link_pairs(&finder);
	choose_leaders(&finder);
	*out = (struct duplicates){0};
	write_groups(&finder, out);
	sameness_take(finder.sameness, &out->comparisons);
	out->cost = sameness_cost(finder.sameness);
	out->cost.records_read += finder.ids_read;
	return true;
}
