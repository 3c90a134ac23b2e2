/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/representation.h"

#include "base/scope.h"
#include "http/gzip.h"
#include "http/packed_stream.h"

#include <stdio.h>
#include <string.h>

/* One tag has two forms, since one of two different bodies must not pass for the other. */
static const char *const suffixes[] = {[CODING_NONE] = "", [CODING_GZIP] = "-gzip"};

enum { FORM_BYTES = REPLY_TAG_BYTES + 16 };

/* Whether the entry, as it stands in If-None-Match, tells this tag. */
static bool tells(const char *entry, size_t length, const char *tag, const char *suffix)
{
	size_t tag_length = strlen(tag);
	size_t suffix_length = strlen(suffix);

	if (length > 2 && !strncmp(entry, "W/", 2)) {
		entry += 2;
		length -= 2;
	}
	return length == tag_length + suffix_length + 2 && entry[0] == '"'
		&& entry[length - 1] == '"' && !strncmp(entry + 1, tag, tag_length)
		&& !strncmp(entry + 1 + tag_length, suffix, suffix_length);
}

/* In which coding the client has what the tag tells. */
static bool find_known(
	const struct visit *visit, const char *tag, enum reply_coding *coding)
{
	const char *next = visit->if_none_match;

	for (size_t length; next && *next; next += length) {
		next += strspn(next, ", \t");
		length = strcspn(next, ", \t"); /* ours have neither */
		for (int i = CODING_NONE; i <= CODING_GZIP; i++) {
			*coding = (enum reply_coding)i;
			if (tells(next, length, tag, suffixes[i])
				|| (length == 1 && *next == '*'))
				return true;
		}
	}
	return false;
}

bool representation_is_known(const struct visit *visit, const char *tag)
{
	enum reply_coding coding;

	return find_known(visit, tag, &coding);
}

static void drop_body(struct reply *reply)
{
	if (reply->stream.state)
		reply->stream.free(reply->stream.state);
	reply->stream = (struct reply_stream){.state = NULL};
	buf_release(&reply->body);
	reply->fixed = NULL;
	reply->fixed_length = 0;
	reply->coding = CODING_NONE;
}

static void compress(struct reply *reply)
{
	const char *bytes = reply->fixed ? reply->fixed : reply->body.bytes;
	size_t length = reply->fixed ? reply->fixed_length : reply->body.length;
	SCOPED(buf_release) struct buf packed = {0};

	if (reply->stream.state) {
		packed_stream_wrap(&reply->stream);
		reply->coding = CODING_GZIP;
		return;
	}
	if (length < GZIP_WORTHWHILE || reply->coding != CODING_NONE)
		return;
	gzip_write(bytes, length, &packed);
	drop_body(reply);
	reply->body = buf_take(&packed);
	reply->coding = CODING_GZIP;
}

static void tell_tag(struct reply *reply, enum reply_coding coding)
{
	char form[FORM_BYTES];

	snprintf(form, sizeof(form), "%s\"%s%s\"",
		reply->tag_kind == TAG_WEAK ? "W/" : "", reply->tag, suffixes[coding]);
	reply_add_header(reply, "ETag", form);
}

static void tell_vary(struct reply *reply)
{
	static const struct {
		enum reply_vary by;
		const char *name;
	} headers[] = {{VARY_ACCEPT, "Accept"}, {VARY_LANGUAGE, "Accept-Language"},
		{VARY_ENCODING, "Accept-Encoding"}};
	SCOPED(buf_release) struct buf names = {0};

	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		if (reply->vary & headers[i].by)
			buf_add_format(&names, "%s%s", names.length ? ", " : "",
				headers[i].name);
	}
	if (names.length)
		reply_add_header(reply, "Vary", names.bytes);
}

void representation_choose(const struct visit *visit, struct reply *reply)
{
	enum reply_coding known;
	bool is_known = *reply->tag && find_known(visit, reply->tag, &known);

	if (reply->content_type)
		reply->vary |= VARY_ENCODING;
	if (is_known && (reply->status == 200 || reply->status == 304)) {
		reply->status = 304;
		drop_body(reply);
		tell_tag(reply, known);
	} else {
		if (gzip_is_accepted(visit->accept_encoding))
			compress(reply);
		if (*reply->tag)
			tell_tag(reply, reply->coding);
		if (reply->coding == CODING_GZIP)
			reply_add_header(reply, "Content-Encoding", "gzip");
	}
	tell_vary(reply);
}
