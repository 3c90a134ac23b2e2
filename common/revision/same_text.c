/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/same_text.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum { MARK_RUN = 1, MARK_WORD = 2 }; /* a shared run begins here; the word is shared */

void same_text_release(struct same_text *texts)
{
	word_hashes_release(&texts->first);
	free(texts->runs);
	free(texts->slots);
	free(texts->marks);
	*texts = (struct same_text){0};
}

static size_t run_count(const struct word_hashes *words)
{
	return words->count < SAME_TEXT_RUN ? 0 : words->count - SAME_TEXT_RUN + 1;
}

static size_t run_hash(const uint32_t *words)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < SAME_TEXT_RUN; i++)
		hash = (hash ^ words[i]) * 0x9E3779B97F4A7C15U;
	return (size_t)(hash >> 20);
}

/* The slot of the run of words, or the free one that it would get. */
static uint32_t *slot_of(const struct same_text *texts, const uint32_t *words)
{
	for (size_t i = run_hash(words);; i++) {
		uint32_t *slot = &texts->slots[i & (texts->slot_count - 1)];

		if (!*slot
			|| !memcmp(texts->first.items + *slot - 1, words,
				SAME_TEXT_RUN * sizeof(*words)))
			return slot;
	}
}

static void make_room(struct same_text *texts, size_t runs)
{
	size_t slots = 64;

	while (slots < 2 * runs)
		slots *= 2;
	if (slots > texts->slots_room) {
		texts->slots = alloc_resize(texts->slots, slots, sizeof(*texts->slots));
		texts->runs = alloc_resize(texts->runs, slots, sizeof(*texts->runs));
		texts->slots_room = slots;
	}
	texts->slot_count = slots;
	memset(texts->slots, 0, slots * sizeof(*texts->slots));
}

void same_text_begin(struct same_text *texts)
{
	size_t runs = run_count(&texts->first);

	make_room(texts, runs);
	for (size_t i = 0; i < runs; i++) {
		uint32_t *slot = slot_of(texts, texts->first.items + i);

		if (!*slot)
			*slot = (uint32_t)i + 1;
		texts->runs[i] = *slot - 1;
	}
}

/* Marks all words of the marked runs. */
static void mark_words(unsigned char *marks, size_t words)
{
	size_t left = 0;

	for (size_t i = 0; i < words; i++) {
		if (marks[i] & MARK_RUN)
			left = SAME_TEXT_RUN;
		if (left) {
			marks[i] |= MARK_WORD;
			left--;
		}
	}
}

/* The passages' first word and the one behind their last. */
static void find_core(
	const unsigned char *marks, size_t words, size_t *begin, size_t *end)
{
	size_t row = 0;

	*begin = *end = 0;
	for (size_t i = 0; i < words; i++) {
		row = marks[i] & MARK_WORD ? row + 1 : 0;
		if (row == SAME_TEXT_PASSAGE && !*end)
			*begin = i + 1 - SAME_TEXT_PASSAGE;
		if (row >= SAME_TEXT_PASSAGE)
			*end = i + 1;
	}
}

/* Words that both begin with, as far as they are equal; few are chance. */
static size_t common_beginning(const struct word_hashes *a, const struct word_hashes *b)
{
	size_t words = 0;

	while (words < a->count && words < b->count && a->items[words] == b->items[words])
		words++;
	return words < SAME_TEXT_EDGE ? 0 : words;
}

static size_t common_end(const struct word_hashes *a, const struct word_hashes *b)
{
	size_t words = 0;

	while (words < a->count && words < b->count
		&& a->items[a->count - words - 1] == b->items[b->count - words - 1])
		words++;
	return words < SAME_TEXT_EDGE ? 0 : words;
}

/* Before a change near the edge there may be too few words for a run. */
static void mark_edges(const struct word_hashes *words, const struct word_hashes *other,
	unsigned char *marks)
{
	size_t beginning = common_beginning(words, other);
	size_t end = common_end(words, other);

	for (size_t i = 0; i < beginning; i++)
		marks[i] |= MARK_WORD;
	for (size_t i = 0; i < end; i++)
		marks[words->count - i - 1] |= MARK_WORD;
}

static bool contains(const struct word_hashes *words, uint32_t word)
{
	for (size_t i = 0; i < words->count; i++) {
		if (words->items[i] == word)
			return true;
	}
	return false;
}

/* Of the words between begin and end that are not shared. */
static size_t count_novel(const struct word_hashes *words,
	const struct word_hashes *other, const unsigned char *marks, size_t begin,
	size_t end)
{
	size_t novel = 0;

	for (size_t i = begin; i < end; i++)
		novel += !(marks[i] & MARK_WORD) && !contains(other, words->items[i]);
	return novel;
}

static void count(const struct word_hashes *words, const struct word_hashes *other,
	const unsigned char *marks, struct same_text_side *out)
{
	size_t begin;
	size_t end;

	*out = (struct same_text_side){.words = words->count};
	find_core(marks, words->count, &begin, &end);
	if (end && common_beginning(words, other))
		begin = 0;
	if (end && common_end(words, other))
		end = words->count;
	out->core = end - begin;
	for (size_t i = 0; i < words->count; i++) {
		if (marks[i] & MARK_WORD) {
			out->shared++;
		} else if (i >= begin && i < end) {
			out->own++;
			out->own_serial |= (words->items[i] & WORD_HASH_SERIAL) != 0;
		}
	}
	out->novel = out->own * SAME_TEXT_NOVEL_OF > out->core
		? out->own
		: count_novel(words, other, marks, begin, end);
}

static unsigned char *blank_marks(struct same_text *texts, size_t words)
{
	if (words > texts->marks_room) {
		texts->marks = alloc_resize(texts->marks, words, 1);
		texts->marks_room = words;
	}
	memset(texts->marks, 0, words);
	return texts->marks;
}

void same_text_compare(struct same_text *texts, const struct word_hashes *second,
	struct same_text_side *of_first, struct same_text_side *of_second)
{
	const struct word_hashes *first = &texts->first;
	unsigned char *marks = blank_marks(texts, first->count + second->count + 1);
	unsigned char *others = marks + first->count;

	for (size_t i = 0; i < run_count(second); i++) {
		uint32_t slot = *slot_of(texts, second->items + i);

		if (!slot)
			continue;
		others[i] = MARK_RUN;
		marks[slot - 1] = MARK_RUN;
	}
	for (size_t i = 0; i < run_count(first); i++)
		marks[i] |= marks[texts->runs[i]] & MARK_RUN;
	mark_words(marks, first->count);
	mark_words(others, second->count);
	mark_edges(first, second, marks);
	mark_edges(second, first, others);
	count(first, second, marks, of_first);
	count(second, first, others, of_second);
}
