/* SPDX-License-Identifier: GPL-2.0-or-later */
/* varint: numbers in as few bytes as they need, seven bits each, the lowest first. */
#ifndef BASE_VARINT_H
#define BASE_VARINT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VARINT_BYTES_MAX = 5 };

/* Writes at most VARINT_BYTES_MAX bytes; returns how many. */
static inline size_t varint_write(char *out, uint32_t number)
{
	size_t length = 0;

	for (; number >= 0x80; number >>= 7)
		out[length++] = (char)(number | 0x80);
	out[length++] = (char)number;
	return length;
}

static inline void varint_add(struct buf *out, uint32_t number)
{
	char bytes[VARINT_BYTES_MAX];

	buf_add(out, bytes, varint_write(bytes, number));
}

/* The number at *at, which moves on. False: the bytes end before, or it is too long. */
static inline bool varint_next(const char *bytes, size_t size, size_t *at, uint32_t *out)
{
	uint32_t number = 0;

	for (unsigned shift = 0; shift < 7 * VARINT_BYTES_MAX && *at < size; shift += 7) {
		unsigned char byte = (unsigned char)bytes[(*at)++];

		number |= (uint32_t)(byte & 0x7F) << shift;
		if (byte < 0x80) {
			*out = number;
			return true;
		}
	}
	return false;
}

#endif
