/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/cursor_page.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "query/request.h"
#include "snapshot/shelf.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* The number of the revision that is searched, as this program orders it. */
static uint64_t revision_of(const struct snapshot *snapshot)
{
	XXH64_hash_t program = XXH3_64bits(REGIO_VERSION, sizeof(REGIO_VERSION) - 1);
	const uint64_t parts[] = {
		snapshot->generation, snapshot->identity, snapshot->revision, program};

	return XXH3_64bits(parts, sizeof(parts));
}

static uint64_t masked(uint64_t order)
{
	return order & CURSOR_SHOWN_MASK;
}

static uint64_t order_of(const struct snapshot *snapshot, uint32_t document)
{
	return snapshot->columns.places[document].order;
}

static bool has(const uint64_t *numbers, size_t count, uint64_t number)
{
	for (size_t i = 0; i < count; i++) {
		if (numbers[i] == number)
			return true;
	}
	return false;
}

/* What names the order that the cursor goes through. */
static void write_key(
	const struct request *request, const struct cursor *cursor, struct buf *out)
{
	request_search_key(request, out);
	buf_add_format(out, " %016llx ", (unsigned long long)cursor->revision);
	buf_add(out, (const char *)cursor->shown,
		cursor->shown_count * sizeof(*cursor->shown));
}

/* All matches in their order, but those the walk has shown. */
static void make_order(const struct cursor_search *search, const struct cursor *cursor,
	const struct buf *key)
{
	const struct snapshot *snapshot = search->snapshot;
	const struct hit_order order = {
		&snapshot->columns, search->matches, search->request->sort};
	const struct shelf_stamp stamp = shelf_stamp_of(snapshot);
	struct kept_place *kept = alloc_zeroed(search->matches->count, sizeof(*kept));
	struct hit_place *places = NULL;
	size_t count = hit_order_choose(&order, search->matches->count, &places);
	size_t left = 0;

	hit_order_sort(&order, places, count, count);
	for (size_t i = 0; i < count; i++) {
		uint64_t its_order = order_of(snapshot, places[i].document);

		if (has(cursor->shown, cursor->shown_count, masked(its_order)))
			continue;
		kept[left++] = (struct kept_place){its_order, places[i].document,
			search->matches->scores[places[i].match]};
	}
	free(places);
	kept_orders_put(search->orders, &stamp, key, kept, left);
}

/* Leaves the first page for an order: that of its revision, or the newest. */
static struct cursor go_on(const struct cursor_search *search)
{
	const struct cursor *first = &search->request->cursor;
	SCOPED(buf_release) struct buf key = {0};
	struct cursor cursor = {.kind = CURSOR_ON,
		.revision = first->revision,
		.position = first->position + first->shown_count};

	write_key(search->request, &cursor, &key);
	if (first->revision == revision_of(search->snapshot)
		|| kept_orders_have(search->orders, &key))
		return cursor;
	cursor = *first;
	cursor.kind = CURSOR_ON;
	cursor.revision = revision_of(search->snapshot);
	return cursor;
}

static bool refuse_gone(struct error *err)
{
	return error_set(err, ERROR_GONE,
		"The index changed, and the order of this walk is not kept any more; "
		"leave out cursor to begin anew.");
}

static bool ensure_order(const struct cursor_search *search, const struct cursor *cursor,
	const struct buf *key, struct error *err)
{
	if (kept_orders_have(search->orders, key))
		return true;
	if (cursor->revision != revision_of(search->snapshot))
		return refuse_gone(err);
	make_order(search, cursor, key);
	return true;
}

/* Numbers to look up among all documents. */
struct wanted {
	const struct kept_part *part;
	uint32_t *documents;  /* one a place: found, or 0 */
	uint64_t present[64]; /* bit order % 4096: a quick no */
};

static void look_for(struct wanted *wanted, uint64_t order, uint32_t document)
{
	for (size_t i = 0; i < wanted->part->count; i++) {
		if (wanted->part->places[i].order == order)
			wanted->documents[i] = document;
	}
}

/* In another generation all documents have other numbers. */
static void find_moved(const struct snapshot *snapshot, struct wanted *wanted)
{
	const struct columns *columns = &snapshot->columns;

	for (size_t i = 0; i < wanted->part->count; i++) {
		uint64_t order = wanted->part->places[i].order;

		wanted->present[order / 64 % 64] |= 1ULL << order % 64;
	}
	for (uint32_t d = 0; d < columns->cell_count; d++) {
		uint64_t order = columns->places[d].order;

		if (columns->places[d].size_bytes
			&& wanted->present[order / 64 % 64] & 1ULL << order % 64)
			look_for(wanted, order, d);
	}
}

/* Which documents the places are now; 0: not there any more. */
static void find_documents(const struct snapshot *snapshot, const struct kept_part *part,
	uint32_t *documents)
{
	struct wanted wanted = {.part = part, .documents = documents};
	const struct columns *columns = &snapshot->columns;

	if (part->stamp.generation != snapshot->generation
		|| part->stamp.identity != snapshot->identity) {
		find_moved(snapshot, &wanted);
		return;
	}
	for (size_t i = 0; i < part->count; i++) {
		uint32_t document = part->places[i].document;

		if (document < columns->cell_count && columns->places[document].size_bytes
			&& columns->places[document].order == part->places[i].order)
			documents[i] = document;
	}
}

/* Adds those of the part that are still there. */
static void add_places(const struct cursor_search *search, const struct kept_part *part,
	struct cursor_page *out)
{
	uint32_t documents[CURSOR_SHOWN_MAX] = {0};

	find_documents(search->snapshot, part, documents);
	for (size_t i = 0; i < part->count; i++) {
		if (documents[i])
			out->places[out->count++] = (struct hit_place){
				.key = part->places[i].score, .document = documents[i]};
	}
}

bool cursor_page_find(
	const struct cursor_search *search, struct cursor_page *out, struct error *err)
{
	const struct request *request = search->request;
	struct cursor cursor =
		request->cursor.kind == CURSOR_FIRST ? go_on(search) : request->cursor;
	struct kept_place places[CURSOR_SHOWN_MAX];
	struct kept_part part = {.places = places};
	SCOPED(buf_release) struct buf key = {0};

	write_key(request, &cursor, &key);
	if (!ensure_order(search, &cursor, &key, err))
		return false;
	out->offset = cursor.position + cursor.shown_count;
	do {
		if (!kept_orders_read(search->orders, &key, cursor.position,
			    request->limit - out->count, &part))
			return refuse_gone(err);
		add_places(search, &part, out);
		cursor.position += (uint32_t)part.count;
	} while (part.count && out->count < request->limit);
	if (cursor.position < part.total)
		out->next = cursor;
	return true;
}

struct cursor cursor_page_after(
	const struct cursor_search *search, const struct hit_place *places, size_t count)
{
	const struct request *request = search->request;
	struct cursor cursor = {.kind = CURSOR_FIRST,
		.position = request->offset,
		.revision = revision_of(search->snapshot)};

	if (!count || request->offset + count >= search->matches->count)
		return (struct cursor){.kind = CURSOR_NONE};
	for (size_t i = 0; i < count; i++)
		cursor.shown[cursor.shown_count++] =
			masked(order_of(search->snapshot, places[i].document));
	return cursor;
}
