/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/source.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "sources/folder.h"
#include "sources/mirror.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define STANDARD_INPUT "-"

enum {
	/*
	 * A file written this short a time before it is read may be written
	 * again without a new mtime: the kernel's clock for files ticks slowly.
	 */
	TICK_NS = 20 * 1000 * 1000,
};

struct source {
	char *path;
	const char *base_url;
	struct folder *folder; /* NULL: a single file or standard input */
	bool told;             /* the single item was given */
};

static void close_descriptor(const int *file)
{
	if (*file >= 0)
		close(*file);
}

static bool open_path(struct source *source, struct error *err)
{
	struct stat status;
	enum item_format format;

	if (stat(source->path, &status))
		return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
	if (S_ISDIR(status.st_mode))
		return folder_open(source->path, &source->folder, err);
	if (!S_ISREG(status.st_mode))
		return error_set(err, ERROR_INVALID, "neither a file nor a folder");
	if (!item_find_format(source->path, &format))
		return error_set(err, ERROR_INVALID,
			"files of this kind are not read; those are %s", item_formats());
	if (format == ITEM_SITEMAP)
		return error_set(err, ERROR_INVALID,
			"it tells of pages and is none; name the folder it is in");
	return true;
}

bool source_open(
	const char *path, const char *base_url, struct source **out, struct error *err)
{
	SCOPED(source_close) struct source *source = alloc_zeroed(1, sizeof(*source));

	source->base_url = base_url;
	source->path = strcmp(path, STANDARD_INPUT) == 0 ? alloc_string(STANDARD_INPUT)
							 : realpath(path, NULL);
	if (!source->path && (errno == ENOENT || errno == ENOTDIR))
		return error_set(err, ERROR_MISSING, "no such file or folder");
	if (!source->path)
		return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
	if (strcmp(source->path, STANDARD_INPUT) != 0 && !open_path(source, err))
		return false;
	*out = TAKE(source);
	return true;
}

void source_close(struct source **source)
{
	if (*source) {
		folder_close(&(*source)->folder);
		free((*source)->path);
	}
	free(*source);
	*source = NULL;
}

bool source_rewind(struct source *source, struct error *err)
{
	source->told = false;
	if (!source->folder)
		return true;
	struct folder *folder;

	if (!folder_open(source->path, &folder, err))
		return false;
	folder_close(&source->folder);
	source->folder = folder;
	return true;
}

const char *source_path(const struct source *source)
{
	return source->path;
}

const char *source_base_url(const struct source *source)
{
	return source->base_url;
}

enum source_kind source_kind_of(const struct source *source)
{
	if (source->folder)
		return SOURCE_FOLDER;
	return strcmp(source->path, STANDARD_INPUT) == 0 ? SOURCE_STANDARD_INPUT
							 : SOURCE_FILE;
}

void source_show(
	const struct source *source, const char *name, const char *path, struct buf *out)
{
	buf_clear(out);
	buf_add_string(out, name);
	if (!source->folder)
		return;
	if (out->length && out->bytes[out->length - 1] != '/')
		buf_add(out, "/", 1);
	buf_add_string(out, path);
}

static uint64_t nanoseconds(struct timespec time)
{
	return (uint64_t)time.tv_sec * 1000000000U + (uint64_t)time.tv_nsec;
}

static void set_status(struct item *item, const struct stat *status)
{
	item->size = (uint64_t)status->st_size;
	item->mtime_ns = nanoseconds(status->st_mtim);
}

/* RFC 3986: unreserved characters and the slash stay, all others are coded. */
static void add_url_path(struct buf *url, const char *path)
{
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if (isascii(c) && (isalnum(c) || strchr("-._~/", c)))
			buf_add(url, path, 1);
		else
			buf_add_format(url, "%%%02X", c);
	}
}

void source_name(const struct source *source, struct item *item)
{
	buf_clear(&item->url);
	buf_clear(&item->found_url);
	if (item_is_many(item->format))
		return;
	if (!source->base_url) {
		mirror_read_path(buf_string(&item->path), &item->found_url);
		return;
	}
	buf_add_string(&item->url, source->base_url);
	if (!item->url.length || item->url.bytes[item->url.length - 1] != '/')
		buf_add(&item->url, "/", 1);
	add_url_path(&item->url, buf_string(&item->path));
}

static enum source_step next_in_folder(
	struct source *source, struct item *item, struct error *err)
{
	struct folder_file file;
	enum folder_step step = folder_next(source->folder, &file, err);

	if (step == FOLDER_END)
		return SOURCE_END;
	buf_add(&item->path, file.path, file.length);
	if (step == FOLDER_REFUSED)
		return SOURCE_REFUSED;
	item->format = file.format;
	set_status(item, &file.status);
	source_name(source, item);
	return SOURCE_ITEM;
}

static enum source_step next_single(
	struct source *source, struct item *item, struct error *err)
{
	const char *slash = strrchr(source->path, '/');
	struct stat status;

	if (source->told)
		return SOURCE_END;
	source->told = true;
	buf_add_string(&item->path, slash ? slash + 1 : source->path);
	item->format = ITEM_LINES;
	if (!slash)
		return SOURCE_ITEM;
	item_find_format(source->path, &item->format);
	if (stat(source->path, &status)) {
		error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
		return SOURCE_REFUSED;
	}
	set_status(item, &status);
	source_name(source, item);
	return SOURCE_ITEM;
}

enum source_step source_next(struct source *source, struct item *item, struct error *err)
{
	buf_clear(&item->path);
	buf_clear(&item->url);
	buf_clear(&item->found_url);
	item->size = 0;
	item->mtime_ns = 0;
	return source->folder ? next_in_folder(source, item, err)
			      : next_single(source, item, err);
}

static bool open_single(const struct source *source, int *out, struct error *err)
{
	int file = strcmp(source->path, STANDARD_INPUT) == 0
		? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
		: open(source->path,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (file < 0)
		return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
	*out = file;
	return true;
}

/* What the item is while it is read. */
static bool take_status(int file, struct item *item, struct error *err)
{
	struct stat status;
	struct timespec now;

	if (fstat(file, &status) || !S_ISREG(status.st_mode))
		return error_set(err, ERROR_SYSTEM, "not a file any more");
	set_status(item, &status);
	clock_gettime(CLOCK_REALTIME, &now);
	if (nanoseconds(now) - item->mtime_ns < TICK_NS)
		item->mtime_ns = 0;
	return true;
}

bool source_open_below(
	struct source *source, struct item *item, int *out, struct error *err)
{
	SCOPED(close_descriptor) int file = -1;

	if (!folder_open_path(source->path, buf_string(&item->path), &file, err)
		|| !take_status(file, item, err))
		return false;
	*out = file;
	file = -1;
	return true;
}

bool source_open_item(
	struct source *source, struct item *item, int *out, struct error *err)
{
	SCOPED(close_descriptor) int file = -1;

	if (!(source->folder ? folder_open_file(source->folder, &file, err)
			     : open_single(source, &file, err)))
		return false;
	if (strcmp(source->path, STANDARD_INPUT) != 0 && !take_status(file, item, err))
		return false;
	*out = file;
	file = -1;
	return true;
}

void source_settle(struct item *item, int file)
{
	struct stat status;

	if (fstat(file, &status) || (uint64_t)status.st_size != item->size
		|| nanoseconds(status.st_mtim) != item->mtime_ns)
		item->mtime_ns = 0;
}

static bool read_all(int file, struct buf *out, struct error *err)
{
	size_t step = 1 << 16;

	for (;;) {
		ssize_t length;

		buf_reserve(out, step);
		length = read(file, out->bytes + out->length, step);
		if (length < 0 && errno == EINTR)
			continue;
		if (length < 0)
			return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
		if (length == 0)
			break;
		out->length += (size_t)length;
		if (out->length > ITEM_SIZE_MAX)
			return error_set(err, ERROR_INVALID, "larger than %d MB",
				ITEM_SIZE_MAX >> 20);
	}
	out->bytes[out->length] = '\0';
	return true;
}

bool source_read(
	struct source *source, struct item *item, struct buf *out, struct error *err)
{
	SCOPED(close_descriptor) int file = -1;

	buf_clear(out);
	if (!source_open_item(source, item, &file, err))
		return false;
	if (item->size > ITEM_SIZE_MAX)
		return error_set(
			err, ERROR_INVALID, "larger than %d MB", ITEM_SIZE_MAX >> 20);
	if (!read_all(file, out, err))
		return false;
	source_settle(item, file);
	if (!item->url.length && item->format == ITEM_HTML)
		mirror_read_comment(out->bytes, out->length, &item->found_url);
	return true;
}

void source_name_member(const struct source *source, const struct item *item,
	const char *name, struct item *page)
{
	buf_clear(&page->path);
	buf_clear(&page->url);
	buf_clear(&page->found_url);
	if (item->format == ITEM_WARC) {
		buf_add_string(&page->url, name);
		return;
	}
	buf_add(&page->path, buf_string(&item->path), item->path.length);
	buf_add(&page->path, "/", 1);
	buf_add_string(&page->path, name);
	source_name(source, page);
	if (!page->url.length)
		mirror_read_path(name, &page->found_url);
}
