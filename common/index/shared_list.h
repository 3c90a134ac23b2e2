/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * shared_list: documents, ascending, with a number each. Whoever makes one fills
 * it; once others can see it nobody changes it any more, so that any number of
 * threads read it without a lock. It is counted, and freed with its last holder.
 */
#ifndef INDEX_SHARED_LIST_H
#define INDEX_SHARED_LIST_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SHARED_LIST_COUNT_MAX UINT16_MAX

struct shared_list {
	uint32_t *documents;
	uint16_t *counts;
	size_t count;
	unsigned holders; /* only by the functions below */
};

/* An empty one with room for so many; the caller is its only holder. */
struct shared_list *shared_list_create(size_t room);

/* Behind the last document; a larger number counts as SHARED_LIST_COUNT_MAX. */
static inline void shared_list_add(
	struct shared_list *list, uint32_t document, uint32_t number)
{
	list->documents[list->count] = document;
	list->counts[list->count++] =
		(uint16_t)(number < SHARED_LIST_COUNT_MAX ? number
							  : SHARED_LIST_COUNT_MAX);
}

/* One holder more; yields the list. */
struct shared_list *shared_list_hold(struct shared_list *list);

/* Accepts NULL, leaves NULL. */
void shared_list_let_go(struct shared_list **list);

/* What it takes of memory. */
size_t shared_list_bytes(const struct shared_list *list);

/* The first place from at on, whose document is not below the given one. */
size_t shared_list_seek(const struct shared_list *list, size_t at, uint32_t document);

/* Ascending. */
struct document_set {
	const uint32_t *documents;
	size_t count;
};

/*
 * The list without the changed documents, but with what added, NULL for nothing,
 * has of them and of no other; the list itself, held once more, if that is the same.
 */
struct shared_list *shared_list_change(struct shared_list *list,
	const struct document_set *changed, const struct shared_list *added);

#ifdef __cplusplus
}
#endif

#endif
