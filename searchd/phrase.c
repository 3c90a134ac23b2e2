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

void phrase_filter(const struct snapshot *snapshot, const struct query *phrase,
	struct matches *matches)
{
	size_t kept = 0;

	for (size_t i = 0; i < matches->count; i++) {
		uint32_t document = matches->documents[i];
		size_t size;
		const char *record = snapshot_record(snapshot, document, &size);
		struct record_part stream = record_find(record, size, RECORD_STREAM);

		if (!has_phrase(phrase, &stream))
			continue;
		matches->documents[kept] = document;
		matches->scores[kept++] = matches->scores[i];
	}
	matches->count = kept;
}
