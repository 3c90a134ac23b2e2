/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * http_message: a response as it came from a server (RFC 9112): its status, the
 * kind of what it brought, and the body without chunks and compression.
 */
#ifndef INDEXER_SOURCES_HTTP_MESSAGE_H
#define INDEXER_SOURCES_HTTP_MESSAGE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* {0} is an empty one; the owner releases it. */
struct http_message {
	int status;
	struct buf media_type; /* lower case, without parameters; empty: not said */
	struct buf charset;    /* empty: not said */
	struct buf codings;    /* content codings, lower case, as listed */
	long long length;      /* Content-Length; -1: not said */
	bool chunked;
	size_t body; /* where it begins in the bytes */
};

void http_message_release(struct http_message *message);

/* Reads status and header fields. ERROR_INVALID: no response, or cut off. */
bool http_message_parse(
	const char *bytes, size_t length, struct http_message *out, struct error *err);

/* The same of a media type with its parameters: "text/html; charset=utf-8". */
void http_message_set_type(
	struct http_message *message, const char *value, size_t length);

/*
 * Appends the body, at most so many bytes of it. Crawlers that took chunks and
 * compression off may have left the fields that say so: then it is as it is.
 * ERROR_INVALID: cut off, too large, or in a coding that is not known.
 */
bool http_message_decode(const struct http_message *message, const char *bytes,
	size_t length, size_t most, struct buf *out, struct error *err);

#endif
