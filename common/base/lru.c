/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/lru.h"

#include "base/alloc.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { BUCKETS_FIRST = 1024 }; /* later on twice as many, each time */

static struct lru_item **bucket_of(const struct lru *lru, uint64_t hash)
{
	return &lru->buckets[hash % lru->bucket_count];
}

static void put_in_bucket(struct lru *lru, struct lru_item *item)
{
	struct lru_item **bucket = bucket_of(lru, item->hash);

	item->next = *bucket;
	*bucket = item;
}

/* Keeps the items of a bucket few. */
static void make_buckets(struct lru *lru)
{
	if (lru->count < lru->bucket_count)
		return;
	free(lru->buckets);
	lru->bucket_count = lru->bucket_count ? lru->bucket_count * 2 : BUCKETS_FIRST;
	lru->buckets = alloc_zeroed(lru->bucket_count, sizeof(struct lru_item *));
	for (struct lru_item *item = lru->newest; item; item = item->older)
		put_in_bucket(lru, item);
}

void lru_release(struct lru *lru)
{
	free(lru->buckets);
	*lru = (struct lru){0};
}

static bool has_key(const struct lru_item *item, const char *key, size_t length)
{
	return item->key_length == length && !memcmp(item->key, key, length);
}

static void unlink_item(struct lru *lru, struct lru_item *item)
{
	if (item->newer)
		item->newer->older = item->older;
	else
		lru->newest = item->older;
	if (item->older)
		item->older->newer = item->newer;
	else
		lru->oldest = item->newer;
}

static void make_newest(struct lru *lru, struct lru_item *item)
{
	item->newer = NULL;
	item->older = lru->newest;
	if (lru->newest)
		lru->newest->newer = item;
	else
		lru->oldest = item;
	lru->newest = item;
}

struct lru_item *lru_find(struct lru *lru, const char *key, size_t length)
{
	uint64_t hash = XXH3_64bits(key, length);
	struct lru_item *found = lru->count ? *bucket_of(lru, hash) : NULL;

	while (found && !(found->hash == hash && has_key(found, key, length)))
		found = found->next;
	if (found && found != lru->newest) {
		unlink_item(lru, found);
		make_newest(lru, found);
	}
	return found;
}

void lru_add(struct lru *lru, struct lru_item *item)
{
	make_buckets(lru);
	item->hash = XXH3_64bits(item->key, item->key_length);
	put_in_bucket(lru, item);
	make_newest(lru, item);
	lru->count++;
	lru->bytes += item->bytes;
}

void lru_weigh(struct lru *lru, struct lru_item *item, size_t bytes)
{
	lru->bytes += bytes - item->bytes;
	item->bytes = bytes;
}

struct lru_item *lru_take_oldest(struct lru *lru)
{
	struct lru_item *oldest = lru->oldest;
	struct lru_item **at;

	if (!oldest)
		return NULL;
	at = bucket_of(lru, oldest->hash);
	while (*at != oldest)
		at = &(*at)->next;
	*at = oldest->next;
	unlink_item(lru, oldest);
	lru->bytes -= oldest->bytes;
	lru->count--;
	return oldest;
}
