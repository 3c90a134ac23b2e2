/* SPDX-License-Identifier: GPL-2.0-or-later */
/* temporary: a folder of a test's own, and what one does with files there. */
#ifndef TESTS_UNIT_TEMPORARY_H
#define TESTS_UNIT_TEMPORARY_H

#include "unit.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct temporary {
	char path[64];
};

static inline void temporary_make(struct temporary *folder)
{
	snprintf(folder->path, sizeof(folder->path), "/tmp/regio-unit-XXXXXX");
	if (!mkdtemp(folder->path))
		fail_msg("no temporary folder");
}

static inline int temporary_remove_item(
	const char *path, const struct stat *status, int type, struct FTW *place)
{
	(void)status;
	(void)type;
	(void)place;
	return remove(path);
}

static inline void remove_tree(const char *path)
{
	nftw(path, temporary_remove_item, 16, FTW_DEPTH | FTW_PHYS);
}

static inline void temporary_remove(struct temporary *folder)
{
	if (*folder->path)
		remove_tree(folder->path);
	*folder->path = '\0';
}

/* A path below the folder; valid until the fourth call after it. */
static inline const char *path_below(const struct temporary *folder, const char *name)
{
	static char paths[4][512];
	static unsigned turn;
	char *path = paths[turn++ % COUNT(paths)];

	snprintf(path, sizeof(paths[0]), "%s/%s", folder->path, name);
	return path;
}

static inline void write_file(const char *path, const char *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static inline void append_to_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "ab");

	if (!file || fputs(text, file) < 0)
		fail_msg("cannot append to %s", path);
	fclose(file);
}

static inline long size_of_file(const char *path)
{
	struct stat status;

	return stat(path, &status) ? -1 : (long)status.st_size;
}

#endif
