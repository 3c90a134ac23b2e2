/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * posting_cache: how frequent terms are, and postings that were decoded before,
 * up to a number of bytes; what was not asked for longest goes first. It belongs
 * to one revision of an index and to one thread at a time.
 */
#ifndef INDEX_POSTING_CACHE_H
#define INDEX_POSTING_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct posting_cache;

/* What is known of a term; lives until posting_cache_trim(). */
struct known_term {
	uint32_t frequency;  /* documents that have it */
	uint32_t *documents; /* ascending, frequency of them; NULL: not kept */
	uint16_t *counts;    /* one a document */
	uint64_t trouble;    /* what it cost to do without, for the caller to count */
};

struct posting_cache *posting_cache_create(size_t bytes_max);
void posting_cache_free(struct posting_cache **cache);

/* NULL: nothing is known of it. */
struct known_term *posting_cache_find(struct posting_cache *cache, const char *term);

/* Of a term that was not found. */
struct known_term *posting_cache_add(
	struct posting_cache *cache, const char *term, uint32_t frequency);

/*
 * Takes the arrays, from alloc; false: there is no room, they stay the
 * caller's. Until the next trim it may hold twice its bytes.
 */
bool posting_cache_keep(struct posting_cache *cache, struct known_term *term,
	uint32_t *documents, uint16_t *counts);

/* Forgets what goes beyond the bytes. */
void posting_cache_trim(struct posting_cache *cache);

#ifdef __cplusplus
}
#endif

#endif
