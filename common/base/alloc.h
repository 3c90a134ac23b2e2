/* SPDX-License-Identifier: GPL-2.0-or-later */
/* alloc: memory or no process. Nothing here returns NULL. */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Of a process that ran out of memory: the system refused, as users are told. */
enum { ALLOC_STATUS = 5 };

void *alloc_zeroed(size_t count, size_t size) __attribute__((malloc, returns_nonnull));
void *alloc_resize(void *block, size_t count, size_t size)
	__attribute__((returns_nonnull));
char *alloc_string(const char *string) __attribute__((malloc, returns_nonnull));

/* A NUL-terminated copy of length bytes. */
char *alloc_copy(const char *bytes, size_t length)
	__attribute__((malloc, returns_nonnull));

/* For alloc_grow(). */
void *alloc_widen(void *block, size_t *room, size_t size)
	__attribute__((returns_nonnull));

/*
 * Room for one more in an array of *room items of which count are used:
 * yields the block, perhaps moved, and raises *room in steps that double.
 *	list->items = alloc_grow(list->items, list->count, &list->room, sizeof(*list->items));
 */
static inline void *alloc_grow(void *block, size_t count, size_t *room, size_t size)
{
	return count < *room ? block : alloc_widen(block, room, size);
}

#ifdef __cplusplus
}
#endif

#endif
