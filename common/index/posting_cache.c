/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/posting_cache.h"

#include "base/alloc.h"
#include "base/lru.h"

#include <stdlib.h>
#include <string.h>

enum { LARGEST_SHARE = 4 }; /* a list takes no more of the bytes than one of so many */

struct cached_term {
	struct lru_item item; /* first, as lru.h wants it */
	struct known_term known;
	char term[];
};

struct posting_cache {
	struct lru terms;
	size_t bytes_max;
};

static size_t list_bytes(const struct known_term *term)
{
	return term->frequency * (sizeof(*term->documents) + sizeof(*term->counts));
}

static void forget_oldest(struct posting_cache *cache)
{
	struct cached_term *term = (struct cached_term *)lru_take_oldest(&cache->terms);

	free(term->known.documents);
	free(term->known.counts);
	free(term);
}

struct posting_cache *posting_cache_create(size_t bytes_max)
{
	struct posting_cache *cache = alloc_zeroed(1, sizeof(*cache));

	cache->bytes_max = bytes_max;
	return cache;
}

void posting_cache_free(struct posting_cache **cache)
{
	if (!*cache)
		return;
	while ((*cache)->terms.oldest)
		forget_oldest(*cache);
	free(*cache);
	*cache = NULL;
}

struct known_term *posting_cache_find(struct posting_cache *cache, const char *term)
{
	struct cached_term *found =
		(struct cached_term *)lru_find(&cache->terms, term, strlen(term));

	return found ? &found->known : NULL;
}

struct known_term *posting_cache_add(
	struct posting_cache *cache, const char *term, uint32_t frequency)
{
	size_t length = strlen(term);
	struct cached_term *added = alloc_zeroed(1, sizeof(*added) + length + 1);

	memcpy(added->term, term, length);
	added->known.frequency = frequency;
	added->item.key = added->term;
	added->item.key_length = length;
	added->item.bytes = sizeof(*added) + length + 1;
	lru_add(&cache->terms, &added->item);
	return &added->known;
}

bool posting_cache_keep(struct posting_cache *cache, struct known_term *term,
	uint32_t *documents, uint16_t *counts)
{
	struct cached_term *kept = (struct cached_term *)((char *)term
		- offsetof(struct cached_term, known));
	size_t bytes = list_bytes(term);

	if (bytes > cache->bytes_max / LARGEST_SHARE
		|| cache->terms.bytes + bytes > cache->bytes_max * 2)
		return false;
	term->documents = documents;
	term->counts = counts;
	lru_weigh(&cache->terms, &kept->item, kept->item.bytes + bytes);
	return true;
}

void posting_cache_trim(struct posting_cache *cache)
{
	while (cache->terms.bytes > cache->bytes_max)
		forget_oldest(cache);
}
