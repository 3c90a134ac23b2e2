/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/word_places.h"

#include "base/alloc.h"
#include "base/varint.h"
#include "index/stored_words.h"

#include <stdlib.h>
#include <string.h>

void word_places_release(struct word_places *places)
{
	free(places->items);
	found_words_release(&places->found);
	free(places->keys);
	free(places->merged);
	free(places->ends);
	*places = (struct word_places){0};
}

static void add_key(struct word_places *places, uint32_t position, size_t found)
{
	places->keys = alloc_grow(
		places->keys, places->count, &places->keys_room, sizeof(*places->keys));
	places->keys[places->count++] = (uint64_t)position << 32 | found;
}

/* Which of a word's positions are wanted: from one on, all or the first. */
struct reach {
	uint32_t from;
	bool is_first;
};

/* The positions of a word that was found. */
static bool add_keys(struct word_places *places, const struct stored_positions *positions,
	struct reach reach, size_t found)
{
	uint32_t position = positions->first;
	uint32_t further;

	if (!positions->further)
		return true;
	for (size_t at = 0;; position += further) {
		if (position >= reach.from) {
			add_key(places, position, found);
			if (reach.is_first)
				return true;
		}
		if (at == positions->size)
			return true;
		if (!varint_next(positions->further, positions->size, &at, &further))
			return false;
	}
}

/* The positions of what was found, as keys of position and find: a run each, ascending. */
static void read_positions(struct word_places *places, struct reach reach)
{
	const struct found_words *found = &places->found;
	struct stored_lists lists;
	struct stored_positions positions;

	places->count = 0;
	places->run_count = 0;
	if (!stored_words_lists(&found->words, &lists))
		return;
	for (size_t i = 0; i < found->count; i++) {
		size_t before = places->count;

		if (!stored_words_positions(&lists, found->items[i].number, &positions)
			|| !add_keys(places, &positions, reach, i)) {
			places->count = before;
			return;
		}
		places->ends = alloc_grow(places->ends, places->run_count,
			&places->ends_room, sizeof(*places->ends));
		places->ends[places->run_count++] = places->count;
	}
}

/* Joins keys[start..middle) and keys[middle..end) in merged. */
static void merge(struct word_places *places, size_t start, size_t middle, size_t end)
{
	const uint64_t *keys = places->keys;
	uint64_t *out = places->merged + start;
	size_t a = start;
	size_t b = middle;

	while (a < middle && b < end)
		*out++ = keys[a] < keys[b] ? keys[a++] : keys[b++];
	memcpy(out, keys + a, (middle - a) * sizeof(*out));
	memcpy(out + (middle - a), keys + b, (end - b) * sizeof(*out));
}

/* Every second run and the one behind it become one; returns how many there are then. */
static size_t merge_pairs(struct word_places *places, size_t runs)
{
	size_t start = 0;
	size_t kept = 0;

	for (size_t i = 0; i < runs; i += 2) {
		size_t last = i + 1 < runs ? i + 1 : i;

		merge(places, start, places->ends[i], places->ends[last]);
		start = places->ends[last];
		places->ends[kept++] = start;
	}
	return kept;
}

/* Frequent words stand in a hundred places of a page: their runs are made use of. */
static void sort_keys(struct word_places *places)
{
	size_t runs = places->count ? places->run_count : 0;

	while (runs > 1) {
		uint64_t *keys = places->keys;
		size_t room = places->keys_room;

		if (places->merged_room < places->count) {
			places->merged_room = places->keys_room;
			places->merged = alloc_resize(places->merged, places->merged_room,
				sizeof(*places->merged));
		}
		runs = merge_pairs(places, runs);
		places->keys = places->merged;
		places->keys_room = places->merged_room;
		places->merged = keys;
		places->merged_room = room;
	}
}

/* A walk over the breaks: where the part at hand begins and where it ends. */
struct part_walk {
	const struct sent_positions *breaks;
	size_t offset;
	uint32_t part, start, end; /* end: the break behind it */
	enum sent_part kind, next;
};

/* Finds the end of the part at hand. */
static void find_end(struct part_walk *walk)
{
	uint32_t further;

	if (sent_breaks_next(walk->breaks, &walk->offset, &further, &walk->next))
		walk->end += further;
	else
		walk->end = UINT32_MAX;
}

static void next_part(struct part_walk *walk)
{
	walk->part++;
	walk->start = walk->end + 1;
	walk->kind = walk->next;
	find_end(walk);
}

static void place_keys(struct word_places *places)
{
	struct part_walk walk = {.breaks = &places->breaks};

	find_end(&walk);
	for (size_t i = 0; i < places->count; i++) {
		uint32_t position = (uint32_t)(places->keys[i] >> 32);
		const struct found_word *found =
			&places->found.items[(uint32_t)places->keys[i]];

		while (position > walk.end)
			next_part(&walk);
		places->items = alloc_grow(
			places->items, i, &places->room, sizeof(*places->items));
		places->items[i] = (struct word_place){
			*found->masks, walk.part, position - walk.start, walk.kind};
	}
}

/* Begins with a document; returns which words of the set it has. */
static uint64_t find_words(struct word_places *places, const char *bytes, size_t size,
	const struct word_set *set)
{
	uint64_t words = found_words_find(&places->found, bytes, size, set);

	places->count = 0;
	places->breaks = places->found.words.breaks;
	return words;
}

static void place_words(struct word_places *places, struct reach reach)
{
	read_positions(places, reach);
	sort_keys(places);
	place_keys(places);
}

/* Behind the title and the break that ends it. */
static uint32_t text_begin(const struct word_places *places)
{
	enum sent_part part;
	uint32_t end;
	size_t at = 0;

	return sent_breaks_next(&places->breaks, &at, &end, &part) ? end + 1 : UINT32_MAX;
}

bool word_places_read(struct word_places *places, const char *bytes, size_t size,
	const struct word_set *set, uint64_t wanted)
{
	uint64_t words = find_words(places, bytes, size, set);

	if (!words || wanted & ~words)
		return false;
	place_words(places, (struct reach){0, false});
	return true;
}

void word_places_read_firsts(struct word_places *places, const char *bytes, size_t size,
	const struct word_set *set)
{
	if (find_words(places, bytes, size, set))
		place_words(places, (struct reach){text_begin(places), true});
}

size_t word_places_parts(const struct word_places *places)
{
	size_t parts = 1;

	for (size_t i = 0; i < places->breaks.size; i++)
		parts += !(places->breaks.bytes[i] & 0x80);
	return parts;
}
