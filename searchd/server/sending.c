/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/sending.h"

#include <assert.h>
#include <string.h>

void sending_release(struct sending *sending)
{
	buf_release(&sending->block);
	*sending = (struct sending){0};
}

bool sending_write(
	struct sending *sending, const struct reply_stream *stream, struct error *err)
{
	assert(sending->stage == SENDING_NEEDS_BLOCK);
	buf_clear(&sending->block);
	sending->at = 0;
	if (!stream->write(stream->state, &sending->block, err)) {
		sending->stage = SENDING_BROKEN;
		return false;
	}
	sending->stage = sending->block.length ? SENDING_HAS_BYTES : SENDING_ENDED;
	return true;
}

size_t sending_take(struct sending *sending, char *out, size_t room)
{
	size_t length = sending->block.length - sending->at;

	assert(sending->stage == SENDING_HAS_BYTES);
	if (length > room)
		length = room;
	memcpy(out, sending->block.bytes + sending->at, length);
	sending->at += length;
	sending->taken_bytes += length;
	if (sending->at == sending->block.length)
		sending->stage = SENDING_NEEDS_BLOCK;
	return length;
}
