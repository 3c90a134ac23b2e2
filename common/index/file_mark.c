/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/file_mark.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

enum { WAITS = 40, WAIT_NS = 1000000, NS_A_SECOND = 1000000000 };

struct file_mark file_mark_of(const struct stat *status)
{
	return (struct file_mark){status->st_ino,
		status->st_ctim.tv_sec * NS_A_SECOND + status->st_ctim.tv_nsec};
}

bool file_mark_fits(const char *path, uint64_t size, struct file_mark mark)
{
	struct file_mark now;
	struct stat status;

	if (lstat(path, &status) || !S_ISREG(status.st_mode)
		|| (uint64_t)status.st_size != size)
		return false;
	now = file_mark_of(&status);
	return now.inode == mark.inode && now.changed_ns == mark.changed_ns;
}

/* Changes the file and tells when the system says it did. */
static bool touch(int file, int64_t *changed_ns)
{
	struct stat status;

	if (futimens(file, NULL) || fstat(file, &status))
		return false;
	*changed_ns = file_mark_of(&status).changed_ns;
	return true;
}

bool file_mark_wait(const char *path, int64_t latest_ns)
{
	static const struct timespec wait = {.tv_nsec = WAIT_NS};
	int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	bool later = false;

	for (int i = 0; file >= 0 && !later && i < WAITS; i++) {
		int64_t changed_ns;

		if (i)
			nanosleep(&wait, NULL);
		if (!touch(file, &changed_ns))
			break;
		later = changed_ns > latest_ns;
	}
	if (file >= 0)
		close(file);
	return later;
}
