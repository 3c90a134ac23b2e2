/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/same_text.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum { MARK_RUN = 1, MARK_WORD = 2 }; /* a shared run begins here; the word is shared */

enum { NOWHERE = UINT32_MAX };

/* One of two texts while they are compared. */
struct stretch {
	const struct counted_words *text, *other;
	unsigned char *marks;
	size_t from, to; /* its words but those that both begin and end with */
	bool begins_alike;
	size_t end; /* words that both end with; some may be before to */
};

void same_text_release(struct same_text *texts)
{
	free(texts->runs);
	free(texts->lasts);
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
static uint32_t *slot_of(const struct same_text *texts, const struct word_hashes *first,
	const uint32_t *words)
{
	for (size_t i = run_hash(words);; i++) {
		uint32_t *slot = &texts->slots[i & (texts->slot_count - 1)];

		if (!*slot
			|| !memcmp(first->items + *slot - 1, words,
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
		texts->runs = alloc_resize(texts->runs, slots / 2, sizeof(*texts->runs));
		texts->lasts =
			alloc_resize(texts->lasts, slots / 2, sizeof(*texts->lasts));
		texts->slots_room = slots;
	}
	texts->slot_count = slots;
	memset(texts->slots, 0, slots * sizeof(*texts->slots));
}

void same_text_begin(struct same_text *texts, const struct word_hashes *first)
{
	size_t runs = run_count(first);

	make_room(texts, runs);
	for (size_t i = 0; i < runs; i++) {
		uint32_t *slot = slot_of(texts, first, first->items + i);

		if (!*slot)
			*slot = (uint32_t)i + 1;
		texts->runs[i] = *slot - 1;
		texts->lasts[*slot - 1] = (uint32_t)i;
	}
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Words that both begin with, as far as they are equal; few are chance. */
static size_t common_beginning(const struct word_hashes *a, const struct word_hashes *b)
{
	size_t count = least(a->count, b->count);
	size_t words = 0;

	while (words < count && a->items[words] == b->items[words])
		words++;
	return words < SAME_TEXT_EDGE ? 0 : words;
}

static size_t common_end(const struct word_hashes *a, const struct word_hashes *b)
{
	size_t count = least(a->count, b->count);
	size_t words = 0;

	while (words < count
		&& a->items[a->count - words - 1] == b->items[b->count - words - 1])
		words++;
	return words < SAME_TEXT_EDGE ? 0 : words;
}

/* The runs that are neither in what both begin with nor in what both end with. */
static size_t first_run(const struct stretch *stretch)
{
	return stretch->from < SAME_TEXT_RUN ? 0 : stretch->from - SAME_TEXT_RUN + 1;
}

static size_t end_of_runs(const struct stretch *stretch)
{
	return least(stretch->to, run_count(&stretch->text->words));
}

/*
 * Marks the runs of the second text that stand in the first, and there where they
 * stand first. Where one is found, the next is likely to follow.
 */
static void mark_second(struct same_text *texts, const struct stretch *first,
	const struct stretch *second)
{
	const struct word_hashes *words = &first->text->words;
	const uint32_t *others = second->text->words.items;
	size_t runs = run_count(words);
	uint32_t at = NOWHERE;

	for (size_t i = first_run(second); i < end_of_runs(second); i++) {
		if (at != NOWHERE && at + 1 < runs
			&& words->items[at + SAME_TEXT_RUN]
				== others[i + SAME_TEXT_RUN - 1]) {
			at++;
		} else {
			at = *slot_of(texts, words, others + i) - 1;
			texts->runs_sought++;
		}
		if (at == NOWHERE)
			continue;
		second->marks[i] = MARK_RUN;
		first->marks[texts->runs[at]] |= MARK_RUN;
	}
}

/* A run of the first that stands in what is equal of it stands in the second, too. */
static void mark_first(const struct same_text *texts, const struct stretch *first)
{
	for (size_t i = first_run(first); i < end_of_runs(first); i++) {
		uint32_t run = texts->runs[i];

		if (run + SAME_TEXT_RUN <= first->from || texts->lasts[run] >= first->to)
			first->marks[i] |= MARK_RUN;
		else
			first->marks[i] |= first->marks[run] & MARK_RUN;
	}
}

/*
 * Marks all words of the marked runs. Before a change near the edge there may be
 * too few words for a run: what both end with is shared in any case.
 */
static void mark_words(const struct stretch *stretch)
{
	size_t words = stretch->text->words.count;
	size_t left = 0;

	for (size_t i = first_run(stretch); i < stretch->to; i++) {
		if (stretch->marks[i] & MARK_RUN)
			left = SAME_TEXT_RUN;
		if (left || i >= words - stretch->end)
			stretch->marks[i] |= MARK_WORD;
		left -= left > 0;
	}
}

/* The passages' first word and the one behind their last. */
static void find_core(const struct stretch *stretch, size_t *begin, size_t *end)
{
	size_t words = stretch->text->words.count;
	size_t row = stretch->from;

	*begin = 0;
	*end = row < SAME_TEXT_PASSAGE ? 0 : row;
	for (size_t i = stretch->from; i < stretch->to; i++) {
		row = stretch->marks[i] & MARK_WORD ? row + 1 : 0;
		if (row == SAME_TEXT_PASSAGE && !*end)
			*begin = i + 1 - SAME_TEXT_PASSAGE;
		if (row >= SAME_TEXT_PASSAGE)
			*end = i + 1;
	}
	row += words - stretch->to;
	if (row >= SAME_TEXT_PASSAGE && !*end)
		*begin = words - row;
	if (row >= SAME_TEXT_PASSAGE && stretch->to < words)
		*end = words;
	if (*end && stretch->begins_alike)
		*begin = 0;
	if (*end && stretch->end)
		*end = words;
}

/* Of the words between begin and end that are not shared. */
static size_t count_novel(const struct stretch *stretch, size_t begin, size_t end)
{
	const uint32_t *words = stretch->text->words.items;
	size_t novel = 0;

	for (size_t i = begin; i < end; i++)
		novel += !(stretch->marks[i] & MARK_WORD)
			&& !counted_words_times(stretch->other, words[i]);
	return novel;
}

static void count(const struct stretch *stretch, struct same_text_side *out)
{
	const struct word_hashes *words = &stretch->text->words;
	size_t begin;
	size_t end;

	*out = (struct same_text_side){.words = words->count,
		.shared = words->count - (stretch->to - stretch->from)};
	find_core(stretch, &begin, &end);
	out->core = end - begin;
	for (size_t i = stretch->from; i < stretch->to; i++) {
		if (stretch->marks[i] & MARK_WORD) {
			out->shared++;
		} else if (i >= begin && i < end) {
			out->own++;
			out->own_serial |= (words->items[i] & WORD_HASH_SERIAL) != 0;
		}
	}
	begin = begin > stretch->from ? begin : stretch->from;
	end = least(end, stretch->to);
	out->novel = out->own * SAME_TEXT_NOVEL_OF > out->core
		? out->own
		: count_novel(stretch, begin, end);
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

void same_text_compare(struct same_text *texts, const struct counted_words *first,
	const struct counted_words *second, struct same_text_side *of_first,
	struct same_text_side *of_second)
{
	size_t words = least(first->words.count, second->words.count);
	size_t beginning = common_beginning(&first->words, &second->words);
	size_t end = common_end(&first->words, &second->words);
	size_t end_apart = least(end, words - beginning);
	unsigned char *marks =
		blank_marks(texts, first->words.count + second->words.count + 1);
	struct stretch a = {first, second, marks, beginning,
		first->words.count - end_apart, beginning > 0, end};
	struct stretch b = {second, first, marks + first->words.count, beginning,
		second->words.count - end_apart, beginning > 0, end};

	mark_second(texts, &a, &b);
	mark_first(texts, &a);
	mark_words(&a);
	mark_words(&b);
	count(&a, of_first);
	count(&b, of_second);
}
