/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "record_check.h"

#include "index/forms.h"
#include "index/record.h"
#include "pages/document.h"
#include "text/unicode.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK_BYTES = 6 }; /* of RECORD_BLOCKS: end, kind, language */

static bool are_blocks_sound(const struct record_part *blocks, size_t text_length)
{
	uint32_t before = 0;

	if (blocks->length % BLOCK_BYTES)
		return false;
	for (size_t at = 0; at < blocks->length; at += BLOCK_BYTES) {
		const unsigned char *kinds =
			(const unsigned char *)blocks->bytes + at + sizeof(uint32_t);
		uint32_t end;

		memcpy(&end, blocks->bytes + at, sizeof(end));
		if (end < before || end > text_length || kinds[0] > BLOCK_ROW
			|| kinds[1] >= LANGUAGE_COUNT)
			return false;
		before = end;
	}
	return true;
}

/* The entries of RECORD_WORDS; SIZE_MAX: it is damaged. */
static size_t count_words(const struct record_part *words)
{
	size_t count = 0;
	size_t at = 0;

	for (; at < words->length; count++)
		at += 1 + (unsigned char)words->bytes[at] * sizeof(uint32_t);
	return at == words->length && count <= RECORD_WORDS_MAX ? count : SIZE_MAX;
}

static bool is_stream_sound(const struct record_part *stream, size_t words)
{
	if (words == SIZE_MAX || stream->length % sizeof(uint16_t))
		return false;
	for (size_t at = 0; at < stream->length; at += sizeof(uint16_t)) {
		uint16_t entry;

		memcpy(&entry, stream->bytes + at, sizeof(entry));
		if (entry > words && entry != RECORD_WORDS_MAX + 1)
			return false;
	}
	return true;
}

static bool are_forms_sound(const struct record_part *forms)
{
	struct form_change form = {0};
	size_t offset = 0;

	while (forms_next(forms->bytes, forms->length, &offset, &form)) {
		if (form.pages != 1 || !unicode_valid(form.form, form.length))
			return false;
	}
	return offset == forms->length;
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
		return unicode_valid(part->bytes, part->length);
	default: /* no text; what refers to others is looked at below */
		return true;
	}
}

bool record_is_sound(const struct buf *record, const struct buf *id)
{
	struct record_part parts[RECORD_FORMS + 1] = {0};
	struct record_part part;
	size_t offset = 0;

	while (record_next(buf_string(record), record->length, &offset, &part)) {
		if (!is_part_sound(&part, id))
			return false;
		if (part.tag <= RECORD_FORMS)
			parts[part.tag] = part;
	}
	return offset == record->length && parts[RECORD_ID].bytes
		&& are_blocks_sound(&parts[RECORD_BLOCKS], parts[RECORD_TEXT].length);
}

bool words_are_sound(const struct buf *words)
{
	struct record_part stream =
		record_find(buf_string(words), words->length, RECORD_STREAM);
	struct record_part hashes =
		record_find(buf_string(words), words->length, RECORD_WORDS);
	struct record_part forms =
		record_find(buf_string(words), words->length, RECORD_FORMS);

	return is_stream_sound(&stream, count_words(&hashes)) && are_forms_sound(&forms);
}
