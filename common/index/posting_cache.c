/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/posting_cache.h"

#include "base/alloc.h"
#include "base/lru.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_SHARE = 4 }; /* a list takes no more of the bytes than one of so many */

struct cached_term {
	struct lru_item item; /* first, as lru.h wants it */
	uint64_t trouble;
	uint32_t frequency;
	struct shared_list *list; /* NULL: none is kept */
	char key[];
};

struct posting_cache {
	pthread_mutex_t lock; /* of all below */
	struct lru terms;
	size_t keys_length; /* of all terms, with a NUL each */
	size_t bytes_max;
};

static void forget_oldest(struct posting_cache *cache)
{
	struct cached_term *term = (struct cached_term *)lru_take_oldest(&cache->terms);

	cache->keys_length -= term->item.key_length + 1;
	shared_list_let_go(&term->list);
	free(term);
}

struct posting_cache *posting_cache_create(size_t bytes_max)
{
	struct posting_cache *cache = alloc_zeroed(1, sizeof(*cache));

	pthread_mutex_init(&cache->lock, NULL);
	cache->bytes_max = bytes_max;
	return cache;
}

void posting_cache_free(struct posting_cache **cache)
{
	if (!*cache)
		return;
	while ((*cache)->terms.oldest)
		forget_oldest(*cache);
	lru_release(&(*cache)->terms);
	pthread_mutex_destroy(&(*cache)->lock);
	free(*cache);
	*cache = NULL;
}

size_t posting_cache_bytes_max(const struct posting_cache *cache)
{
	return cache->bytes_max;
}

/* From here on, what takes a term is called under the lock. */
static struct cached_term *find(struct posting_cache *cache, struct posting_key key)
{
	return (struct cached_term *)lru_find(&cache->terms, key.bytes, key.length);
}

static struct cached_term *add(struct posting_cache *cache, struct posting_key key)
{
	struct cached_term *term = alloc_zeroed(1, sizeof(*term) + key.length + 1);

	memcpy(term->key, key.bytes, key.length);
	term->item.key = term->key;
	term->item.key_length = key.length;
	term->item.bytes = sizeof(*term) + key.length + 1;
	lru_add(&cache->terms, &term->item);
	cache->keys_length += key.length + 1;
	return term;
}

static struct cached_term *find_or_add(
	struct posting_cache *cache, struct posting_key key)
{
	struct cached_term *found = find(cache, key);

	return found ? found : add(cache, key);
}

static void trim(struct posting_cache *cache)
{
	while (cache->terms.bytes > cache->bytes_max && cache->terms.oldest)
		forget_oldest(cache);
}

bool posting_cache_frequency(
	struct posting_cache *cache, struct posting_key key, uint32_t *out)
{
	struct cached_term *found;

	pthread_mutex_lock(&cache->lock);
	found = find(cache, key);
	if (found)
		*out = found->frequency;
	pthread_mutex_unlock(&cache->lock);
	return found != NULL;
}

void posting_cache_note(
	struct posting_cache *cache, struct posting_key key, uint32_t frequency)
{
	pthread_mutex_lock(&cache->lock);
	find_or_add(cache, key)->frequency = frequency;
	trim(cache);
	pthread_mutex_unlock(&cache->lock);
}

struct shared_list *posting_cache_find(
	struct posting_cache *cache, struct posting_key key)
{
	struct shared_list *list = NULL;
	struct cached_term *found;

	pthread_mutex_lock(&cache->lock);
	found = find(cache, key);
	if (found && found->list)
		list = shared_list_hold(found->list);
	pthread_mutex_unlock(&cache->lock);
	return list;
}

static void replace_list(
	struct posting_cache *cache, struct cached_term *term, struct shared_list *list)
{
	size_t before = term->list ? shared_list_bytes(term->list) : 0;

	shared_list_let_go(&term->list);
	term->list = shared_list_hold(list);
	term->frequency = (uint32_t)list->count;
	term->trouble = 0;
	lru_weigh(&cache->terms, &term->item,
		term->item.bytes + shared_list_bytes(list) - before);
}

void posting_cache_keep(
	struct posting_cache *cache, struct posting_key key, struct shared_list *list)
{
	if (shared_list_bytes(list) > cache->bytes_max / LARGEST_SHARE)
		return;
	pthread_mutex_lock(&cache->lock);
	replace_list(cache, find_or_add(cache, key), list);
	trim(cache);
	pthread_mutex_unlock(&cache->lock);
}

uint64_t posting_cache_trouble(
	struct posting_cache *cache, struct posting_key key, uint64_t cost)
{
	struct cached_term *found;
	uint64_t trouble = 0;

	pthread_mutex_lock(&cache->lock);
	found = find(cache, key);
	if (found) {
		found->trouble += cost;
		trouble = found->trouble;
	}
	pthread_mutex_unlock(&cache->lock);
	return trouble;
}

static void list_term(const struct cached_term *term, struct kept_terms *out)
{
	struct kept_term *item = &out->items[out->count++];

	*item = (struct kept_term){out->keys_length, term->item.key_length,
		term->frequency, term->list ? shared_list_hold(term->list) : NULL};
	memcpy(out->keys + out->keys_length, term->key, term->item.key_length + 1);
	out->keys_length += term->item.key_length + 1;
}

struct kept_terms posting_cache_list(struct posting_cache *cache)
{
	struct kept_terms terms = {0};

	pthread_mutex_lock(&cache->lock);
	terms.items = alloc_resize(NULL, cache->terms.count + 1, sizeof(*terms.items));
	terms.keys = alloc_resize(NULL, cache->keys_length + 1, 1);
	for (struct lru_item *item = cache->terms.newest; item; item = item->older)
		list_term((struct cached_term *)item, &terms);
	pthread_mutex_unlock(&cache->lock);
	return terms;
}

void kept_terms_release(struct kept_terms *terms)
{
	for (size_t i = 0; i < terms->count; i++)
		shared_list_let_go(&terms->items[i].list);
	free(terms->items);
	free(terms->keys);
	*terms = (struct kept_terms){0};
}

struct posting_key kept_terms_key(const struct kept_terms *terms, size_t at)
{
	const struct kept_term *item = &terms->items[at];

	return (struct posting_key){terms->keys + item->key_at, item->key_length};
}
