/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * member_wire: what the process that unpacks a file says of it, as messages of
 * wire.h. It has read hostile bytes: all of it is checked before it is believed.
 */
#ifndef INDEXER_WORKERS_MEMBER_WIRE_H
#define INDEXER_WORKERS_MEMBER_WIRE_H

#include "base/buf.h"
#include "base/digest.h"
#include "sources/member.h"

#include <stdbool.h>

enum { MEMBER_WIRE_MAX = 80 << 20 }; /* bytes of a message */

enum member_word {
	MEMBER_WORD_PAGE,
	MEMBER_WORD_LINE,    /* of JSON: bytes */
	MEMBER_WORD_REFUSED, /* as of member.h */
	MEMBER_WORD_CUT,
	MEMBER_WORD_FAILED, /* it cannot be read now: reason */
	MEMBER_WORD_END,    /* all was said */
};

/* Each clears out and writes the whole message into it. */
void member_wire_write(const struct member *member, struct buf *out);
void member_wire_write_line(
	unsigned long number, const char *line, size_t length, struct buf *out);
void member_wire_write_end(struct buf *out);
void member_wire_write_failure(const struct error *reason, struct buf *out);

/*
 * Reads a message without its head; the member points into it. content stands
 * for all that was said of the member but its number. False: broken.
 */
bool member_wire_parse(const char *bytes, size_t length, enum member_word *word,
	struct member *out, struct digest *content);

#endif
