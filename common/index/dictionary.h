/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dictionary: the words that pages of a generation have or had, each once: what a
 * position of a text says. It is only ever appended to; a word's number is its
 * place in it, from 0.
 */
#ifndef INDEX_DICTIONARY_H
#define INDEX_DICTIONARY_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Pointers are into the list. */
struct dictionary_word {
	const char *hashes; /* the first one of its form, the others of its terms */
	uint32_t hash_count;
	uint32_t length;      /* of the spelling */
	const char *spelling; /* as written; empty: another word speaks for the form */
	const char *bytes;    /* all of it: equal words have equal bytes */
	size_t size;
};

/* hashes are in the machine's byte order, as they stand in the list. */
void dictionary_add(struct buf *list, const char *hashes, uint32_t count,
	const char *spelling, uint32_t length);

/* The word at *offset, which moves on. False: the end, or a damaged list. */
bool dictionary_next(
	const char *list, size_t size, size_t *offset, struct dictionary_word *out);

/* The i-th of its hashes. */
static inline uint32_t dictionary_hash(const struct dictionary_word *word, uint32_t i)
{
	uint32_t hash;

	memcpy(&hash, word->hashes + i * sizeof(hash), sizeof(hash));
	return hash;
}

#ifdef __cplusplus
}
#endif

#endif
