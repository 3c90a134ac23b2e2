/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/forms.h"

#include "base/varint.h"

/*
 * A batch: how many changes; of each how much higher its word is than the one
 * before, and its pages, the sign in the lowest bit.
 */

static uint32_t folded(int32_t pages)
{
	return pages < 0 ? ((0U - (uint32_t)pages) << 1) - 1 : (uint32_t)pages << 1;
}

static int32_t unfolded(uint32_t number)
{
	return (int32_t)(number & 1 ? -(int64_t)(number >> 1) - 1 : number >> 1);
}

void forms_add(struct buf *list, const struct form_change *changes, size_t count)
{
	uint32_t before = 0;

	if (!count)
		return;
	varint_add(list, (uint32_t)count);
	for (size_t i = 0; i < count; i++) {
		varint_add(list, changes[i].word - before);
		varint_add(list, folded(changes[i].pages));
		before = changes[i].word;
	}
}

bool forms_next(struct forms_reader *reader, struct form_change *out)
{
	uint32_t higher;
	uint32_t pages;

	while (!reader->left) {
		if (!varint_next(
			    reader->list, reader->size, &reader->offset, &reader->left))
			return false;
		reader->word = 0;
	}
	if (!varint_next(reader->list, reader->size, &reader->offset, &higher)
		|| !varint_next(reader->list, reader->size, &reader->offset, &pages))
		return false;
	reader->left--;
	reader->word += higher;
	*out = (struct form_change){reader->word, unfolded(pages)};
	return true;
}
