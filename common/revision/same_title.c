/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/same_title.h"

enum { HEADING_WORDS_MIN = 3 };

static size_t times_in(const struct word_hashes *words, uint32_t word)
{
	size_t times = 0;

	for (size_t i = 0; i < words->count; i++)
		times += words->items[i] == word;
	return times;
}

bool same_title_contains(const struct word_hashes *words, uint32_t word)
{
	return times_in(words, word) != 0;
}

static bool says(const struct titled *side, uint32_t word)
{
	return same_title_contains(side->title, word)
		|| same_title_contains(side->text, word);
}

/* Whether all words but serial ones are in the other title. */
static bool is_within(const struct word_hashes *title, const struct word_hashes *other)
{
	for (size_t i = 0; i < title->count; i++) {
		if (!(title->items[i] & WORD_HASH_SERIAL)
			&& !same_title_contains(other, title->items[i]))
			return false;
	}
	return true;
}

/* Whether the title has a serial word that the other document has nowhere. */
static bool has_own_serial(const struct titled *side, const struct titled *other)
{
	for (size_t i = 0; i < side->title->count; i++) {
		if ((side->title->items[i] & WORD_HASH_SERIAL)
			&& !says(other, side->title->items[i]))
			return true;
	}
	return false;
}

static bool has_serial_beside(
	const struct word_hashes *title, const struct word_hashes *other)
{
	for (size_t i = 0; i < title->count; i++) {
		if ((title->items[i] & WORD_HASH_SERIAL)
			&& !same_title_contains(other, title->items[i]))
			return true;
	}
	return false;
}

/*
 * Whether the titles differ in serial words alone (BO 7, BO 8), or one is the
 * other with more, of which a serial word stands nowhere else (II, 2020).
 */
static bool differ_in_series(const struct titled *a, const struct titled *b)
{
	bool a_within = is_within(a->title, b->title);
	bool b_within = is_within(b->title, a->title);

	if (a_within && b_within)
		return has_serial_beside(a->title, b->title)
			|| has_serial_beside(b->title, a->title);
	return (a_within || b_within) && (has_own_serial(a, b) || has_own_serial(b, a));
}

/* Words that the titles begin with, both. */
static size_t common_beginning(const struct word_hashes *a, const struct word_hashes *b)
{
	size_t count = 0;

	while (count < a->count && count < b->count && a->items[count] == b->items[count])
		count++;
	return count;
}

/* Words that the titles end with, both. */
static size_t common_end(const struct word_hashes *a, const struct word_hashes *b)
{
	size_t count = 0;

	while (count < a->count && count < b->count
		&& a->items[a->count - count - 1] == b->items[b->count - count - 1])
		count++;
	return count;
}

/*
 * Whether half of the title stands in the other one, too, at its beginning or
 * end, and in the text as a heading: then the rest is likely to be a site's name.
 */
static bool has_common_heading(const struct titled *side, const struct titled *other)
{
	size_t from_start = common_beginning(side->title, other->title);
	size_t from_end = common_end(side->title, other->title);
	size_t common = from_start > from_end ? from_start : from_end;
	const uint32_t *words = from_start > from_end
		? side->title->items
		: side->title->items + side->title->count - common;
	size_t written = 0;

	for (size_t i = 0; i < common; i++)
		written += same_title_contains(side->text, words[i]);
	return common >= HEADING_WORDS_MIN && common * 2 >= side->title->count
		&& written * 5 >= common * 4;
}

/* Whether the title has a word that the other document has less to say of. */
static bool has_own_word(const struct titled *side, const struct titled *other)
{
	bool has_heading = has_common_heading(side, other);

	for (size_t i = 0; i < side->title->count; i++) {
		uint32_t word = side->title->items[i];
		size_t times = times_in(side->text, word);

		if (same_title_contains(other->title, word))
			continue;
		if (times ? times_in(other->text, word) < times
			  : !has_heading && !same_title_contains(other->text, word))
			return true;
	}
	return false;
}

bool same_title_agrees(const struct titled *a, const struct titled *b)
{
	return !differ_in_series(a, b) && (!has_own_word(a, b) || !has_own_word(b, a));
}
