/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * file_mark: tells without reading it whether a file was written since. The time
 * of change is the system's own and is set by every write, also by one that puts
 * back the time of modification. Two writes within one tick of the clock have
 * one time, so a mark holds only if the clock had moved on when it was taken
 * (git's racy-git.txt has the same difficulty). What the disk itself loses leaves
 * no mark. A copy of the file has another one.
 */
#ifndef INDEX_FILE_MARK_H
#define INDEX_FILE_MARK_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

/* {0} is of no file. */
struct file_mark {
	uint64_t inode;
	int64_t changed_ns; /* since 1970 */
};

struct file_mark file_mark_of(const struct stat *status);

/* Whether the regular file at path has the size and the mark. */
bool file_mark_fits(const char *path, uint64_t size, struct file_mark mark);

/*
 * Waits until what is written to the file system of path, which is created, has
 * a later time of change than latest_ns. False: it does not within some
 * hundredths of a second, as where times are of whole seconds.
 */
bool file_mark_wait(const char *path, int64_t latest_ns);

#endif
