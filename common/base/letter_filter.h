/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * letter_filter: tells from three letters that no entry of a table begins with them,
 * before the table is asked; one bit a hash (B. Bloom, Space/time trade-offs in hash
 * coding, CACM 13, 1970). {0} admits nothing. Inline: asked at every word of a text.
 */
#ifndef BASE_LETTER_FILTER_H
#define BASE_LETTER_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	LETTER_FILTER_LETTERS = 3, /* bytes that are looked at */
	LETTER_FILTER_BITS = 14,   /* of the hash */
};

struct letter_filter {
	uint8_t bits[1 << (LETTER_FILTER_BITS - 3)];
};

/* Of fewer than three letters, no others follow. */
static inline uint32_t letter_filter_hash(const char *letters, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)letters;
	uint32_t key = 0;

	key |= length > 0 ? bytes[0] : 0U;
	key |= length > 1 ? (uint32_t)bytes[1] << 8 : 0U;
	key |= length > 2 ? (uint32_t)bytes[2] << 16 : 0U;
	return key * 0x9E3779B1U >> (32 - LETTER_FILTER_BITS);
}

static inline void letter_filter_add(
	struct letter_filter *filter, const char *letters, size_t length)
{
	uint32_t hash = letter_filter_hash(letters, length);

	filter->bits[hash / 8] |= (uint8_t)(1U << hash % 8);
}

/* False: nothing that was added begins so. */
static inline bool letter_filter_admits(
	const struct letter_filter *filter, const char *letters, size_t length)
{
	uint32_t hash = letter_filter_hash(letters, length);

	return filter->bits[hash / 8] & 1U << hash % 8;
}

#endif
