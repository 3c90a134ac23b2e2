/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lru: items by their keys, in the order in which they were last asked for, so
 * that a cache can drop what is least recently used. Items are the caller's:
 * each has a struct lru_item at its beginning. For one thread at a time.
 */
#ifndef BASE_LRU_H
#define BASE_LRU_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The caller sets key and key_length, which are not to change, and bytes. */
struct lru_item {
	const char *key;
	size_t key_length;
	uint64_t hash; /* of the key; lru_add() sets it */
	size_t bytes;  /* what it costs to keep; lru_weigh() changes it */
	struct lru_item *next, *newer, *older;
};

/* {0} is empty. */
struct lru {
	struct lru_item **buckets;
	size_t bucket_count, count;
	struct lru_item *newest, *oldest;
	size_t bytes; /* of all items */
};

/* Of one whose items were all taken out. */
void lru_release(struct lru *lru);

/* NULL: it is not there. Else it is the newest from now on. */
struct lru_item *lru_find(struct lru *lru, const char *key, size_t length);

/* Of a key that is not there. */
void lru_add(struct lru *lru, struct lru_item *item);
void lru_weigh(struct lru *lru, struct lru_item *item, size_t bytes);

/* Takes out the oldest, which is the caller's to free; NULL: it is empty. */
struct lru_item *lru_take_oldest(struct lru *lru);

#ifdef __cplusplus
}
#endif

#endif
