/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glossary: German words and terms of several words in English, and the other
 * way round. Compiled at build time by tools/make_glossary.c and mapped with
 * the program; nothing is parsed. Any thread.
 */
#ifndef TEXT_GLOSSARY_H
#define TEXT_GLOSSARY_H

#include "text/language.h"

#include <stddef.h>
#include <stdint.h>

enum {
	GLOSSARY_STEMS_MAX = 4, /* of a key */
	GLOSSARY_TRANSLATIONS_MAX = 12
};

struct glossary_translation {
	const char *text; /* folded words, parted by blanks or hyphens */
	size_t length;
	double weight; /* 0 to 1: how usual it is among the translations of its key */
};

/*
 * The translations of a term of the language. stems are those of its words,
 * parted by blanks, without the words that say nothing by themselves
 * (language_is_stop_word). Best first; yields how many were written, at most
 * GLOSSARY_TRANSLATIONS_MAX.
 */
size_t glossary_find(enum language language, const char *stems, size_t length,
	struct glossary_translation *out);

/*
 * The file: this head; the hashes of the keys, ascending, 64 bits each; where
 * the translations of each key start, and where those of the last one end;
 * translations; their texts, each with a NUL. Of 2^20 keys two share a hash
 * once in 30 million builds, so the keys themselves are left out.
 */
struct glossary_head {
	uint32_t key_count;
	uint32_t translation_count;
};

/* A translation: where its text starts, and its weight, 255 for 1. */
enum { GLOSSARY_TEXT_BITS = 24, GLOSSARY_WEIGHT_MAX = 255 };

/* Of a key (FNV-1a); begins with the hash of nothing, glossary_hash_begin(). */
static inline uint64_t glossary_hash(uint64_t begun, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		begun = (begun ^ (unsigned char)bytes[i]) * 1099511628211U;
	return begun;
}

/* Keys of one language share nothing with those of the other. */
static inline uint64_t glossary_hash_begin(enum language language)
{
	return glossary_hash(
		14695981039346656037U, language == LANGUAGE_EN ? "E" : "D", 1);
}

#endif
