/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reply: what a client gets: a status, headers and a body. */
#ifndef SEARCHD_HTTP_REPLY_H
#define SEARCHD_HTTP_REPLY_H

#include "base/buf.h"
#include "base/error.h"

#include <stddef.h>

enum { REPLY_HEADERS_MAX = 16, REPLY_TAG_BYTES = 64 };

/* Headers of the request that decide what the reply is. */
enum reply_vary { VARY_LANGUAGE = 1, VARY_ACCEPT = 2, VARY_ENCODING = 4 };

/* How the body is written down. */
enum reply_coding { CODING_NONE, CODING_GZIP };

/* What equal tags promise of two bodies (RFC 9110, 8.8.1). */
enum reply_tag_kind {
	TAG_STRONG, /* the same bytes */
	TAG_WEAK,   /* they say the same, but for how long it took */
};

/* What a search found, for who looks after the index. */
enum reply_found { FOUND_UNASKED, FOUND_NONE, FOUND_SOME };

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
	enum reply_coding coding;
	unsigned vary;             /* of enum reply_vary */
	char tag[REPLY_TAG_BYTES]; /* told as ETag; "": none */
	enum reply_tag_kind tag_kind;
	enum reply_found found;
	unsigned problem;  /* of enum problem, that the reply tells; 0: none */
	struct buf detail; /* of the problem: a sentence; empty: the usual one */
	struct reply_header headers[REPLY_HEADERS_MAX];
	size_t header_count;
};

void reply_release(struct reply *reply);

/* Empties the reply, headers too, and gives it the status. */
void reply_begin(struct reply *reply, unsigned status, const char *content_type);

/* The reply is the same, or says the same, as all others that had this tag. */
void reply_set_tag(struct reply *reply, const char *tag, enum reply_tag_kind kind);

/* Tags the reply by the bytes of its body, which is complete. */
void reply_tag_body(struct reply *reply);

/* name is a constant, value is copied; neither may have a line break. */
void reply_add_header(struct reply *reply, const char *name, const char *value);

#endif
