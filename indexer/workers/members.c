/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/members.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "sources/json_lines.h"
#include "sources/source.h"
#include "text/unicode.h"
#include "workers/child.h"
#include "workers/member_wire.h"
#include "workers/page_process.h"
#include "workers/unpack_worker.h"
#include "workers/wire.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	BYTES_A_MS = 10000, /* that any file is unpacked at, besides the time of a page */
	CHUNK = 1 << 16,
};

struct members {
	struct json_lines *lines; /* NULL: of a child */
	struct child child;
	struct source *source;
	const struct item *item;
	struct buf inbox;
	size_t taken; /* of inbox: the message that was read last */
	struct item page;
};

void members_close(struct members **members)
{
	if (*members) {
		json_lines_close(&(*members)->lines);
		child_stop(&(*members)->child);
		buf_release(&(*members)->inbox);
		item_release(&(*members)->page);
	}
	free(*members);
	*members = NULL;
}

static bool start(
	struct members *members, const struct item *item, int file, struct error *err)
{
	char name[] = "regio-indexer";
	char command[] = UNPACK_WORKER_COMMAND;
	char warc[] = UNPACK_WORKER_WARC;
	char archive[] = UNPACK_WORKER_ARCHIVE;
	char feed[] = UNPACK_WORKER_FEED;
	char sitemap[] = UNPACK_WORKER_SITEMAP;
	char *const words[] = {name, command,
		item->format == ITEM_WARC              ? warc
			: item->format == ITEM_ARCHIVE ? archive
			: item->format == ITEM_SITEMAP ? sitemap
						       : feed,
		NULL};
	bool started = child_start(&members->child, words, file,
		PAGE_PROCESS_WALL_MS + item->size / BYTES_A_MS, err);

	close(file);
	return started;
}

bool members_open(struct source *source, const struct item *item, int file,
	struct members **out, struct error *err)
{
	SCOPED(members_close) struct members *members = alloc_zeroed(1, sizeof(*members));

	members->source = source;
	members->item = item;
	if (item->format == ITEM_LINES)
		members->lines = json_lines_open(file);
	else if (!start(members, item, file, err))
		return false;
	*out = TAKE(members);
	return true;
}

static bool next_line(
	struct members *members, struct members_one *out, bool *more, struct error *err)
{
	struct json_line line;

	if (!json_lines_next(members->lines, &line, more, err))
		return false;
	if (!*more)
		return true;
	*out = (struct members_one){
		.kind = line.too_long ? MEMBERS_REFUSED : MEMBERS_LINE,
		.number = line.number,
		.bytes = line.bytes,
		.length = line.length};
	if (line.too_long)
		error_set(&out->reason, ERROR_INVALID, "the line is longer than %d MB",
			JSON_LINES_LINE_MAX >> 20);
	else
		out->content = digest_of(line.bytes, line.length);
	return true;
}

/* The child has ended too early. */
static bool tell_end(struct members *members, struct error *err)
{
	if (!child_tell(child_wait(&members->child), err))
		error_set(err, ERROR_INVALID,
			"the process that read it ended without a word");
	return false;
}

/* Until so many bytes of the inbox are there. */
static bool fill_inbox(struct members *members, size_t wanted, struct error *err)
{
	struct buf *inbox = &members->inbox;
	size_t got;

	while (inbox->length < wanted) {
		buf_reserve(inbox, CHUNK);
		if (!child_read(&members->child, inbox->bytes + inbox->length, CHUNK,
			    &got, err))
			return false;
		if (!got)
			return tell_end(members, err);
		inbox->length += got;
	}
	return true;
}

static void drop_taken(struct members *members)
{
	struct buf *inbox = &members->inbox;

	if (!members->taken)
		return;
	memmove(inbox->bytes, inbox->bytes + members->taken,
		inbox->length - members->taken);
	inbox->length -= members->taken;
	members->taken = 0;
}

static bool read_message(struct members *members, enum member_word *word,
	struct member *member, struct digest *content, struct error *err)
{
	size_t length;

	drop_taken(members);
	if (!fill_inbox(members, WIRE_HEAD, err))
		return false;
	length = wire_length(members->inbox.bytes);
	if (length > MEMBER_WIRE_MAX)
		return error_set(
			err, ERROR_INVALID, "the process that read it answered nonsense");
	if (!fill_inbox(members, WIRE_HEAD + length, err))
		return false;
	members->taken = WIRE_HEAD + length;
	return member_wire_parse(
		       members->inbox.bytes + WIRE_HEAD, length, word, member, content)
		|| error_set(
			err, ERROR_INVALID, "the process that read it answered nonsense");
}

static bool has_controls(const char *name)
{
	while (*name && (unsigned char)*name >= ' ' && *name != 0x7f)
		name++;
	return *name != 0;
}

static void set_page(
	struct members *members, const struct member *member, struct members_one *out)
{
	struct item *page = &members->page;

	source_name_member(members->source, members->item, member->name, page);
	out->id = buf_string(item_id(page));
	out->url = item_url(page);
	out->path = buf_string(&page->path);
	out->encoding = member->encoding;
	out->format = member->format;
	if (unicode_valid(out->id, strlen(out->id)) && !has_controls(out->id))
		return;
	out->kind = MEMBERS_REFUSED;
	error_set(&out->reason, ERROR_INVALID,
		"its name is not UTF-8, or has control characters");
}

static bool next_message(
	struct members *members, struct members_one *out, bool *more, struct error *err)
{
	enum member_word word = MEMBER_WORD_END;
	struct member member = {0};

	*more = false;
	*out = (struct members_one){0};
	if (!read_message(members, &word, &member, &out->content, err))
		return false;
	out->number = member.number;
	out->bytes = member.bytes;
	out->length = member.length;
	out->reason = member.reason;
	if (word == MEMBER_WORD_END)
		return true;
	if (word == MEMBER_WORD_FAILED)
		return error_set(err, ERROR_SYSTEM, "%s", member.reason.text);
	*more = true;
	out->kind = word == MEMBER_WORD_PAGE  ? MEMBERS_PAGE
		: word == MEMBER_WORD_LINE    ? MEMBERS_LINE
		: word == MEMBER_WORD_REFUSED ? MEMBERS_REFUSED
					      : MEMBERS_CUT;
	if (word == MEMBER_WORD_PAGE)
		set_page(members, &member, out);
	return true;
}

bool members_next(
	struct members *members, struct members_one *out, bool *more, struct error *err)
{
	return members->lines ? next_line(members, out, more, err)
			      : next_message(members, out, more, err);
}

bool members_make_job(const struct members_one *one, struct pdf *room,
	struct page_job *job, struct error *err)
{
	job->kind = one->kind == MEMBERS_LINE ? PAGE_JOB_LINE : PAGE_JOB_PAGE;
	job->id = one->id;
	job->page = (struct page){.url = one->url,
		.path = one->path,
		.encoding = one->encoding,
		.format = one->format == ITEM_HTML ? PAGE_HTML : PAGE_PLAIN,
		.bytes = one->bytes,
		.length = one->length};
	if (one->kind == MEMBERS_LINE || one->format != ITEM_PDF)
		return true;
	if (!pdf_read(one->bytes, one->length, room, err))
		return false;
	pdf_set_page(room, &job->page);
	return true;
}
