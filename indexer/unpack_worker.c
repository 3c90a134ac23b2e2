/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unpack_worker.h"

#include "base/scope.h"
#include "member_wire.h"
#include "page_jail.h"
#include "sources/archive.h"
#include "sources/warc_pages.h"

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

static const struct {
	const char *name;
	bool (*unpack)(int again, struct buf *message, struct error *err);
} kinds[] = {
	{UNPACK_WORKER_WARC, unpack_warc},
	{UNPACK_WORKER_ARCHIVE, unpack_archive},
};

int unpack_worker_main(const char *kind)
{
	SCOPED(buf_release) struct buf message = {0};
	struct error err = {0};
	int again = open_again();

	setlocale(LC_CTYPE, "C.UTF-8"); /* of names in archives */
	page_jail_bind();
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
