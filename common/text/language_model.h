/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * language_model: how much letter sequences and words speak for German or for
 * English. Compiled at build time by tools/make_language_model.c: a table of
 * signed votes, above 0 for German, found by hashing (naive Bayes).
 */
#ifndef TEXT_LANGUAGE_MODEL_H
#define TEXT_LANGUAGE_MODEL_H

#include <stddef.h>
#include <stdint.h>

enum {
	LANGUAGE_MODEL_BITS = 18, /* of the hash */
	LANGUAGE_MODEL_SHORTEST = 2,
	LANGUAGE_MODEL_LONGEST = 5, /* bytes of a letter sequence */
	LANGUAGE_MODEL_WORD_MAX = 60,
};

#define LANGUAGE_MODEL_UNIT 16.0 /* a vote of 1 in the table */

/* The cell of a letter sequence, or of a whole word with its own seed. */
enum language_feature { FEATURE_LETTERS = 1, FEATURE_WORD = 7 };

/* The hash of no bytes, of one byte more (FNV-1a), and the cell of a hash. */
static inline uint32_t language_model_hash(enum language_feature feature)
{
	return 2166136261U ^ (uint32_t)feature;
}

static inline uint32_t language_model_hash_on(uint32_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * 16777619U;
}

static inline uint32_t language_model_cell_of(uint32_t hash)
{
	return (hash ^ hash >> LANGUAGE_MODEL_BITS) & ((1U << LANGUAGE_MODEL_BITS) - 1);
}

static inline uint32_t language_model_cell(
	enum language_feature feature, const char *bytes, size_t length)
{
	uint32_t hash = language_model_hash(feature);

	for (size_t i = 0; i < length; i++)
		hash = language_model_hash_on(hash, bytes[i]);
	return language_model_cell_of(hash);
}

/* The word between two blanks, as its sequences are counted; yields the length. */
size_t language_model_pad(const char *word, size_t length, char *out);

#endif
