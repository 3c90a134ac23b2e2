/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/digest.h"

#define XXH_INLINE_ALL
#include <string.h>
#include <xxhash.h>

enum { BITS = 6, WORD_LETTERS = 11 }; /* a letter holds 6 bits, a half 11 letters */

static const char alphabet[] =
	"-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

struct digest digest_of(const void *bytes, size_t length)
{
	XXH128_hash_t hash = XXH3_128bits(bytes, length);

	return (struct digest){hash.high64, hash.low64};
}

bool digest_equal(struct digest a, struct digest b)
{
	return a.high == b.high && a.low == b.low;
}

static void write_half(uint64_t half, char *out)
{
	for (int i = WORD_LETTERS - 1; i >= 0; i--) {
		out[i] = alphabet[half & 63];
		half >>= BITS;
	}
}

void digest_write(struct digest digest, char out[DIGEST_LETTERS + 1])
{
	write_half(digest.high, out);
	write_half(digest.low, out + WORD_LETTERS);
	out[DIGEST_LETTERS] = '\0';
}

/* The number a letter stands for; -1: none. */
static int letter_value(char letter)
{
	if (letter >= 'a' && letter <= 'z')
		return letter - 'a' + 38;
	if (letter >= 'A' && letter <= 'Z')
		return letter - 'A' + 11;
	if (letter >= '0' && letter <= '9')
		return letter - '0' + 1;
	if (letter == '_')
		return 37;
	return letter == '-' ? 0 : -1;
}

static bool parse_half(const char *text, uint64_t *out)
{
	uint64_t half = 0;

	for (int i = 0; i < WORD_LETTERS; i++) {
		int value = letter_value(text[i]);

		if (value < 0)
			return false;
		half = half << BITS | (uint64_t)value;
	}
	*out = half;
	return true;
}

bool digest_parse(const char *text, struct digest *out)
{
	struct digest read;

	if (!parse_half(text, &read.high) || !parse_half(text + WORD_LETTERS, &read.low))
		return false;
	*out = read;
	return true;
}
