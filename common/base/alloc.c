/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *or_end(void *block)
{
	if (!block) {
		fputs("out of memory\n", stderr);
		_exit(ALLOC_STATUS);
	}
	return block;
}

void *alloc_zeroed(size_t count, size_t size)
{
	return or_end(calloc(count ? count : 1, size ? size : 1));
}

void *alloc_resize(void *block, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		return or_end(NULL);
	return or_end(realloc(block, bytes > 0 ? bytes : 1));
}

char *alloc_string(const char *string)
{
	return alloc_copy(string, strlen(string));
}

char *alloc_copy(const char *bytes, size_t length)
{
	char *copy = alloc_resize(NULL, length + 1, 1);

	if (length)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}

void *alloc_widen(void *block, size_t *room, size_t size)
{
	*room = *room ? *room * 2 : 8;
	return alloc_resize(block, *room, size);
}
