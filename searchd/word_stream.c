/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "word_stream.h"

#include "base/alloc.h"

#include <stdlib.h>

void word_set_release(struct word_set *set)
{
	free(set->items);
	*set = (struct word_set){0};
}

void word_set_add(struct word_set *set, uint32_t hash, unsigned word)
{
	if (word >= WORD_SET_MAX)
		return;
	set->items = alloc_grow(set->items, set->count, &set->room, sizeof(*set->items));
	set->items[set->count++] = (struct word_set_item){hash, 1ULL << word};
	set->present |= 1ULL << (hash % 64);
}

void word_set_add_terms(
	struct word_set *set, const struct query *query, unsigned word, double weight_min)
{
	for (size_t i = 0; i < query->term_count; i++) {
		if (query->terms[i].weight >= weight_min)
			word_set_add(set, query->terms[i].hash, word);
	}
}

static int by_hash(const void *a, const void *b)
{
	uint32_t first = ((const struct word_set_item *)a)->hash;
	uint32_t second = ((const struct word_set_item *)b)->hash;

	return (first > second) - (first < second);
}

void word_set_ready(struct word_set *set)
{
	size_t kept = 0;

	if (!set->count)
		return;
	qsort(set->items, set->count, sizeof(*set->items), by_hash);
	for (size_t i = 1; i < set->count; i++) {
		if (set->items[i].hash == set->items[kept].hash)
			set->items[kept].words |= set->items[i].words;
		else
			set->items[++kept] = set->items[i];
	}
	set->count = kept + 1;
}

static uint64_t find(const struct word_set *set, uint32_t hash)
{
	size_t low = 0;
	size_t high = set->count;

	if (!(set->present >> (hash % 64) & 1))
		return 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (set->items[middle].hash == hash)
			return set->items[middle].words;
		if (set->items[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

void word_stream_release(struct word_stream *stream)
{
	free(stream->terms);
	free(stream->forms);
	*stream = (struct word_stream){0};
}

static uint64_t find_any(const struct word_set *set, const char *hashes, size_t count)
{
	uint64_t words = 0;

	for (size_t i = 0; i < count; i++)
		words |= find(set, word_stream_hash(hashes, i));
	return words;
}

/* One entry: its form's hash and those of its terms. */
static uint64_t read_entry(struct word_stream *stream, const char *hashes, size_t count,
	const struct word_set *terms, const struct word_set *forms)
{
	size_t at = stream->entry_count++;
	uint64_t words = find_any(terms, hashes + sizeof(uint32_t), count - 1);

	stream->terms = alloc_grow(
		stream->terms, at, &stream->terms_room, sizeof(*stream->terms));
	stream->terms[at] = words;
	if (!forms)
		return words;
	stream->forms = alloc_grow(
		stream->forms, at, &stream->forms_room, sizeof(*stream->forms));
	stream->forms[at] = words ? find(forms, word_stream_hash(hashes, 0)) : 0;
	return words;
}

int word_stream_read(struct word_stream *stream, const char *bytes, size_t size,
	const struct word_set *terms, const struct word_set *forms)
{
	struct record_part positions = record_find(bytes, size, RECORD_STREAM);
	struct record_part words = record_find(bytes, size, RECORD_WORDS);
	const char *hashes;
	uint64_t any = 0;
	size_t at = 0;
	size_t count;

	stream->positions = positions.bytes;
	stream->count = positions.length / sizeof(uint16_t);
	stream->entry_count = 0;
	while (word_stream_next_entry(&words, &at, &hashes, &count))
		any |= read_entry(stream, hashes, count, terms, forms);
	return any != 0;
}

uint16_t word_stream_at(const struct word_stream *stream, size_t position)
{
	uint16_t entry;

	memcpy(&entry, stream->positions + position * sizeof(entry), sizeof(entry));
	return entry;
}

uint64_t word_stream_terms_at(const struct word_stream *stream, size_t position)
{
	uint16_t entry = word_stream_at(stream, position);

	return entry && entry <= stream->entry_count ? stream->terms[entry - 1] : 0;
}
