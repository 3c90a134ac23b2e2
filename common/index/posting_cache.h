/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * posting_cache: how frequent terms are, postings that were decoded before, and
 * other lists of documents, up to a number of bytes; what was not asked for longest
 * goes first. It belongs to one revision of an index. Any number of threads may
 * call at a time: a lock is held while a term is looked up, none while a list is
 * read, which lives as long as it is held (shared_list.h).
 */
#ifndef INDEX_POSTING_CACHE_H
#define INDEX_POSTING_CACHE_H

#include "index/shared_list.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct posting_cache;

struct posting_cache *posting_cache_create(size_t bytes_max);
void posting_cache_free(struct posting_cache **cache);
size_t posting_cache_bytes_max(const struct posting_cache *cache);

/* A term, or what begins with POSTING_KEY_OTHER, as no term does: any other list. */
struct posting_key {
	const char *bytes;
	size_t length;
};

#define POSTING_KEY_OTHER '\n'

static inline bool posting_key_is_other(struct posting_key key)
{
	return key.length && *key.bytes == POSTING_KEY_OTHER;
}

/* How many documents have the term; false: it is not known. */
bool posting_cache_frequency(
	struct posting_cache *cache, struct posting_key key, uint32_t *out);
void posting_cache_note(
	struct posting_cache *cache, struct posting_key key, uint32_t frequency);

/* The list, which the caller lets go; NULL: none is kept. */
struct shared_list *posting_cache_find(
	struct posting_cache *cache, struct posting_key key);

/*
 * Keeps a list, which says how frequent the term is, instead of any kept before;
 * not one that takes too large a share of the bytes. Of two threads that do so at a
 * time one is the later.
 */
void posting_cache_keep(
	struct posting_cache *cache, struct posting_key key, struct shared_list *list);

/*
 * Adds to what it cost so far to do without the list of a term whose frequency is
 * known; yields the sum, which begins anew with keep.
 */
uint64_t posting_cache_trouble(
	struct posting_cache *cache, struct posting_key key, uint64_t cost);

struct kept_term {
	size_t key_at, key_length; /* in kept_terms.keys */
	uint32_t frequency;
	struct shared_list *list; /* NULL: only the frequency is known */
};

/* What was kept at a moment, what was asked for last first. {0} is nothing. */
struct kept_terms {
	struct kept_term *items;
	size_t count;
	char *keys; /* each with a NUL */
	size_t keys_length;
};

/* Holds the lists, until it is released. */
struct kept_terms posting_cache_list(struct posting_cache *cache);
void kept_terms_release(struct kept_terms *terms);
struct posting_key kept_terms_key(const struct kept_terms *terms, size_t at);

#ifdef __cplusplus
}
#endif

#endif
