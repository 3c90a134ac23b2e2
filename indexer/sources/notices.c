/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/notices.h"

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
	LOST = IN_Q_OVERFLOW | IN_UNMOUNT | IN_DELETE_SELF | IN_MOVE_SELF,
};

struct watched {
	char *path; /* NULL: no such watch */
	bool whole; /* all that is in the folder, not only some names */
};

void notices_open(struct notices *notices)
{
	*notices = (struct notices){.file = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
	if (notices->file < 0)
		notices->gap = errno;
}

void notices_close(struct notices *notices)
{
	if (notices->file >= 0)
		close(notices->file);
	for (size_t i = 0; i < notices->count; i++)
		free(notices->watched[i].path);
	free(notices->watched);
	for (size_t i = 0; i < notices->name_count; i++)
		free(notices->names[i]);
	free(notices->names);
	*notices = (struct notices){.file = -1};
}

int notices_gap(const struct notices *notices)
{
	return notices->gap;
}

const char *notices_tell_gap(int gap)
{
	switch (gap) {
	case ENOSPC:
		return "the kernel watches no more folders for this user "
		       "(fs.inotify.max_user_watches)";
	case EMFILE:
		return "the kernel gives this user no more watches "
		       "(fs.inotify.max_user_instances)";
	default:
		return strerror(gap);
	}
}

/* The kernel knows a folder by one number, whoever asks for it. */
static void set_watched(
	struct notices *notices, size_t watch, const char *path, bool whole)
{
	struct watched *watched;

	while (notices->count <= watch) {
		notices->watched = alloc_grow(notices->watched, notices->count,
			&notices->room, sizeof(*notices->watched));
		notices->watched[notices->count++] = (struct watched){0};
	}
	watched = &notices->watched[watch];
	free(watched->path);
	watched->path = alloc_string(path);
	watched->whole = watched->whole || whole;
}

/* False: it is not, or no more, a folder that can be watched. */
static bool add_watch(struct notices *notices, const char *path, bool whole)
{
	int watch;

	if (notices->file < 0)
		return false;
	watch = inotify_add_watch(notices->file, path,
		WANTED | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK);
	if (watch >= 0) {
		set_watched(notices, (size_t)watch, path, whole);
		return true;
	}
	if (errno != ENOENT && errno != ENOTDIR && !notices->gap)
		notices->gap = errno;
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

		if (add_watch(notices, path, true))
			push_folders(&waiting, path);
	}
	free(waiting.items);
}

/*
 * What stands at the path may be replaced or come back: the folder it is in is
 * watched for its name, or the nearest one there is for the next name.
 */
static void add_name(struct notices *notices, const char *path)
{
	SCOPED(string_free) char *folder = alloc_string(path);
	SCOPED(string_free) char *real = NULL;
	SCOPED(buf_release) struct buf name = {0};
	size_t end = strlen(path);
	size_t slash = end;

	while (!real && slash) {
		end = slash;
		while (slash && path[--slash] != '/')
			continue;
		folder[slash + (slash == 0)] = '\0';
		real = realpath(folder, NULL);
	}
	if (!real || !add_watch(notices, real, false))
		return;
	buf_add_format(&name, "%s%.*s", strcmp(real, "/") == 0 ? "" : real,
		(int)(end - slash), path + slash);
	notices->names = alloc_grow(notices->names, notices->name_count,
		&notices->name_room, sizeof(*notices->names));
	notices->names[notices->name_count++] = buf_take(&name).bytes;
}

void notices_add(struct notices *notices, const char *path)
{
	SCOPED(string_free) char *real = realpath(path, NULL);
	SCOPED(string_free) char *here = realpath(".", NULL);
	SCOPED(buf_release) struct buf absolute = {0};
	struct stat status;

	if (*path != '/')
		buf_add_format(&absolute, "%s/", here ? here : "");
	buf_add_string(&absolute, path);
	add_name(notices, absolute.bytes);
	if (!real || stat(real, &status))
		return;
	if (strcmp(real, absolute.bytes) != 0)
		add_name(notices, real);
	if (S_ISDIR(status.st_mode))
		add_folders(notices, real);
}

static bool is_name(const struct notices *notices, const char *path)
{
	for (size_t i = 0; i < notices->name_count; i++) {
		if (strcmp(notices->names[i], path) == 0)
			return true;
	}
	return false;
}

static bool take_event(struct notices *notices, const struct inotify_event *event)
{
	SCOPED(buf_release) struct buf path = {0};
	size_t watch = (size_t)event->wd;
	enum item_format format;

	if (event->mask & LOST)
		return true;
	if (event->wd < 0 || watch >= notices->count || !notices->watched[watch].path
		|| !event->len)
		return false;
	const struct watched watched = notices->watched[watch];

	buf_add_format(&path, "%s/%s", strcmp(watched.path, "/") == 0 ? "" : watched.path,
		event->name);
	if (is_name(notices, path.bytes))
		return true;
	if (!watched.whole)
		return false;
	if (!(event->mask & IN_ISDIR))
		return item_find_format(event->name, &format);
	if (event->mask & (IN_CREATE | IN_MOVED_TO | IN_ATTRIB))
		add_folders(notices, path.bytes);
	return true;
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
