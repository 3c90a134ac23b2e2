/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reply: what a client gets: a status, headers and a body. */
#ifndef SEARCHD_REPLY_H
#define SEARCHD_REPLY_H

#include "base/buf.h"

#include <stddef.h>

enum { REPLY_HEADERS_MAX = 12 };

struct reply_header {
	const char *name; /* lives as long as the program */
	char *value;
};

/* {0} is an empty reply; the caller releases it. */
struct reply {
	unsigned status;          /* of HTTP */
	const char *content_type; /* NULL: no body */
	struct buf body;
	const char *fixed; /* instead of body: bytes that live as long as the program */
	size_t fixed_length;
	struct reply_header headers[REPLY_HEADERS_MAX];
	size_t header_count;
};

void reply_release(struct reply *reply);

/* Empties the reply, headers too, and gives it the status. */
void reply_begin(struct reply *reply, unsigned status, const char *content_type);

/* name is a constant, value is copied; neither may have a line break. */
void reply_add_header(struct reply *reply, const char *name, const char *value);

#endif
