/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wire: numbers and bytes one after another, as they go through a pipe to
 * another process of this program and back. What comes from there is not
 * trusted: reading never leaves the message, and says if it wanted to.
 */
#ifndef INDEXER_WORKERS_WIRE_H
#define INDEXER_WORKERS_WIRE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A message is its length, WIRE_HEAD bytes, and so many bytes. */
enum { WIRE_HEAD = sizeof(uint32_t) };

/* Begins a message in out, which is cleared; the end is set when all is added. */
void wire_begin(struct buf *out);
void wire_end(struct buf *out);

/* The length of the message of which at least WIRE_HEAD bytes are there. */
size_t wire_length(const char *head);

void wire_add_number(struct buf *out, uint32_t number);
void wire_add_bytes(struct buf *out, const char *bytes, size_t length);
void wire_add_string(struct buf *out, const char *string); /* NULL is kept as such */

struct wire {
	const char *bytes; /* the message, without its head */
	size_t length, at;
	bool broken; /* there was less than was asked for: zeros were given */
};

uint32_t wire_number(struct wire *wire);

/* Points into the message; a NUL follows the bytes. NULL: none, or broken. */
const char *wire_bytes(struct wire *wire, size_t *length);
const char *wire_string(struct wire *wire); /* broken also if it holds a NUL */

/* All was read, and nothing was missing. */
bool wire_is_done(const struct wire *wire);

#endif
