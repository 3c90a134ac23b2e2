/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/record.h"

#include <string.h>

enum {
	HEAD_BYTES = 1 + sizeof(uint32_t),
	BLOCK_BYTES = sizeof(uint32_t) + 2, /* end, kind, language */
};

void record_add(struct buf *record, enum record_tag tag, const char *bytes, size_t length)
{
	uint32_t size = (uint32_t)length;
	char head[HEAD_BYTES] = {(char)tag};

	memcpy(head + 1, &size, sizeof(size));
	buf_add(record, head, sizeof(head));
	buf_add(record, bytes, length);
}

bool record_next(const char *record, size_t size, size_t *offset, struct record_part *out)
{
	uint32_t length;

	if (size < HEAD_BYTES || *offset > size - HEAD_BYTES)
		return false;
	memcpy(&length, record + *offset + 1, sizeof(length));
	if (length > size - HEAD_BYTES - *offset)
		return false;
	out->tag = (enum record_tag)record[*offset];
	out->bytes = record + *offset + HEAD_BYTES;
	out->length = length;
	*offset += HEAD_BYTES + length;
	return true;
}

bool record_next_block(
	const struct record_part *blocks, size_t *offset, struct record_block *out)
{
	const char *block;

	if (blocks->length < BLOCK_BYTES || *offset > blocks->length - BLOCK_BYTES)
		return false;
	block = blocks->bytes + *offset;
	memcpy(&out->end, block, sizeof(out->end));
	out->kind = (uint8_t)block[sizeof(out->end)];
	out->language = (uint8_t)block[sizeof(out->end) + 1];
	*offset += BLOCK_BYTES;
	return true;
}

size_t record_block_count(const struct record_part *blocks)
{
	return blocks->length / BLOCK_BYTES;
}

struct record_part record_find(const char *record, size_t size, enum record_tag tag)
{
	struct record_part part;
	size_t offset = 0;

	while (record_next(record, size, &offset, &part)) {
		if (part.tag == tag)
			return part;
	}
	return (struct record_part){tag, "", 0};
}
