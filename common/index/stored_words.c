/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/stored_words.h"

#include "base/varint.h"

/*
 * How many words, bytes of the breaks, bytes of the groups; of each group how much
 * its higher half is above the one before and how many words it has; the lower
 * halves; the lengths of the positions; the breaks; the positions.
 */

enum { HALF_BITS = 16 };

/* The end of the group that the word i begins. */
static size_t end_of_group(const struct stored_word *words, size_t count, size_t i)
{
	uint32_t higher = words[i].number >> HALF_BITS;

	while (i < count && words[i].number >> HALF_BITS == higher)
		i++;
	return i;
}

static void write_groups(
	const struct stored_word *words, size_t count, struct buf *groups)
{
	uint32_t before = 0;

	for (size_t i = 0; i < count;) {
		uint32_t higher = words[i].number >> HALF_BITS;
		size_t end = end_of_group(words, count, i);

		varint_add(groups, higher - before);
		varint_add(groups, (uint32_t)(end - i));
		before = higher;
		i = end;
	}
}

void stored_words_write(const struct stored_word *words, size_t count,
	const struct sent_positions *breaks, struct buf *out)
{
	struct buf groups = {0};

	write_groups(words, count, &groups);
	varint_add(out, (uint32_t)count);
	varint_add(out, (uint32_t)breaks->size);
	varint_add(out, (uint32_t)groups.length);
	buf_add(out, buf_string(&groups), groups.length);
	for (size_t i = 0; i < count; i++) {
		uint16_t half = (uint16_t)words[i].number;

		buf_add(out, (const char *)&half, sizeof(half));
	}
	for (size_t i = 0; i < count; i++) {
		char length = (char)words[i].positions.size;

		buf_add(out, &length, 1);
	}
	buf_add(out, breaks->bytes, breaks->size);
	for (size_t i = 0; i < count; i++)
		buf_add(out, words[i].positions.bytes, words[i].positions.size);
	buf_release(&groups);
}

/* So many bytes at *at, which moves on; NULL: there are fewer. */
static const char *take(const char *bytes, size_t size, size_t *at, size_t wanted)
{
	const char *taken = bytes + *at;

	if (wanted > size - *at)
		return NULL;
	*at += wanted;
	return taken;
}

bool stored_words_open(const char *bytes, size_t size, struct stored_words *out)
{
	uint32_t count;
	uint32_t breaks;
	uint32_t groups;
	size_t at = 0;

	if (!varint_next(bytes, size, &at, &count)
		|| !varint_next(bytes, size, &at, &breaks)
		|| !varint_next(bytes, size, &at, &groups))
		return false;
	out->count = count;
	out->groups = take(bytes, size, &at, groups);
	if (!out->groups)
		return false;
	out->halves = take(bytes, size, &at, count * sizeof(uint16_t));
	if (!out->halves)
		return false;
	out->lengths = (const unsigned char *)take(bytes, size, &at, count);
	if (!out->lengths)
		return false;
	out->breaks.bytes = take(bytes, size, &at, breaks);
	if (!out->breaks.bytes)
		return false;
	out->breaks.size = breaks;
	out->positions = (struct sent_positions){bytes + at, size - at};
	out->groups_size = groups;
	out->group_at = 0;
	out->first = 0;
	out->higher = 0;
	return true;
}

bool stored_words_next_group(struct stored_words *words, struct stored_group *out)
{
	uint32_t above;
	uint32_t count;

	if (!varint_next(words->groups, words->groups_size, &words->group_at, &above)
		|| !varint_next(
			words->groups, words->groups_size, &words->group_at, &count)
		|| count > words->count - words->first)
		return false;
	words->higher += above;
	*out = (struct stored_group){
		words->higher << HALF_BITS, words->first, words->first + count};
	words->first += count;
	return true;
}
