/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/reply.h"

#include "base/alloc.h"
#include "base/digest.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void reply_release(struct reply *reply)
{
	for (size_t i = 0; i < reply->header_count; i++)
		free(reply->headers[i].value);
	buf_release(&reply->body);
	if (reply->stream.state)
		reply->stream.free(reply->stream.state);
	*reply = (struct reply){0};
}

void reply_begin(struct reply *reply, unsigned status, const char *content_type)
{
	reply_release(reply);
	reply->status = status;
	reply->content_type = content_type;
}

void reply_set_tag(struct reply *reply, const char *tag, enum reply_tag_kind kind)
{
	assert(strlen(tag) < sizeof(reply->tag));
	memcpy(reply->tag, tag, strlen(tag) + 1);
	reply->tag_kind = kind;
}

void reply_tag_body(struct reply *reply)
{
	char letters[DIGEST_LETTERS + 1];

	digest_write(digest_of(buf_string(&reply->body), reply->body.length), letters);
	reply_set_tag(reply, letters, TAG_STRONG);
}

void reply_add_header(struct reply *reply, const char *name, const char *value)
{
	assert(reply->header_count < REPLY_HEADERS_MAX);
	assert(!strpbrk(value, "\r\n"));
	reply->headers[reply->header_count++] =
		(struct reply_header){.name = name, .value = alloc_string(value)};
}
