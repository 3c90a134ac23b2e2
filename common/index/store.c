/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/store.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PENDING_MAX = 1 << 20 }; /* bytes gathered before a write */

struct store {
	int file;
	uint64_t written;
	struct buf pending;
	char *path;
};

static bool refuse(const struct store *store, struct error *err)
{
	return error_set(err, ERROR_SYSTEM, "%s: %s", store->path, strerror(errno));
}

bool store_open(const char *path, uint64_t length, struct store **out, struct error *err)
{
	SCOPED(store_close) struct store *store = alloc_zeroed(1, sizeof(*store));
	struct stat status;

	store->path = alloc_string(path);
	store->file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (store->file < 0 || fstat(store->file, &status))
		return refuse(store, err);
	if ((uint64_t)status.st_size < length)
		return error_set(err, ERROR_CORRUPT,
			"%s is shorter than the index says; rebuild it", path);
	store->written = length;
	*out = TAKE(store);
	return true;
}

bool store_cut(struct store *store, struct error *err)
{
	return !ftruncate(store->file, (off_t)store->written) || refuse(store, err);
}

void store_close(struct store **store)
{
	if (*store) {
		if ((*store)->file >= 0)
			close((*store)->file);
		buf_release(&(*store)->pending);
		free((*store)->path);
	}
	free(*store);
	*store = NULL;
}

/* A try that failed midway is written over by the next. */
static bool flush_pending(struct store *store, struct error *err)
{
	size_t done = 0;

	while (done < store->pending.length) {
		ssize_t written = pwrite(store->file, store->pending.bytes + done,
			store->pending.length - done, (off_t)(store->written + done));

		if (written < 0 && errno != EINTR)
			return refuse(store, err);
		if (written > 0)
			done += (size_t)written;
	}
	store->written += done;
	buf_clear(&store->pending);
	return true;
}

bool store_append(struct store *store, const char *bytes, size_t length, uint64_t *offset,
	struct error *err)
{
	uint64_t at = store_length(store);

	buf_add(&store->pending, bytes, length);
	if (store->pending.length > PENDING_MAX && !flush_pending(store, err))
		return false;
	*offset = at;
	return true;
}

bool store_sync(struct store *store, struct error *err)
{
	if (!flush_pending(store, err))
		return false;
	return fdatasync(store->file) ? refuse(store, err) : true;
}

bool store_read(
	struct store *store, uint64_t offset, char *out, size_t length, struct error *err)
{
	if (offset + length > store_length(store))
		return error_set(err, ERROR_CORRUPT,
			"%s is shorter than the index says; rebuild it", store->path);
	if (offset + length > store->written && !flush_pending(store, err))
		return false;
	for (size_t done = 0; done < length;) {
		ssize_t got = pread(
			store->file, out + done, length - done, (off_t)(offset + done));

		if (got == 0 || (got < 0 && errno != EINTR))
			return refuse(store, err);
		if (got > 0)
			done += (size_t)got;
	}
	return true;
}

uint64_t store_length(const struct store *store)
{
	return store->written + store->pending.length;
}

bool store_map_open(const char *path, struct store_map *out, struct error *err)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	void *bytes = NULL;

	if (file < 0)
		return error_set(err, ERROR_MISSING, "%s: %s", path, strerror(errno));
	if (!fstat(file, &status) && status.st_size)
		bytes = mmap(
			NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, file, 0);
	close(file);
	if (bytes == MAP_FAILED)
		return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
	out->mapping = bytes;
	out->bytes = bytes;
	out->length = bytes ? (size_t)status.st_size : 0;
	return true;
}

void store_map_close(struct store_map *map)
{
	if (map->mapping)
		munmap(map->mapping, map->length);
	*map = (struct store_map){0};
}
