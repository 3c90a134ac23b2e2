/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "batch.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/index_writer.h"

#include <stdlib.h>
#include <time.h>

static const struct {
	unsigned changes;
	double seconds;
} limits[] = {
	[BATCH_SHORT] = {1000, 2},
	[BATCH_LONG] = {5000, 60},
};

struct batch {
	struct index_writer *writer;
	enum batch_mode mode;
	bool begun;
	unsigned changes; /* documents put and removed since the last commit */
	struct timespec start;
};

bool batch_open(
	const char *path, enum batch_mode mode, struct batch **out, struct error *err)
{
	SCOPED(batch_close) struct batch *batch = alloc_zeroed(1, sizeof(*batch));

	batch->mode = mode;
	if (!index_writer_open(path, &batch->writer, err))
		return false;
	*out = TAKE(batch);
	return true;
}

void batch_close(struct batch **batch)
{
	if (*batch)
		index_writer_close(&(*batch)->writer);
	free(*batch);
	*batch = NULL;
}

/* Begun late, so that a run without changes writes nothing. */
static bool begin(struct batch *batch, struct error *err)
{
	if (batch->begun)
		return true;
	batch->begun = index_writer_begin(batch->writer, err);
	batch->changes = 0;
	clock_gettime(CLOCK_MONOTONIC, &batch->start);
	return batch->begun;
}

bool batch_put(struct batch *batch, const struct entry *entry, struct error *err)
{
	if (batch->mode == BATCH_DRY)
		return true;
	if (!begin(batch, err))
		return false;
	batch->changes++;
	return index_writer_put(batch->writer, entry, err);
}

bool batch_remove(struct batch *batch, const char *id, size_t length, struct error *err)
{
	if (batch->mode == BATCH_DRY)
		return true;
	if (!begin(batch, err))
		return false;
	batch->changes++;
	return index_writer_remove(batch->writer, id, length, err);
}

bool batch_note(struct batch *batch, const char *key, const char *value, size_t length,
	struct error *err)
{
	return begin(batch, err)
		&& index_writer_note(batch->writer, key, value, length, err);
}

bool batch_noted(struct batch *batch, const char *key, struct buf *out, struct error *err)
{
	return index_writer_noted(batch->writer, key, out, err);
}

bool batch_note_keys(
	struct batch *batch, const char *prefix, struct buf *out, struct error *err)
{
	return index_writer_note_keys(batch->writer, prefix, out, err);
}

static double seconds_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec)
		+ (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static bool commit(struct batch *batch, struct error *err)
{
	if (!batch->begun || batch->mode == BATCH_DRY)
		return true;
	if (!index_writer_commit(batch->writer, err))
		return false;
	batch->begun = false;
	return true;
}

bool batch_rest(struct batch *batch, struct error *err)
{
	if (!batch->begun || batch->mode == BATCH_DRY)
		return true;
	if (batch->changes < limits[batch->mode].changes
		&& seconds_since(&batch->start) < limits[batch->mode].seconds)
		return true;
	return commit(batch, err);
}

bool batch_finish(struct batch *batch, struct error *err)
{
	return commit(batch, err)
		&& (batch->mode == BATCH_DRY || index_writer_seal(batch->writer, err));
}

bool batch_documents(struct batch *batch, uint32_t *out, struct error *err)
{
	return index_writer_documents(batch->writer, out, err);
}
