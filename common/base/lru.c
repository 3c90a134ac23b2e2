/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/lru.h"

#include <stdbool.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static struct lru_item **bucket_of(struct lru *lru, uint64_t hash)
{
	return &lru->buckets[hash % LRU_BUCKETS];
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
	struct lru_item *found = *bucket_of(lru, hash);

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
	struct lru_item **bucket;

	item->hash = XXH3_64bits(item->key, item->key_length);
	bucket = bucket_of(lru, item->hash);
	item->next = *bucket;
	*bucket = item;
	make_newest(lru, item);
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
	return oldest;
}
