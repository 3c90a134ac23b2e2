/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/stored_words.h"

#include "base/varint.h"

#include <limits.h>

/*
 * How many words, bytes of the breaks, bytes of the groups; of each group how much
 * its higher half is above the one before and how many words it has; the lower
 * halves; the breaks. Then the bits of a first position; a bit a word that tells
 * whether it has a list; the first positions; half a byte a list, its size; the
 * lists. A list of size 0 is of a word that stands nowhere; one of LONG_LIST begins
 * with a byte for its size.
 */

enum { HALF_BITS = 16, LONG_LIST = 15, WIDTH_MAX = 32 };

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

struct stored_positions stored_words_sent(const struct sent_positions *sent)
{
	size_t at = 0;
	uint32_t first;

	if (!varint_next(sent->bytes, sent->size, &at, &first))
		return (struct stored_positions){0};
	return (struct stored_positions){first, sent->bytes + at, sent->size - at};
}

static void write_halves(const struct stored_word *words, size_t count, struct buf *out)
{
	char *halves;

	buf_reserve(out, out->length + count * sizeof(uint16_t));
	halves = out->bytes + out->length;
	for (size_t i = 0; i < count; i++) {
		uint16_t half = (uint16_t)words[i].number;

		memcpy(halves + i * sizeof(half), &half, sizeof(half));
	}
	out->length += count * sizeof(uint16_t);
}

static size_t bytes_of_bits(size_t bits)
{
	return (bits + CHAR_BIT - 1) / CHAR_BIT;
}

/* Room for so many bits, all 0. */
static unsigned char *add_bits(size_t bits, struct buf *out)
{
	size_t size = bytes_of_bits(bits);
	char *added;

	buf_reserve(out, out->length + size);
	added = out->bytes + out->length;
	if (size)
		memset(added, 0, size);
	out->length += size;
	return (unsigned char *)added;
}

static bool has_list(const struct stored_word *word)
{
	return word->positions.size || !word->positions.further;
}

static void write_marks(const struct stored_word *words, size_t count, struct buf *out)
{
	unsigned char *marks = add_bits(count, out);

	for (size_t i = 0; i < count; i++)
		marks[i / CHAR_BIT] |=
			(unsigned char)(has_list(&words[i]) << i % CHAR_BIT);
}

/* The bits that each first position gets. */
static unsigned width_of(const struct stored_word *words, size_t count)
{
	uint32_t all = 0;
	unsigned width = 0;

	for (size_t i = 0; i < count; i++)
		all |= words[i].positions.first;
	for (; all; all >>= 1)
		width++;
	return width;
}

static void write_firsts(
	const struct stored_word *words, size_t count, unsigned width, struct buf *out)
{
	unsigned char *bytes = add_bits(count * width, out);
	uint64_t bits = 0;
	unsigned held = 0;

	for (size_t i = 0; i < count; i++) {
		bits |= (uint64_t)words[i].positions.first << held;
		for (held += width; held >= CHAR_BIT; held -= CHAR_BIT) {
			*bytes++ = (unsigned char)bits;
			bits >>= CHAR_BIT;
		}
	}
	if (held)
		*bytes = (unsigned char)bits;
}

static void write_sizes(const struct stored_word *words, size_t count, struct buf *out)
{
	enum { HALF = CHAR_BIT / 2 };
	unsigned char *last = NULL;
	size_t lists = 0;

	for (size_t i = 0; i < count; i++) {
		size_t size = words[i].positions.size;
		unsigned char half = size < LONG_LIST ? (unsigned char)size : LONG_LIST;

		if (!has_list(&words[i]))
			continue;
		if (!(lists++ % 2))
			last = add_bits(CHAR_BIT, out);
		*last |= (unsigned char)(half << (lists % 2 ? 0 : HALF));
	}
}

static void write_lists(const struct stored_word *words, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		const struct stored_positions *positions = &words[i].positions;
		char size = (char)positions->size;

		if (positions->size >= LONG_LIST)
			buf_add(out, &size, 1);
		if (positions->size)
			buf_add(out, positions->further, positions->size);
	}
}

void stored_words_write(const struct stored_word *words, size_t count,
	const struct sent_positions *breaks, struct buf *out)
{
	struct buf groups = {0};
	unsigned width = width_of(words, count);

	write_groups(words, count, &groups);
	varint_add(out, (uint32_t)count);
	varint_add(out, (uint32_t)breaks->size);
	varint_add(out, (uint32_t)groups.length);
	buf_add(out, buf_string(&groups), groups.length);
	write_halves(words, count, out);
	buf_add(out, breaks->bytes, breaks->size);
	varint_add(out, width);
	write_marks(words, count, out);
	write_firsts(words, count, width, out);
	write_sizes(words, count, out);
	write_lists(words, count, out);
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
	out->breaks.bytes = take(bytes, size, &at, breaks);
	if (!out->breaks.bytes)
		return false;
	out->breaks.size = breaks;
	out->rest = bytes + at;
	out->rest_size = size - at;
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

/* By halves, quarters and so on: not every processor has an instruction for it. */
static size_t count_bits(uint64_t bits)
{
	bits -= bits >> 1 & 0x5555555555555555U;
	bits = (bits & 0x3333333333333333U) + (bits >> 2 & 0x3333333333333333U);
	bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0FU;
	return (size_t)(bits * 0x0101010101010101U >> 56);
}

enum { BITS_SURE = 64 - CHAR_BIT + 1 }; /* of 64, wherever in its byte the first is */

/*
 * So many bits from one on, 0 where there are no bytes; at most BITS_SURE, or 64 less
 * what is before the first one in its byte.
 */
static uint64_t bits_from(
	const unsigned char *bytes, size_t size, size_t first, size_t count)
{
	size_t at = first / CHAR_BIT;
	uint64_t bits = 0;

	if (at + sizeof(bits) <= size)
		memcpy(&bits, bytes + at, sizeof(bits));
	else if (at < size)
		memcpy(&bits, bytes + at, size - at);
	return bits >> first % CHAR_BIT & ((UINT64_C(1) << count) - 1);
}

/* How many of the bits first..end - 1 are set. */
static size_t count_marks(
	const unsigned char *marks, size_t size, size_t first, size_t end)
{
	size_t count = 0;

	for (; first + BITS_SURE < end; first += BITS_SURE)
		count += count_bits(bits_from(marks, size, first, BITS_SURE));
	return count + count_bits(bits_from(marks, size, first, end - first));
}

bool stored_words_lists(const struct stored_words *words, struct stored_lists *out)
{
	size_t marks_size = bytes_of_bits(words->count);
	uint32_t width;
	size_t at = 0;

	if (!varint_next(words->rest, words->rest_size, &at, &width) || width > WIDTH_MAX)
		return false;
	*out = (struct stored_lists){.count = words->count, .width = width};
	out->marks = (const unsigned char *)take(
		words->rest, words->rest_size, &at, marks_size);
	if (!out->marks)
		return false;
	out->firsts_size = bytes_of_bits(words->count * width);
	out->firsts = (const unsigned char *)take(
		words->rest, words->rest_size, &at, out->firsts_size);
	if (!out->firsts)
		return false;
	out->list_count = count_marks(out->marks, marks_size, 0, marks_size * CHAR_BIT);
	out->sizes = (const unsigned char *)take(
		words->rest, words->rest_size, &at, (out->list_count + 1) / 2);
	if (!out->sizes)
		return false;
	out->lists = words->rest + at;
	out->lists_size = words->rest_size - at;
	return true;
}

static uint32_t first_position(const struct stored_lists *lists, size_t i)
{
	return (uint32_t)bits_from(
		lists->firsts, lists->firsts_size, i * lists->width, lists->width);
}

static bool is_marked(const struct stored_lists *lists, size_t i)
{
	return lists->marks[i / CHAR_BIT] >> i % CHAR_BIT & 1;
}

/* The list at hand, if it is whole; the next is then at hand. */
static bool next_list(struct stored_lists *lists, size_t *size)
{
	unsigned shift = lists->list % 2 * (CHAR_BIT / 2);

	if (lists->list == lists->list_count)
		return false;
	*size = lists->sizes[lists->list++ / 2] >> shift & LONG_LIST;
	if (*size == LONG_LIST) {
		if (lists->offset == lists->lists_size)
			return false;
		*size = (unsigned char)lists->lists[lists->offset++];
	}
	if (*size > lists->lists_size - lists->offset)
		return false;
	lists->offset += *size;
	return true;
}

/* The sum of 16 numbers of four bits, none of them above 14. */
static size_t sum_halves(uint64_t halves)
{
	const uint64_t every_second = 0x0F0F0F0F0F0F0F0FU;

	halves = (halves & every_second) + (halves >> 4 & every_second);
	return (size_t)(halves * 0x0101010101010101U >> 56);
}

/* Passes over lists, as many at a time as tell their sizes by themselves. */
static bool pass_lists(struct stored_lists *lists, size_t end)
{
	enum { HALF = CHAR_BIT / 2, AT_ONCE = 15 };
	size_t size;

	if (end > lists->list_count)
		return false;
	while (lists->list < end) {
		size_t left = end - lists->list;
		size_t count = left < AT_ONCE ? left : AT_ONCE;
		uint64_t sizes = bits_from(lists->sizes, (lists->list_count + 1) / 2,
			lists->list * HALF, count * HALF);
		uint64_t longer = sizes & sizes >> 1 & sizes >> 2 & sizes >> 3
			& 0x1111111111111111U;

		if (longer) {
			count = (size_t)__builtin_ctzll(longer) / HALF;
			sizes &= (UINT64_C(1) << count * HALF) - 1;
		}
		lists->offset += sum_halves(sizes);
		lists->list += count;
		if (lists->offset > lists->lists_size
			|| (longer && !next_list(lists, &size)))
			return false;
	}
	return true;
}

bool stored_words_positions(
	struct stored_lists *lists, size_t i, struct stored_positions *out)
{
	size_t before;
	size_t size = 0;

	if (i < lists->word || i >= lists->count)
		return false;
	if (!is_marked(lists, i)) {
		*out = (struct stored_positions){
			first_position(lists, i), lists->lists, 0};
		return true;
	}
	before = count_marks(lists->marks, bytes_of_bits(lists->count), lists->word, i);
	lists->word = i + 1;
	if (!pass_lists(lists, lists->list + before) || !next_list(lists, &size))
		return false;
	*out = (struct stored_positions){0};
	if (size)
		*out = (struct stored_positions){first_position(lists, i),
			lists->lists + lists->offset - size, size};
	return true;
}
