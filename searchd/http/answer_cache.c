/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/answer_cache.h"

#include "base/alloc.h"
#include "base/lru.h"
#include "base/scope.h"

#include <pthread.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum {
	SHELVES = 8,       /* with a lock each, so that threads rarely meet */
	LARGEST_SHARE = 4, /* an answer takes no more of one than one of so many */
};

struct cached_answer {
	struct lru_item item; /* first, as lru.h wants it */
	struct answer_note note;
	size_t length;
	char bytes[]; /* the key, then the body */
};

struct cache_shelf {
	pthread_mutex_t lock;
	struct shelf_stamp stamp; /* of all that is here */
	struct lru answers;
};

struct answer_cache {
	struct cache_shelf shelves[SHELVES];
	size_t bytes_max; /* of one of them */
};

static void forget_oldest(struct cache_shelf *shelf)
{
	free(lru_take_oldest(&shelf->answers));
}

static void forget_all(struct cache_shelf *shelf)
{
	while (shelf->answers.oldest)
		forget_oldest(shelf);
}

struct answer_cache *answer_cache_create(size_t bytes_max)
{
	struct answer_cache *cache = alloc_zeroed(1, sizeof(*cache));

	cache->bytes_max = bytes_max / SHELVES;
	for (int i = 0; i < SHELVES; i++)
		pthread_mutex_init(&cache->shelves[i].lock, NULL);
	return cache;
}

void answer_cache_free(struct answer_cache **cache_)
{
	struct answer_cache *cache = TAKE(*cache_);

	for (int i = 0; cache && i < SHELVES; i++) {
		forget_all(&cache->shelves[i]);
		lru_release(&cache->shelves[i].answers);
		pthread_mutex_destroy(&cache->shelves[i].lock);
	}
	free(cache);
}

static struct cache_shelf *shelf_of(struct answer_cache *cache, const struct buf *key)
{
	/* the low bits tell where in the shelf it is */
	return &cache->shelves[(XXH3_64bits(key->bytes, key->length) >> 32) % SHELVES];
}

bool answer_cache_find(struct answer_cache *cache, const struct shelf_stamp *stamp,
	const struct buf *key, struct buf *out, struct answer_note *note)
{
	struct cache_shelf *shelf = shelf_of(cache, key);
	struct cached_answer *found;

	if (!cache->bytes_max)
		return false;
	pthread_mutex_lock(&shelf->lock);
	if (!shelf_stamp_is_same(&shelf->stamp, stamp)) {
		forget_all(shelf);
		shelf->stamp = *stamp;
	}
	found = (struct cached_answer *)lru_find(
		&shelf->answers, key->bytes, key->length);
	if (found) {
		buf_add(out, found->bytes + key->length, found->length);
		*note = found->note;
	}
	pthread_mutex_unlock(&shelf->lock);
	return found != NULL;
}

static struct cached_answer *make(
	const struct buf *key, const struct buf *body, const struct answer_note *note)
{
	struct cached_answer *answer =
		alloc_resize(NULL, sizeof(*answer) + key->length + body->length, 1);

	*answer = (struct cached_answer){.length = body->length, .note = *note};
	memcpy(answer->bytes, key->bytes, key->length);
	memcpy(answer->bytes + key->length, body->bytes, body->length);
	answer->item.key = answer->bytes;
	answer->item.key_length = key->length;
	answer->item.bytes = sizeof(*answer) + key->length + body->length;
	return answer;
}

void answer_cache_put(struct answer_cache *cache, const struct shelf_stamp *stamp,
	const struct buf *key, const struct buf *body, const struct answer_note *note)
{
	struct cache_shelf *shelf = shelf_of(cache, key);
	struct cached_answer *answer;

	if (body->length + key->length > cache->bytes_max / LARGEST_SHARE)
		return;
	answer = make(key, body, note);
	pthread_mutex_lock(&shelf->lock);
	/* another thread may have been faster, or have seen a newer revision */
	if (shelf_stamp_is_same(&shelf->stamp, stamp)
		&& !lru_find(&shelf->answers, key->bytes, key->length))
		lru_add(&shelf->answers, &TAKE(answer)->item);
	while (shelf->answers.bytes > cache->bytes_max)
		forget_oldest(shelf);
	pthread_mutex_unlock(&shelf->lock);
	free(answer);
}

size_t answer_cache_bytes(struct answer_cache *cache)
{
	size_t bytes = 0;

	for (int i = 0; i < SHELVES; i++) {
		pthread_mutex_lock(&cache->shelves[i].lock);
		bytes += cache->shelves[i].answers.bytes;
		pthread_mutex_unlock(&cache->shelves[i].lock);
	}
	return bytes;
}
