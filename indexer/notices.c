/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "notices.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "sources/item.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	READ_BYTES = 64 * 1024,
	WANTED = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_FROM
		| IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF,
};

void notices_open(struct notices *notices)
{
	*notices = (struct notices){.file = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
	notices->complete = notices->file >= 0;
}

static void free_strings(char **strings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(strings[i]);
	free(strings);
}

void notices_close(struct notices *notices)
{
	if (notices->file >= 0)
		close(notices->file);
	free_strings(notices->paths, notices->count);
	free_strings(notices->names, notices->name_count);
	*notices = (struct notices){.file = -1};
}

bool notices_is_complete(const struct notices *notices)
{
	return notices->complete;
}

static void set_path(struct notices *notices, size_t watch, const char *path)
{
	while (notices->count <= watch) {
		notices->paths = alloc_grow(notices->paths, notices->count,
			&notices->room, sizeof(*notices->paths));
		notices->paths[notices->count++] = NULL;
	}
	free(notices->paths[watch]);
	notices->paths[watch] = alloc_string(path);
}

/* False: it is not, or no more, a folder that can be watched. */
static bool add_watch(struct notices *notices, const char *path)
{
	int watch;

	if (notices->file < 0)
		return false;
	watch = inotify_add_watch(notices->file, path,
		WANTED | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK);
	if (watch >= 0) {
		set_path(notices, (size_t)watch, path);
		return true;
	}
	if (errno != ENOENT && errno != ENOTDIR)
		notices->complete = false;
	return false;
}

static void close_stream(DIR **stream)
{
	if (*stream)
		closedir(*stream);
}

static bool is_folder(const char *path, const struct dirent *entry)
{
	struct stat status;

	if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
		return false;
	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_DIR;
	return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

struct paths {
	char **items;
	size_t count, room;
};

static void push(struct paths *paths, const char *path)
{
	paths->items = alloc_grow(
		paths->items, paths->count, &paths->room, sizeof(*paths->items));
	paths->items[paths->count++] = alloc_string(path);
}

static void push_folders(struct paths *paths, const char *path)
{
	SCOPED(close_stream) DIR *stream = opendir(path);
	SCOPED(buf_release) struct buf below = {0};
	const struct dirent *entry;

	while (stream && (entry = readdir(stream))) {
		buf_clear(&below);
		buf_add_format(&below, "%s/%s", path, entry->d_name);
		if (is_folder(below.bytes, entry))
			push(paths, below.bytes);
	}
}

/* Each is watched before it is read, so that nothing made meanwhile goes unnoticed. */
static void add_folders(struct notices *notices, const char *root)
{
	struct paths waiting = {0};

	push(&waiting, root);
	while (waiting.count) {
		SCOPED(string_free) char *path = waiting.items[--waiting.count];

		if (add_watch(notices, path))
			push_folders(&waiting, path);
	}
	free(waiting.items);
}

/* A file is replaced by renaming another one: its folder is watched. */
static void add_file(struct notices *notices, const char *path)
{
	const char *slash = strrchr(path, '/');
	SCOPED(string_free) char *folder = NULL;

	notices->names = alloc_grow(notices->names, notices->name_count,
		&notices->name_room, sizeof(*notices->names));
	notices->names[notices->name_count++] = alloc_string(path);
	folder = alloc_copy(path, slash > path ? (size_t)(slash - path) : 1);
	add_watch(notices, folder);
}

void notices_add(struct notices *notices, const char *path)
{
	SCOPED(string_free) char *real = realpath(path, NULL);
	struct stat status;

	if (!real || stat(real, &status))
		notices->complete = false; /* it may come */
	else if (S_ISDIR(status.st_mode))
		add_folders(notices, real);
	else
		add_file(notices, real);
}

/* Whether the file at path is one of those, or in one of the folders, watched. */
static bool is_wanted(const struct notices *notices, const char *path, const char *name)
{
	enum item_format format;

	for (size_t i = 0; i < notices->name_count; i++) {
		if (strcmp(notices->names[i], path) == 0)
			return true;
	}
	return item_find_format(name, &format);
}

static bool take_event(struct notices *notices, const struct inotify_event *event)
{
	SCOPED(buf_release) struct buf path = {0};
	size_t watch = (size_t)event->wd;

	if (event->mask & (IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF))
		return true;
	if (event->wd < 0 || watch >= notices->count || !notices->paths[watch]
		|| !event->len)
		return false;
	buf_add_format(&path, "%s/%s", notices->paths[watch], event->name);
	if (!(event->mask & IN_ISDIR))
		return is_wanted(notices, path.bytes, event->name);
	if (event->mask & (IN_CREATE | IN_MOVED_TO))
		add_folders(notices, path.bytes);
	return (event->mask & IN_ATTRIB) == 0;
}

bool notices_read(struct notices *notices)
{
	_Alignas(struct inotify_event) char bytes[READ_BYTES];
	bool changed = false;
	ssize_t length;

	while ((length = read(notices->file, bytes, sizeof(bytes))) > 0) {
		for (ssize_t at = 0; at < length;) {
			const struct inotify_event *event =
				(const struct inotify_event *)(const void *)(bytes + at);

			changed = take_event(notices, event) || changed;
			at += (ssize_t)(sizeof(*event) + event->len);
		}
	}
	return changed;
}
