/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/shared_list.h"

#include "base/alloc.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { POSTING_BYTES = sizeof(uint32_t) + sizeof(uint16_t) };

struct shared_list *shared_list_create(size_t room)
{
	struct shared_list *list =
		alloc_resize(NULL, 1, sizeof(*list) + room * POSTING_BYTES);

	list->documents = (uint32_t *)(list + 1);
	list->counts = (uint16_t *)(list->documents + room);
	list->count = 0;
	list->holders = 1;
	return list;
}

struct shared_list *shared_list_hold(struct shared_list *list)
{
	__atomic_add_fetch(&list->holders, 1, __ATOMIC_RELAXED);
	return list;
}

/* What others read is read before the last one frees it. */
void shared_list_let_go(struct shared_list **list)
{
	if (*list && !__atomic_sub_fetch(&(*list)->holders, 1, __ATOMIC_ACQ_REL))
		free(*list);
	*list = NULL;
}

size_t shared_list_bytes(const struct shared_list *list)
{
	return sizeof(*list) + list->count * POSTING_BYTES;
}

static size_t first_not_below(
	const struct shared_list *list, size_t from, size_t to, uint32_t document)
{
	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (list->documents[middle] < document)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

size_t shared_list_seek(const struct shared_list *list, size_t at, uint32_t document)
{
	size_t step = 1;

	while (at + step < list->count && list->documents[at + step] < document)
		step *= 2;
	return first_not_below(list, at + step / 2,
		at + step < list->count ? at + step : list->count, document);
}

static bool has_any(const struct shared_list *list, const struct document_set *documents)
{
	uint32_t last = list->count ? list->documents[list->count - 1] : 0;
	size_t at = 0;

	for (size_t i = 0; i < documents->count && documents->documents[i] <= last; i++) {
		at = shared_list_seek(list, at, documents->documents[i]);
		if (list->documents[at] == documents->documents[i])
			return true;
	}
	return false;
}

/* Adds those of the other from one place to another. */
static void add_run(
	struct shared_list *list, const struct shared_list *other, size_t from, size_t to)
{
	memcpy(list->documents + list->count, other->documents + from,
		(to - from) * sizeof(*list->documents));
	memcpy(list->counts + list->count, other->counts + from,
		(to - from) * sizeof(*list->counts));
	list->count += to - from;
}

struct shared_list *shared_list_change(struct shared_list *list,
	const struct document_set *changed, const struct shared_list *added)
{
	size_t more = added ? added->count : 0;
	struct shared_list *made;
	size_t next = 0;
	size_t at = 0;

	if (!more && !has_any(list, changed))
		return shared_list_hold(list);
	made = shared_list_create(list->count + more);
	for (size_t i = 0; i < changed->count; i++) {
		uint32_t document = changed->documents[i];
		size_t place = shared_list_seek(list, at, document);

		add_run(made, list, at, place);
		at = place + (place < list->count && list->documents[place] == document);
		if (next < more && added->documents[next] == document) {
			add_run(made, added, next, next + 1);
			next++;
		}
	}
	add_run(made, list, at, list->count);
	return made;
}
