/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/file.h"

#include "base/scope.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static bool refuse(const char *path, struct error *err)
{
	return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
}

bool file_read(const char *path, struct buf *out, struct error *err)
{
	SCOPED(file_close) FILE *file = fopen(path, "rb");
	SCOPED(buf_release) struct buf bytes = {0};
	char chunk[4096];
	size_t length;

	if (!file)
		return refuse(path, err);
	while ((length = fread(chunk, 1, sizeof(chunk), file)) > 0)
		buf_add(&bytes, chunk, length);
	if (ferror(file))
		return refuse(path, err);
	*out = buf_take(&bytes);
	return true;
}

static bool write_down(
	const char *path, const char *bytes, size_t length, struct error *err)
{
	SCOPED(file_close) FILE *file = fopen(path, "we");

	return (file && fwrite(bytes, 1, length, file) == length && !fflush(file)
		       && !fdatasync(fileno(file)))
		|| refuse(path, err);
}

bool file_sync_folder(const char *path, struct error *err)
{
	int number = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool synced = (number >= 0 && !fsync(number)) || refuse(path, err);

	if (number >= 0)
		close(number);
	return synced;
}

static bool sync_folder_of(const char *path, struct error *err)
{
	const char *name = strrchr(path, '/');
	SCOPED(buf_release) struct buf folder = {0};

	buf_add(&folder, name ? path : ".", name ? (size_t)(name + 1 - path) : 1);
	return file_sync_folder(buf_string(&folder), err);
}

bool file_replace(const char *path, const char *bytes, size_t length, struct error *err)
{
	SCOPED(buf_release) struct buf fresh = {0};

	buf_add_format(&fresh, "%s.new", path);
	return write_down(buf_string(&fresh), bytes, length, err)
		&& (!rename(buf_string(&fresh), path) || refuse(path, err))
		&& sync_folder_of(path, err);
}
