/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entries/record_check.h"

#include "base/varint.h"
#include "index/forms.h"
#include "index/record.h"
#include "index/sent_words.h"
#include "pages/document.h"
#include "text/unicode.h"

#include <stdint.h>
#include <string.h>

enum { POSITIONS_MAX = 1 << 30 }; /* of a document */

static bool are_blocks_sound(const struct record_part *blocks, size_t text_length)
{
	struct record_block block;
	uint32_t before = 0;
	size_t offset = 0;

	while (record_next_block(blocks, &offset, &block)) {
		if (block.end < before || block.end > text_length
			|| block.kind > BLOCK_ROW || block.language >= LANGUAGE_COUNT)
			return false;
		before = block.end;
	}
	return offset == blocks->length;
}

static bool is_part_sound(const struct record_part *part, const struct buf *id)
{
	switch (part->tag) {
	case RECORD_ID:
		return part->length == id->length
			&& memcmp(part->bytes, id->bytes, id->length) == 0;
	case RECORD_URL:
	case RECORD_TITLE:
	case RECORD_TYPE:
	case RECORD_LANGUAGE:
	case RECORD_DATE:
	case RECORD_YEAR:
	case RECORD_CITY:
	case RECORD_CLUSTER:
	case RECORD_TEXT:
	case RECORD_EVIDENCE:
	case RECORD_PROGRAMME:
	case RECORD_COUNTRY:
	case RECORD_RUNNING:
	case RECORD_BUDGET:
		return unicode_valid(part->bytes, part->length);
	default: /* no text; what refers to others is looked at below */
		return true;
	}
}

bool record_is_sound(const struct buf *record, const struct buf *id)
{
	struct record_part parts[RECORD_BLOCKS + 1] = {0};
	struct record_part part;
	size_t offset = 0;

	while (record_next(buf_string(record), record->length, &offset, &part)) {
		if (!is_part_sound(&part, id))
			return false;
		if (part.tag <= RECORD_BLOCKS)
			parts[part.tag] = part;
	}
	return offset == record->length && parts[RECORD_ID].bytes
		&& are_blocks_sound(&parts[RECORD_BLOCKS], parts[RECORD_TEXT].length);
}

/* Ascending, and so many that a position is found in the memory of a process. */
static bool are_positions_sound(const struct sent_positions *positions)
{
	uint64_t position = 0;
	size_t at = 0;
	uint32_t further;

	while (at < positions->size) {
		size_t first = at;

		if (!varint_next(positions->bytes, positions->size, &at, &further)
			|| (!further && first))
			return false;
		position += further;
	}
	return position < POSITIONS_MAX;
}

static bool are_breaks_sound(const struct sent_positions *breaks)
{
	uint64_t position = 0;
	enum sent_part part;
	uint32_t further;

	for (size_t at = 0; at < breaks->size;) {
		size_t first = at;

		if (!sent_breaks_next(breaks, &at, &further, &part)
			|| (!further && first))
			return false;
		position += further;
	}
	return position < POSITIONS_MAX;
}

static bool is_word_sound(
	const struct dictionary_word *word, const struct sent_positions *positions)
{
	return word->length <= FORM_BYTES_MAX && positions->size <= SENT_POSITIONS_MAX
		&& unicode_valid(word->spelling, word->length)
		&& !memchr(word->spelling, '\0', word->length)
		&& are_positions_sound(positions);
}

bool words_are_sound(const struct buf *words)
{
	struct sent_positions positions;
	struct dictionary_word word;
	struct sent_reader reader;

	if (!words->length)
		return true;
	if (!sent_words_open(words, &reader) || !are_breaks_sound(&reader.breaks))
		return false;
	while (sent_words_next(&reader, &word, &positions)) {
		if (!is_word_sound(&word, &positions))
			return false;
	}
	return reader.offset == reader.size;
}
