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

static inline uint32_t language_model_cell(
	enum language_feature feature, const char *bytes, size_t length)
{
	uint32_t hash = 2166136261U ^ (uint32_t)feature; /* FNV-1a */

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 16777619U;
	return (hash ^ hash >> LANGUAGE_MODEL_BITS) & ((1U << LANGUAGE_MODEL_BITS) - 1);
}

/* The word between two blanks, as its sequences are counted; yields the length. */
size_t language_model_pad(const char *word, size_t length, char *out);

#endif
