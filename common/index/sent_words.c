/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/sent_words.h"

#include "base/varint.h"

void sent_breaks_add(struct buf *breaks, uint32_t further, enum sent_part part)
{
	varint_add(breaks, further << 1 | (part == SENT_PART_HEADING));
}

bool sent_breaks_next(const struct sent_positions *breaks, size_t *at, uint32_t *further,
	enum sent_part *part)
{
	uint32_t number;

	if (!varint_next(breaks->bytes, breaks->size, at, &number))
		return false;
	*further = number >> 1;
	*part = number & 1 ? SENT_PART_HEADING : SENT_PART_TEXT;
	return true;
}

static void add_positions(struct buf *out, const char *bytes, size_t size)
{
	varint_add(out, (uint32_t)size);
	buf_add(out, bytes, size);
}

void sent_words_begin(struct buf *out, const struct buf *breaks)
{
	add_positions(out, buf_string(breaks), breaks->length);
}

void sent_words_add(
	struct buf *out, const struct buf *word, const struct sent_positions *positions)
{
	buf_add(out, word->bytes, word->length);
	add_positions(out, positions->bytes, positions->size);
}

static bool next_positions(struct sent_reader *reader, struct sent_positions *out)
{
	uint32_t size;

	if (!varint_next(reader->list, reader->size, &reader->offset, &size)
		|| size > reader->size - reader->offset)
		return false;
	*out = (struct sent_positions){reader->list + reader->offset, size};
	reader->offset += size;
	return true;
}

bool sent_words_open(const struct buf *list, struct sent_reader *out)
{
	*out = (struct sent_reader){.list = buf_string(list), .size = list->length};
	return next_positions(out, &out->breaks);
}

bool sent_words_next(struct sent_reader *reader, struct dictionary_word *word,
	struct sent_positions *positions)
{
	return dictionary_next(reader->list, reader->size, &reader->offset, word)
		&& next_positions(reader, positions);
}
