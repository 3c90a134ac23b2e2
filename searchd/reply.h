/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reply: what a client gets: a status, headers and a body. */
#ifndef SEARCHD_REPLY_H
#define SEARCHD_REPLY_H

#include "base/buf.h"
#include "base/error.h"

#include <stddef.h>

enum { REPLY_HEADERS_MAX = 16 };

struct reply_header {
	const char *name; /* lives as long as the program */
	char *value;
};

/*
 * A body that is written while it is sent, however long it is. Not always by
 * the same thread, but by one at a time.
 */
struct reply_stream {
	void *state; /* NULL: there is no stream */
	/* Appends the next bytes to *out, none at the end. False: whoever reads must see that. */
	bool (*write)(void *state, struct buf *out, struct error *err);
	void (*free)(void *state);
};

/* {0} is an empty reply; the caller releases it. */
struct reply {
	unsigned status;          /* of HTTP */
	const char *content_type; /* NULL: no body */
	struct buf body;
	const char *fixed; /* instead of body: bytes that live as long as the program */
	size_t fixed_length;
	struct reply_stream stream; /* instead of both */
	struct reply_header headers[REPLY_HEADERS_MAX];
	size_t header_count;
};

void reply_release(struct reply *reply);

/* Empties the reply, headers too, and gives it the status. */
void reply_begin(struct reply *reply, unsigned status, const char *content_type);

/* name is a constant, value is copied; neither may have a line break. */
void reply_add_header(struct reply *reply, const char *name, const char *value);

#endif
