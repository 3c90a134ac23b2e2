/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/same_title.h"

enum { HEADING_WORDS_MIN = 3 };

static bool says(const struct titled *side, uint32_t word)
{
	return counted_words_times(side->title, word)
		|| counted_words_times(side->text, word);
}

/* Whether all words but serial ones are in the other title. */
static bool is_within(
	const struct counted_words *title, const struct counted_words *other)
{
	for (size_t i = 0; i < title->words.count; i++) {
		if (!(title->words.items[i] & WORD_HASH_SERIAL)
			&& !counted_words_times(other, title->words.items[i]))
			return false;
	}
	return true;
}

/* Whether the title has a serial word that the other document has nowhere. */
static bool has_own_serial(const struct titled *side, const struct titled *other)
{
	for (size_t i = 0; i < side->title->words.count; i++) {
		if ((side->title->words.items[i] & WORD_HASH_SERIAL)
			&& !says(other, side->title->words.items[i]))
			return true;
	}
	return false;
}

static bool has_serial_beside(
	const struct counted_words *title, const struct counted_words *other)
{
	for (size_t i = 0; i < title->words.count; i++) {
		if ((title->words.items[i] & WORD_HASH_SERIAL)
			&& !counted_words_times(other, title->words.items[i]))
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
	size_t from_start = common_beginning(&side->title->words, &other->title->words);
	size_t from_end = common_end(&side->title->words, &other->title->words);
	size_t common = from_start > from_end ? from_start : from_end;
	const uint32_t *words = from_start > from_end
		? side->title->words.items
		: side->title->words.items + side->title->words.count - common;
	size_t written = 0;

	for (size_t i = 0; i < common; i++)
		written += counted_words_times(side->text, words[i]) > 0;
	return common >= HEADING_WORDS_MIN && common * 2 >= side->title->words.count
		&& written * 5 >= common * 4;
}

/* Whether the title has a word that the other document has less to say of. */
static bool has_own_word(const struct titled *side, const struct titled *other)
{
	bool has_heading = has_common_heading(side, other);

	for (size_t i = 0; i < side->title->words.count; i++) {
		uint32_t word = side->title->words.items[i];
		size_t times = counted_words_times(side->text, word);

		if (counted_words_times(other->title, word))
			continue;
		if (times ? counted_words_times(other->text, word) < times
			  : !has_heading && !counted_words_times(other->text, word))
			return true;
	}
	return false;
}

bool same_title_agrees(const struct titled *a, const struct titled *b)
{
	return !differ_in_series(a, b) && (!has_own_word(a, b) || !has_own_word(b, a));
}
