/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kindred: words that belong to a word though their stems differ: its other
 * forms (gewann, gewinnen), what is derived from it (finanzieren, Finanzierung)
 * and what means nearly the same. Compiled at build time by
 * tools/make_kindred.c and mapped with the program; nothing is parsed.
 * Any thread.
 */
#ifndef TEXT_KINDRED_H
#define TEXT_KINDRED_H

#include "text/language.h"

#include <stddef.h>
#include <stdint.h>

enum kinship {
	KINSHIP_FORM,    /* another form of the same word */
	KINSHIP_DERIVED, /* of one root and one meaning */
	KINSHIP_SYNONYM, /* of nearly one meaning, as the dictionary has it */
};

enum { KINDRED_MAX = 24 }; /* of a word */

struct kin {
	const char *stem; /* not NUL-terminated; lives for ever */
	size_t length;
	enum kinship kinship;
};

/*
 * The kin of the words of the language that have the stem: forms, then the
 * derived, then synonyms, each the closest first. Yields how many were written,
 * at most KINDRED_MAX.
 */
size_t kindred_find(
	enum language language, const char *stem, size_t length, struct kin *out);

/* The file: this head, then keys by their bytes, items and bytes. */
struct kindred_head {
	uint32_t key_count, item_count, byte_count;
};

struct kindred_key {
	uint32_t start; /* of the language's letter and the stem, in the bytes */
	uint32_t first; /* item */
	uint16_t length, count;
};

#define KINDRED_KEY_MAX 0x3FFFFFFFU

struct kindred_item {
	uint32_t key : 30;
	uint32_t kinship : 2;
};

#endif
