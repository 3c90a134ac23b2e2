/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/warc_pages.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "sources/http_message.h"
#include "sources/warc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { STATUS_OK = 200 };

struct warc_pages {
	struct warc *warc;
	struct string_table targets;
	unsigned long *last; /* of each target, the number of the record that counts */
	size_t room;
	struct warc_record record;
	struct http_message message;
	struct buf body;
	bool ended;
};

void warc_pages_close(struct warc_pages **pages)
{
	if (*pages) {
		warc_close(&(*pages)->warc);
		string_table_release(&(*pages)->targets);
		free((*pages)->last);
		warc_record_release(&(*pages)->record);
		http_message_release(&(*pages)->message);
		buf_release(&(*pages)->body);
	}
	free(*pages);
	*pages = NULL;
}

/* Those of crawlers about themselves are of other schemes. */
static bool is_web_address(const char *target)
{
	return strncasecmp(target, "http://", 7) == 0
		|| strncasecmp(target, "https://", 8) == 0;
}

/* For crawlers, not for people. */
static bool is_robots_file(const char *target)
{
	const char *host = strstr(target, "//");
	const char *path = host ? strchr(host + 2, '/') : NULL;

	return path && strcmp(path, "/robots.txt") == 0;
}

static bool find_format(const struct http_message *message, const char *bytes,
	size_t length, enum item_format *out)
{
	static const struct {
		const char *type;
		enum item_format format;
	} types[] = {
		{"text/html", ITEM_HTML},
		{"application/xhtml+xml", ITEM_HTML},
		{"text/plain", ITEM_PLAIN},
		{"text/markdown", ITEM_PLAIN},
		{"application/pdf", ITEM_PDF},
	};
	const char *type = buf_string(&message->media_type);

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (strcmp(type, types[i].type) == 0) {
			*out = types[i].format;
			return true;
		}
	}
	*out = ITEM_HTML;
	return !*type && message->body < length && bytes[message->body] == '<';
}

/* What was answered, and of which kind it is. False: it is no page. */
static bool is_page(const struct warc_record *record, struct http_message *message,
	enum item_format *format)
{
	const char *target = buf_string(&record->target);
	struct error ignored = {0};

	if (!is_web_address(target) || is_robots_file(target))
		return false;
	if (record->type == WARC_RESOURCE) {
		http_message_release(message);
		message->length = -1;
		http_message_set_type(message, buf_string(&record->content_type),
			record->content_type.length);
	} else if (record->type != WARC_RESPONSE
		|| !http_message_parse(buf_string(&record->block), record->block.length,
			message, &ignored)
		|| message->status != STATUS_OK) {
		return false;
	}
	return find_format(
		message, buf_string(&record->block), record->block.length, format);
}

static void note_last(struct warc_pages *pages)
{
	uint32_t target = string_table_add(&pages->targets,
		buf_string(&pages->record.target), pages->record.target.length);

	pages->last = alloc_grow(pages->last, target, &pages->room, sizeof(*pages->last));
	pages->last[target] = pages->record.number;
}

/* Which record counts for each target, up to where the file can be read. */
static bool read_ahead(struct warc_pages *pages, int file, struct error *err)
{
	SCOPED(warc_close) struct warc *warc = warc_open(file);
	struct error reason = {0};
	enum item_format format;
	bool more = true;

	while (warc_next(warc, WARC_HEAD_MAX, &pages->record, &more, &reason) && more) {
		if (!pages->record.truncated.length && !pages->record.segmented
			&& is_page(&pages->record, &pages->message, &format))
			note_last(pages);
	}
	if (reason.kind == ERROR_SYSTEM)
		*err = reason;
	return reason.kind != ERROR_SYSTEM;
}

bool warc_pages_open(int first, int second, struct warc_pages **out, struct error *err)
{
	SCOPED(warc_pages_close)
	struct warc_pages *pages = alloc_zeroed(1, sizeof(*pages));

	pages->warc = warc_open(second);
	if (!read_ahead(pages, first, err))
		return false;
	*out = TAKE(pages);
	return true;
}

static void refuse(const struct warc_record *record, const struct error *reason,
	enum member_kind kind, struct member *out)
{
	const char *target = buf_string(&record->target);

	out->kind = kind;
	error_set(&out->reason, ERROR_INVALID, "%.150s%s: %s (record at byte %llu)",
		target, *target ? "" : "a record", reason->text,
		(unsigned long long)record->offset);
}

static bool refuse_for(
	const struct warc_record *record, const char *why, struct member *out)
{
	struct error reason = {0};

	error_set(&reason, ERROR_INVALID, "%s", why);
	refuse(record, &reason, MEMBER_REFUSED, out);
	return true;
}

static unsigned long last_of(const struct warc_pages *pages)
{
	uint32_t target = string_table_find(&pages->targets,
		buf_string(&pages->record.target), pages->record.target.length);

	return target == STRING_TABLE_NONE ? 0 : pages->last[target];
}

/* By its end, or as it has none, an address may be that of a page. */
static bool may_be_page(const char *target)
{
	const char *name = strrchr(target, '/');
	size_t length = name ? strcspn(name, "?#") : 0;
	const char *dot = name ? memrchr(name, '.', length) : NULL;
	char end[8];
	enum item_format format;

	if (!is_web_address(target) || is_robots_file(target))
		return false;
	if (!dot)
		return true;
	length -= (size_t)(dot - name);
	if (length >= sizeof(end))
		return false;
	memcpy(end, dot, length);
	end[length] = '\0';
	return item_find_format(end, &format);
}

/* What cannot be had though it may be a page. False: there is nothing to say. */
static bool tell_missing(const struct warc_pages *pages, struct member *out)
{
	const struct warc_record *record = &pages->record;

	switch (record->type) {
	case WARC_REVISIT:
		return !last_of(pages) && may_be_page(buf_string(&record->target))
			&& refuse_for(record,
				"a revisit of a page whose record is not in this file",
				out);
	case WARC_CONTINUATION:
		return may_be_page(buf_string(&record->target))
			&& refuse_for(record,
				"the continuation of another record; they are not joined",
				out);
	default:
		return false;
	}
}

static bool decode(struct warc_pages *pages, struct error *reason)
{
	const struct warc_record *record = &pages->record;

	if (record->truncated.length)
		return error_set(reason, ERROR_INVALID,
			"the crawler cut it off (WARC-Truncated: %.40s)",
			record->truncated.bytes);
	if (record->segmented)
		return error_set(reason, ERROR_INVALID,
			"split over several records, which are not joined");
	if (record->length > record->block.length)
		return error_set(reason, ERROR_INVALID, "a record of more than %d MB",
			MEMBER_RECORD_MAX >> 20);
	if (record->target.length > MEMBER_NAME_MAX)
		return error_set(reason, ERROR_INVALID, "its URI is over %d bytes",
			MEMBER_NAME_MAX);
	buf_clear(&pages->body);
	return http_message_decode(&pages->message, buf_string(&record->block),
		record->block.length, ITEM_SIZE_MAX, &pages->body, reason);
}

/* What the record gives. False: nothing. */
static bool take(struct warc_pages *pages, struct member *out)
{
	const struct warc_record *record = &pages->record;
	struct error reason = {0};

	if (!is_page(record, &pages->message, &out->format))
		return tell_missing(pages, out);
	/* one that is incomplete counts only where there is no other */
	if (last_of(pages) && last_of(pages) != record->number)
		return false;
	if (!decode(pages, &reason)) {
		refuse(record, &reason, MEMBER_REFUSED, out);
		return true;
	}
	out->kind = MEMBER_PAGE;
	out->name = buf_string(&record->target);
	out->encoding =
		pages->message.charset.length ? pages->message.charset.bytes : NULL;
	out->bytes = buf_string(&pages->body);
	out->length = pages->body.length;
	return true;
}

bool warc_pages_next(
	struct warc_pages *pages, struct member *out, bool *more, struct error *err)
{
	struct error reason = {0};

	while (!pages->ended) {
		bool there = true;
		bool read = warc_next(
			pages->warc, MEMBER_RECORD_MAX, &pages->record, &there, &reason);

		*out = (struct member){.number = pages->record.number};
		if (!read && reason.kind == ERROR_SYSTEM) {
			*err = reason;
			return false;
		}
		pages->ended = !read || !there;
		*more = true;
		if (!read)
			refuse(&pages->record, &reason, MEMBER_CUT, out);
		if (!read || (there && take(pages, out)))
			return true;
	}
	*more = false;
	return true;
}
