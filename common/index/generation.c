/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/generation.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/scope.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_PREFIX "generation-"

enum {
	OPEN_FOLDERS_MAX = 16, /* nftw's descriptors */
	NUMBER_MAX = 1000000000,
	HOLDER_MAX = 120, /* bytes of a lock file */
};

void generation_release(struct generation *generation)
{
	free(generation->path);
	*generation = (struct generation){0};
}

static char *path_in(const char *index, const char *name)
{
	SCOPED(buf_release) struct buf path = {0};

	buf_add_format(&path, "%s/%s", index, name);
	return buf_take(&path).bytes;
}

static char *folder_of(const char *index, unsigned number)
{
	char name[32];

	snprintf(name, sizeof(name), FOLDER_PREFIX "%u", number);
	return path_in(index, name);
}

bool generation_current(const char *index, struct generation *out, struct error *err)
{
	SCOPED(string_free) char *path = path_in(index, "current");
	SCOPED(buf_release) struct buf text = {0};
	struct error unread = {0};
	unsigned long number;

	if (!file_read(path, &text, &unread))
		return error_set(err, ERROR_MISSING,
			"there is no index in %s; make one with: regio-indexer update %s "
			"SOURCE",
			index, index);
	number = strtoul(buf_string(&text), NULL, 10);
	if (!number || number > NUMBER_MAX)
		return error_set(err, ERROR_CORRUPT,
			"%s does not name a generation; rebuild the index", path);
	out->number = (unsigned)number;
	out->path = folder_of(index, out->number);
	return true;
}

/* The number of a generation's folder; 0: it is none. */
static unsigned number_of(const char *name)
{
	size_t prefix = strlen(FOLDER_PREFIX);
	unsigned long number;
	char *end;

	if (strncmp(name, FOLDER_PREFIX, prefix) != 0)
		return 0;
	number = strtoul(name + prefix, &end, 10);
	return *end || number > NUMBER_MAX ? 0 : (unsigned)number;
}

static void folder_close(DIR **folder)
{
	if (*folder)
		closedir(*folder);
}

/* The highest number of a folder in [least, most]; 0: none. */
static unsigned highest(const char *index, unsigned least, unsigned most)
{
	SCOPED(folder_close) DIR *folder = opendir(index);
	unsigned best = 0;
	struct dirent *item;

	while (folder && (item = readdir(folder))) {
		unsigned number = number_of(item->d_name);

		if (number >= least && number <= most && number > best)
			best = number;
	}
	return best;
}

bool generation_before(
	const char *index, unsigned number, struct generation *out, struct error *err)
{
	unsigned before = highest(index, 1, number - 1);

	if (!before)
		return error_set(err, ERROR_MISSING, "%s has no generation before %u",
			index, number);
	*out = (struct generation){before, folder_of(index, before)};
	return true;
}

bool generation_kept(
	const char *index, unsigned number, struct generation *out, struct error *err)
{
	SCOPED(generation_release) struct generation current = {0};

	if (!generation_current(index, &current, err))
		return false;
	if (number > current.number || highest(index, number, number) != number)
		return error_set(err, ERROR_GONE,
			"Generation %u is not kept; the newest is %u, and older ones are "
			"kept as long as the maintainer wants. Leave out snapshot to "
			"search the newest.",
			number, current.number);
	*out = (struct generation){number, folder_of(index, number)};
	return true;
}

bool generation_unfinished(
	const char *index, unsigned number, struct generation *out, struct error *err)
{
	unsigned newest = highest(index, number + 1, NUMBER_MAX);

	if (!newest)
		return error_set(
			err, ERROR_MISSING, "%s has no unfinished generation", index);
	*out = (struct generation){newest, folder_of(index, newest)};
	return true;
}

bool generation_create(const char *index, struct generation *out, struct error *err)
{
	unsigned number = highest(index, 1, NUMBER_MAX) + 1;
	SCOPED(string_free) char *path = folder_of(index, number);

	if (mkdir(path, 0777))
		return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
	out->number = number;
	out->path = TAKE(path);
	return true;
}

static int remove_item(
	const char *path, const struct stat *status, int type, struct FTW *place)
{
	(void)status;
	(void)type;
	(void)place;
	return remove(path);
}

static void remove_generation(const char *index, unsigned number)
{
	SCOPED(string_free) char *path = folder_of(index, number);

	nftw(path, remove_item, OPEN_FOLDERS_MAX, FTW_DEPTH | FTW_PHYS);
}

/*
 * Deletes all but the newest keep up to the current one, and what dead runs
 * left after it. What cannot be deleted is tried again next time.
 */
static void remove_old(const char *index, unsigned current, unsigned keep)
{
	unsigned number = highest(index, current + 1, NUMBER_MAX);

	for (; number; number = highest(index, current + 1, number - 1))
		remove_generation(index, number);
	for (number = current; number && keep > 1; keep--)
		number = highest(index, 1, number - 1);
	for (number = number ? highest(index, 1, number - 1) : 0; number;
		number = highest(index, 1, number - 1))
		remove_generation(index, number);
}

bool generation_switch(const char *index, const struct generation *generation,
	unsigned keep, struct error *err)
{
	SCOPED(string_free) char *path = path_in(index, "current");
	SCOPED(buf_release) struct buf number = {0};

	buf_add_format(&number, "%u\n", generation->number);
	if (!file_sync_folder(generation->path, err)
		|| !file_replace(path, number.bytes, number.length, err))
		return false;
	remove_old(index, generation->number, keep);
	return true;
}

/* "PID COMMAND", as the holder wrote it. */
static bool refuse_busy(const char *index, int file, struct error *err)
{
	char holder[HOLDER_MAX] = "";
	ssize_t length = pread(file, holder, sizeof(holder) - 1, 0);
	char *command;

	holder[length > 0 ? length : 0] = '\0';
	holder[strcspn(holder, "\n")] = '\0';
	strtoul(holder, &command, 10);
	command += *command == ' ';
	return error_set(err, ERROR_BUSY,
		"%s is being written by process %d%s%s%s; try again later or use --wait",
		index, atoi(holder), *command ? " (" : "", command, *command ? ")" : "");
}

/* What names this process to those who find the lock taken, in ASCII. */
static void write_holder(struct buf *out)
{
	SCOPED(buf_release) struct buf words = {0};
	struct error none = {0};

	buf_add_format(out, "%d %s", (int)getpid(), program_invocation_short_name);
	if (file_read("/proc/self/cmdline", &words, &none) && words.length) {
		words.length--; /* the last NUL */
		for (size_t i = strlen(words.bytes); i < words.length; i++) {
			char c = words.bytes[i];

			buf_add(out, !c ? " " : c > ' ' && c < 0x7f ? &c : "?", 1);
		}
	}
	if (out->length > HOLDER_MAX - 2)
		out->length = HOLDER_MAX - 2;
	buf_add(out, "\n", 1);
}

bool index_lock_take(const char *index, enum lock_patience patience,
	struct index_lock *out, struct error *err)
{
	SCOPED(string_free) char *path = path_in(index, "lock");
	SCOPED(buf_release) struct buf holder = {0};
	int file;

	if (mkdir(index, 0777) && errno != EEXIST)
		return error_set(err, ERROR_SYSTEM, "%s: %s", index, strerror(errno));
	file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (file < 0)
		return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
	if (flock(file, LOCK_EX | (patience == LOCK_NOW ? LOCK_NB : 0))) {
		refuse_busy(index, file, err);
		close(file);
		return false;
	}
	write_holder(&holder);
	if (ftruncate(file, 0)
		|| pwrite(file, holder.bytes, holder.length, 0)
			!= (ssize_t)holder.length) {
		error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
		close(file);
		return false;
	}
	out->file = file;
	return true;
}

void index_lock_release(struct index_lock *lock)
{
	if (lock->file >= 0)
		close(lock->file);
	lock->file = -1;
}
