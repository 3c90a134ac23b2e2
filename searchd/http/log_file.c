/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/log_file.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READABLE_BY_GROUP = 0640 };

struct log_file {
	const char *path;
	int file;
};

static int open_path(const char *path)
{
	if (!strcmp(path, "-"))
		return fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
	return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, READABLE_BY_GROUP);
}

static bool refuse(const char *path, struct error *err)
{
	return error_set(
		err, ERROR_SYSTEM, "cannot write the log %s: %s", path, strerror(errno));
}

bool log_file_open(const char *path, struct log_file **out, struct error *err)
{
	int file = open_path(path);

	if (file < 0)
		return refuse(path, err);
	*out = alloc_zeroed(1, sizeof(struct log_file));
	**out = (struct log_file){.path = path, .file = file};
	return true;
}

void log_file_close(struct log_file **log_)
{
	struct log_file *log = TAKE(*log_);

	if (!log)
		return;
	close(log->file);
	free(log);
}

/* The number of the file stays, so that nobody who writes has to be stopped. */
bool log_file_reopen(struct log_file *log, struct error *err)
{
	int file = open_path(log->path);
	bool moved = file >= 0 && dup3(file, log->file, O_CLOEXEC) >= 0;

	if (!moved)
		refuse(log->path, err);
	if (file >= 0)
		close(file);
	return moved;
}

void log_file_write(struct log_file *log, const struct buf *line)
{
	ssize_t written; /* at the end, and at once: lines do not mix */

	do
		written = write(log->file, line->bytes, line->length);
	while (written < 0 && errno == EINTR);
}
