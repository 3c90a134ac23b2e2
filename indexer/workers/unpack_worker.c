/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/unpack_worker.h"

#include "base/scope.h"
#include "pages/feed.h"
#include "pages/sitemap.h"
#include "sources/archive.h"
#include "sources/inflow.h"
#include "sources/warc_pages.h"
#include "workers/jail.h"
#include "workers/member_wire.h"
#include "workers/page_jail.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool write_all(const struct buf *message)
{
	for (size_t at = 0; at < message->length;) {
		ssize_t put =
			write(STDOUT_FILENO, message->bytes + at, message->length - at);

		if (put < 0 && errno != EINTR)
			return false;
		at += put > 0 ? (size_t)put : 0;
	}
	return true;
}

/* The file again, with a place of its own in it. */
static int open_again(void)
{
	return open("/proc/self/fd/0", O_RDONLY | O_CLOEXEC);
}

static bool tell(const struct member *member, struct buf *message, struct error *err)
{
	member_wire_write(member, message);
	return write_all(message) || error_set(err, ERROR_SYSTEM, "nobody listens");
}

static bool unpack_warc(int again, struct buf *message, struct error *err)
{
	SCOPED(warc_pages_close) struct warc_pages *pages = NULL;
	struct member member;
	bool more;

	if (!warc_pages_open(again, STDIN_FILENO, &pages, err))
		return false;
	while (warc_pages_next(pages, &member, &more, err)) {
		if (!more)
			return true;
		if (!tell(&member, message, err))
			break;
	}
	return false;
}

static bool unpack_archive(int again, struct buf *message, struct error *err)
{
	SCOPED(archive_close) struct archive_pages *pages = NULL;
	struct member member;
	bool more;

	if (!archive_open(again, &pages, err))
		return false;
	while (archive_next(pages, &member, &more, err)) {
		if (!more)
			return true;
		if (!tell(&member, message, err))
			break;
	}
	return false;
}

static bool read_all(int file, struct buf *out, struct error *err)
{
	enum { STEP = 1 << 16 };
	ssize_t length = 1;

	while (length > 0 || errno == EINTR) {
		buf_reserve(out, STEP);
		length = read(file, out->bytes + out->length, STEP);
		if (length < 0 && errno != EINTR)
			return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
		errno = length < 0 ? EINTR : 0;
		out->length += length > 0 ? (size_t)length : 0;
		if (out->length > ITEM_SIZE_MAX)
			break;
	}
	return true;
}

static bool refuse_all(const char *reason, struct buf *message, struct error *err)
{
	struct member member = {.kind = MEMBER_CUT, .number = 1};

	error_set(&member.reason, ERROR_INVALID, "%s", reason);
	return tell(&member, message, err);
}

static bool tell_entries(struct feed *feed, struct buf *message, struct error *err)
{
	SCOPED(buf_release) struct buf line = {0};

	for (unsigned long number = 1; feed && feed_next(feed, &line); number++) {
		member_wire_write_line(number, line.bytes, line.length, message);
		if (!write_all(message))
			return error_set(err, ERROR_SYSTEM, "nobody listens");
	}
	return true;
}

static bool unpack_feed(int again, struct buf *message, struct error *err)
{
	SCOPED(feed_close) struct feed *feed = NULL;
	SCOPED(buf_release) struct buf bytes = {0};
	struct error reason = {0};

	if (!read_all(again, &bytes, err))
		return false;
	if (bytes.length > ITEM_SIZE_MAX)
		return refuse_all("a feed larger than 16 MB", message, err);
	if (!feed_open(bytes.bytes, bytes.length, &feed, &reason))
		return refuse_all(reason.text, message, err);
	return tell_entries(feed, message, err);
}

/* The whole file, inflated if need be; one byte more than is read of a sitemap tells. */
static bool read_inflated(int file, struct buf *out, struct error *err)
{
	SCOPED(inflow_close) struct inflow *inflow = inflow_open(file);
	enum { STEP = 1 << 20 };
	size_t got;

	do {
		buf_reserve(out, STEP);
		if (!inflow_read(inflow, out->bytes + out->length, STEP, &got, err))
			return false;
		out->length += got;
	} while (got && out->length <= SITEMAP_SIZE_MAX);
	return true;
}

static bool tell_lines(struct buf *lines, struct buf *message, struct error *err)
{
	member_wire_write_line(1, buf_string(lines), lines->length, message);
	buf_clear(lines);
	return write_all(message) || error_set(err, ERROR_SYSTEM, "nobody listens");
}

static bool tell_sitemap(struct sitemap *sitemap, struct buf *message, struct error *err)
{
	enum { PIECE = 1 << 18 };
	SCOPED(buf_release) struct buf lines = {0};
	struct sitemap_entry entry;

	while (sitemap && sitemap_next(sitemap, &entry)) {
		buf_add_format(&lines, "%c %u %s\n",
			entry.kind == SITEMAP_PAGE ? 'P' : 'M', entry.day, entry.address);
		if (lines.length > PIECE && !tell_lines(&lines, message, err))
			return false;
	}
	return !lines.length || tell_lines(&lines, message, err);
}

static bool unpack_sitemap(int again, struct buf *message, struct error *err)
{
	SCOPED(sitemap_close) struct sitemap *sitemap = NULL;
	SCOPED(buf_release) struct buf bytes = {0};
	struct error reason = {0};

	if (!read_inflated(again, &bytes, &reason))
		return reason.kind == ERROR_INVALID
			? refuse_all(reason.text, message, err)
			: error_set(err, reason.kind, "%s", reason.text);
	if (bytes.length > SITEMAP_SIZE_MAX)
		return refuse_all("a sitemap larger than 50 MB", message, err);
	if (!sitemap_open(buf_string(&bytes), bytes.length, &sitemap, &reason))
		return refuse_all(reason.text, message, err);
	return tell_sitemap(sitemap, message, err);
}

static const struct {
	const char *name;
	bool (*unpack)(int again, struct buf *message, struct error *err);
} kinds[] = {
	{UNPACK_WORKER_WARC, unpack_warc},
	{UNPACK_WORKER_ARCHIVE, unpack_archive},
	{UNPACK_WORKER_FEED, unpack_feed},
	{UNPACK_WORKER_SITEMAP, unpack_sitemap},
};

int unpack_worker_main(const char *kind)
{
	SCOPED(buf_release) struct buf message = {0};
	struct error err = {0};
	int again = open_again();

	setlocale(LC_CTYPE, "C.UTF-8"); /* of names in archives */
	jail_bind();
	page_jail_enter();
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (strcmp(kind, kinds[i].name) != 0)
			continue;
		if (again < 0)
			error_set(&err, ERROR_SYSTEM, "%s", strerror(errno));
		if (again >= 0 && kinds[i].unpack(again, &message, &err))
			member_wire_write_end(&message);
		else
			member_wire_write_failure(&err, &message);
		return write_all(&message) ? EXIT_SUCCESS : EXIT_FAILURE;
	}
	return EXIT_FAILURE;
}
