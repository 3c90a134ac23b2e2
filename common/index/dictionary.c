/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/dictionary.h"

#include "base/varint.h"

/* A word: how many hashes, bytes of the spelling, the hashes, the spelling. */

void dictionary_add(struct buf *list, const char *hashes, uint32_t count,
	const char *spelling, uint32_t length)
{
	varint_add(list, count);
	varint_add(list, length);
	buf_add(list, hashes, count * sizeof(uint32_t));
	buf_add(list, spelling, length);
}

bool dictionary_next(
	const char *list, size_t size, size_t *offset, struct dictionary_word *out)
{
	struct dictionary_word word = {.bytes = list + *offset};
	size_t at = *offset;
	size_t hashes;

	if (!varint_next(list, size, &at, &word.hash_count)
		|| !varint_next(list, size, &at, &word.length) || !word.hash_count)
		return false;
	hashes = (size_t)word.hash_count * sizeof(uint32_t);
	if (hashes > size - at || word.length > size - at - hashes)
		return false;
	word.hashes = list + at;
	word.spelling = word.hashes + hashes;
	word.size = (size_t)(word.spelling + word.length - word.bytes);
	*offset += word.size;
	*out = word;
	return true;
}
