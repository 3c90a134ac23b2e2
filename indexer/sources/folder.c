/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/folder.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A folder on the way from the root to the current file. */
struct level {
	int file;
	dev_t device; /* with the number: against loops by mounts */
	ino_t number;
	struct buf bytes; /* the names, each with a NUL */
	char **names;     /* sorted */
	size_t count, room, next;
	size_t path_length; /* of the walk's path up to this folder's slash */
};

struct folder {
	struct level *levels;
	size_t depth, room;
	struct buf path;
	const char *name; /* of the current file, in the deepest level */
};

static void level_release(struct level *level)
{
	if (level->file >= 0)
		close(level->file);
	buf_release(&level->bytes);
	free(level->names);
	*level = (struct level){.file = -1};
}

void folder_close(struct folder **folder)
{
	if (*folder) {
		while ((*folder)->depth)
			level_release(&(*folder)->levels[--(*folder)->depth]);
		free((*folder)->levels);
		buf_release(&(*folder)->path);
	}
	free(*folder);
	*folder = NULL;
}

static void close_stream(DIR **stream)
{
	if (*stream)
		closedir(*stream);
}

static bool is_wanted(const struct dirent *entry)
{
	enum item_format format;

	if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
		return false;
	if (entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN)
		return true;
	return entry->d_type == DT_REG && item_find_format(entry->d_name, &format);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_names(struct level *level)
{
	for (size_t at = 0; at < level->bytes.length;) {
		level->names = alloc_grow(
			level->names, level->count, &level->room, sizeof(*level->names));
		level->names[level->count++] = level->bytes.bytes + at;
		at += strlen(level->bytes.bytes + at) + 1;
	}
	if (level->count)
		qsort(level->names, level->count, sizeof(*level->names), compare_names);
}

static bool refuse(struct error *err)
{
	return error_set(
		err, ERROR_SYSTEM, "the folder cannot be read: %s", strerror(errno));
}

/* Reads all names of the folder that file is; takes the file over. */
static bool read_level(int file, struct level *out, struct error *err)
{
	SCOPED(level_release) struct level level = {.file = file};
	SCOPED(close_stream) DIR *stream = NULL;
	int copy = dup(file);
	struct dirent *entry;

	if (copy < 0 || !(stream = fdopendir(copy))) {
		refuse(err);
		if (copy >= 0)
			close(copy);
		return false;
	}
	errno = 0;
	while ((entry = readdir(stream))) {
		if (is_wanted(entry))
			buf_add(&level.bytes, entry->d_name, strlen(entry->d_name) + 1);
		errno = 0;
	}
	if (errno)
		return refuse(err);
	sort_names(&level);
	*out = level;
	level = (struct level){.file = -1};
	return true;
}

/* The folder is one of those on the way to it. */
static bool is_loop(const struct folder *folder, const struct stat *status)
{
	for (size_t i = 0; i < folder->depth; i++) {
		if (folder->levels[i].device == status->st_dev
			&& folder->levels[i].number == status->st_ino)
			return true;
	}
	return false;
}

static bool enter(struct folder *folder, int file, struct error *err)
{
	struct level level;
	struct stat status;

	if (file < 0)
		return refuse(err);
	if (fstat(file, &status) || is_loop(folder, &status)) {
		close(file);
		return error_set(
			err, ERROR_INVALID, "the folder holds itself: a loop of mounts");
	}
	if (!read_level(file, &level, err))
		return false;
	level.device = status.st_dev;
	level.number = status.st_ino;
	level.path_length = folder->path.length;
	folder->levels = alloc_grow(
		folder->levels, folder->depth, &folder->room, sizeof(*folder->levels));
	folder->levels[folder->depth++] = level;
	return true;
}

bool folder_open(const char *path, struct folder **out, struct error *err)
{
	SCOPED(folder_close) struct folder *folder = alloc_zeroed(1, sizeof(*folder));

	if (!enter(folder, open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
		    err))
		return false;
	*out = TAKE(folder);
	return true;
}

static void set_path(struct folder *folder, const struct level *level, const char *name)
{
	buf_reserve(&folder->path, level->path_length);
	folder->path.length = level->path_length;
	buf_add_string(&folder->path, name);
}

/*
 * Opens a name in a folder. It is one name, no path; where the kernel knows how, it
 * is asked to see to it that nothing leads out (openat2(2)).
 */
static int open_below(int folder, const char *name, int flags)
{
	struct open_how how = {.flags = (unsigned)(flags | O_NOFOLLOW | O_CLOEXEC),
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS};
	int file = (int)syscall(SYS_openat2, folder, name, &how, sizeof(how));

	if (file < 0 && (errno == ENOSYS || errno == EPERM))
		return openat(folder, name, flags | O_NOFOLLOW | O_CLOEXEC);
	return file;
}

/* Goes into a folder below; false: it is refused. */
static bool descend(struct folder *folder, const char *name, struct error *err)
{
	const struct level *level = &folder->levels[folder->depth - 1];
	int file;

	if (folder->depth >= FOLDER_DEPTH_MAX)
		return error_set(err, ERROR_INVALID, "more than %d folders deep",
			FOLDER_DEPTH_MAX);
	file = open_below(level->file, name, O_RDONLY | O_DIRECTORY);
	if (file < 0 && errno == ENOENT)
		return true; /* vanished meanwhile */
	buf_add(&folder->path, "/", 1);
	return enter(folder, file, err);
}

enum visit { VISIT_SKIPPED, VISIT_FILE, VISIT_REFUSED };

static enum visit visit(struct folder *folder, struct level *level, const char *name,
	struct folder_file *out, struct error *err)
{
	set_path(folder, level, name);
	if (fstatat(level->file, name, &out->status, AT_SYMLINK_NOFOLLOW)) {
		if (errno == ENOENT)
			return VISIT_SKIPPED;
		error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
		return VISIT_REFUSED;
	}
	if (S_ISDIR(out->status.st_mode))
		return descend(folder, name, err) ? VISIT_SKIPPED : VISIT_REFUSED;
	if (!S_ISREG(out->status.st_mode) || !item_find_format(name, &out->format))
		return VISIT_SKIPPED;
	folder->name = name;
	return VISIT_FILE;
}

enum folder_step folder_next(
	struct folder *folder, struct folder_file *out, struct error *err)
{
	while (folder->depth) {
		struct level *level = &folder->levels[folder->depth - 1];
		enum visit seen;

		if (level->next == level->count) {
			level_release(level);
			folder->depth--;
			continue;
		}
		seen = visit(folder, level, level->names[level->next++], out, err);
		out->path = buf_string(&folder->path);
		out->length = folder->path.length;
		if (seen != VISIT_SKIPPED)
			return seen == VISIT_FILE ? FOLDER_FILE : FOLDER_REFUSED;
	}
	return FOLDER_END;
}

bool folder_open_path(const char *root, const char *path, int *out, struct error *err)
{
	SCOPED(buf_release) struct buf name = {0};
	int file = open(root, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	const char *slash = "";

	while (file >= 0 && slash) {
		int folder = file;

		slash = strchr(path, '/');
		buf_clear(&name);
		buf_add(&name, path, slash ? (size_t)(slash - path) : strlen(path));
		file = open_below(folder, buf_string(&name),
			O_RDONLY | (slash ? O_DIRECTORY : O_NONBLOCK | O_NOCTTY));
		close(folder);
		path = slash ? slash + 1 : path;
	}
	if (file < 0)
		return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
	*out = file;
	return true;
}

bool folder_open_file(const struct folder *folder, int *out, struct error *err)
{
	const struct level *level = &folder->levels[folder->depth - 1];
	int file =
		open_below(level->file, folder->name, O_RDONLY | O_NONBLOCK | O_NOCTTY);

	if (file < 0)
		return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
	*out = file;
	return true;
}
