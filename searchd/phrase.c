/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "phrase.h"

#include "index/record.h"

#include <stdbool.h>
#include <string.h>

static uint32_t word_at(const struct record_part *stream, size_t i)
{
	uint32_t word;

	memcpy(&word, stream->bytes + i * sizeof(word), sizeof(word));
	return word;
}

static bool is_word(const struct query *word, uint32_t hash)
{
	for (size_t i = 0; i < word->term_count; i++) {
		if (word->terms[i].hash == hash)
			return true;
	}
	return false;
}

static bool stands_at(
	const struct query *phrase, const struct record_part *stream, size_t at)
{
	for (size_t i = 0; i < phrase->child_count; i++) {
		if (!is_word(phrase->children[i], word_at(stream, at + i)))
			return false;
	}
	return true;
}

static bool has_phrase(const struct query *phrase, const struct record_part *stream)
{
	size_t words = stream->length / sizeof(uint32_t);

	for (size_t at = 0; at + phrase->child_count <= words; at++) {
		if (stands_at(phrase, stream, at))
			return true;
	}
	return false;
}

/* Whether all words stand among the ones from at on, as many as the window has. */
static bool stand_within(const struct query *phrase, const struct record_part *stream,
	size_t at, size_t window)
{
	size_t words = stream->length / sizeof(uint32_t);
	size_t end = at + window < words ? at + window : words;
	uint64_t wanted = (1ULL << phrase->child_count) - 1;

	for (size_t i = at; i < end && wanted; i++) {
		uint32_t word = word_at(stream, i);

		if (word == 0) /* a block ends */
			return false;
		for (size_t c = 0; c < phrase->child_count; c++) {
			if (is_word(phrase->children[c], word))
				wanted &= ~(1ULL << c);
		}
	}
	return !wanted;
}

/* Only a window that begins with one of the words can be the first. */
static bool has_near(
	const struct query *phrase, const struct record_part *stream, size_t window)
{
	size_t words = stream->length / sizeof(uint32_t);

	for (size_t at = 0; at < words; at++) {
		for (size_t c = 0; c < phrase->child_count; c++) {
			if (is_word(phrase->children[c], word_at(stream, at))
				&& stand_within(phrase, stream, at, window))
				return true;
		}
	}
	return false;
}

static struct record_part stream_of(const struct snapshot *snapshot, uint32_t document)
{
	size_t size;
	const char *record = snapshot_record(snapshot, document, &size);

	return record_find(record, size, RECORD_STREAM);
}

static void keep(struct matches *matches, size_t *kept, size_t i)
{
	matches->documents[*kept] = matches->documents[i];
	matches->scores[(*kept)++] = matches->scores[i];
}

void phrase_filter(const struct snapshot *snapshot, const struct query *phrase,
	struct matches *matches)
{
	size_t kept = 0;

	for (size_t i = 0; i < matches->count; i++) {
		struct record_part stream = stream_of(snapshot, matches->documents[i]);

		if (has_phrase(phrase, &stream))
			keep(matches, &kept, i);
	}
	matches->count = kept;
}

void phrase_filter_near(const struct snapshot *snapshot, const struct query *words,
	size_t window, struct matches *matches)
{
	size_t kept = 0;

	for (size_t i = 0; i < matches->count; i++) {
		struct record_part stream = stream_of(snapshot, matches->documents[i]);

		if (has_near(words, &stream, window))
			keep(matches, &kept, i);
	}
	matches->count = kept;
}
