/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glossary: German words in English and the other way round.
 * Compiled at build time by tools/make_glossary.c and mapped with the program;
 * nothing is parsed. Any thread.
 */
#ifndef TEXT_GLOSSARY_H
#define TEXT_GLOSSARY_H

#include "text/language.h"

#include <stddef.h>
#include <stdint.h>

enum { GLOSSARY_WORDS_MAX = 3, GLOSSARY_TRANSLATIONS_MAX = 16 };

struct glossary_translation {
	const char *text; /* folded words, parted by blanks; not NUL-terminated */
	size_t length;
	double weight; /* 0 to 1: how usual it is among the translations of its key */
};

/*
 * The translations of the words of the language that have the stem. Best first;
 * yields how many were written, at most GLOSSARY_TRANSLATIONS_MAX.
 */
size_t glossary_find(enum language language, const char *stem, size_t length,
	struct glossary_translation *out);

/* The file: this head, then slots, keys, translations and bytes. */
#define GLOSSARY_MAGIC 0x31474c52U /* "RLG1" */

struct glossary_head {
	uint32_t magic;
	uint32_t slot_count; /* a power of two */
	uint32_t key_count;
	uint32_t translation_count;
	uint32_t byte_count;
};

/* Slots hold key numbers + 1, 0 is free; open addressing by lexicon_hash(). */
struct glossary_key {
	uint32_t start; /* of the language's letter and the stem, in the bytes */
	uint32_t first; /* translation */
	uint16_t length;
	uint16_t count;
};

struct glossary_text {
	uint32_t start;
	uint16_t length;
	uint16_t weight; /* 65535 is 1 */
};

#endif
