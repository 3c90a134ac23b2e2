/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sending: a streamed body on its way to one client. One thread writes a block,
 * another takes it away, and so on in turns; they see to it that only one of
 * them calls at a time.
 */
#ifndef SEARCHD_SERVER_SENDING_H
#define SEARCHD_SERVER_SENDING_H

#include "http/reply.h"

#include <stddef.h>
#include <stdint.h>

enum sending_stage {
	SENDING_NEEDS_BLOCK,
	SENDING_HAS_BYTES,
	SENDING_ENDED,
	SENDING_BROKEN, /* the stream failed; what it wrote before is incomplete */
};

/* {0} is one that has not begun; the caller releases it. */
struct sending {
	struct buf block;
	size_t at; /* what of the block is taken */
	uint64_t taken_bytes;
	enum sending_stage stage;
};

void sending_release(struct sending *sending);

/* Writes the next block, which is needed. False: the stream failed. */
bool sending_write(
	struct sending *sending, const struct reply_stream *stream, struct error *err);

/* Takes up to room bytes of the block; it has some. */
size_t sending_take(struct sending *sending, char *out, size_t room);

#endif
