/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/batch.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/index_writer.h"
#include "index/record.h"
#include "system/stop.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TODAY_MAX = 16 };

static const struct {
	unsigned changes;
	double seconds;
} limits[] = {
	[BATCH_SHORT] = {1000, 2},
	[BATCH_LONG] = {20000, 60},
};

struct batch {
	struct index_writer *writer;
	enum batch_mode mode;
	bool begun;
	unsigned changes; /* documents put and removed since the last commit */
	struct timespec start;
	struct change_log *log;
	struct index_writer *before; /* what a rebuild replaces; not ours */
	bool put_news;               /* it lacks what was put last */
};

bool batch_open(
	const char *path, enum batch_mode mode, struct batch **out, struct error *err)
{
	SCOPED(batch_close) struct batch *batch = alloc_zeroed(1, sizeof(*batch));

	batch->mode = mode;
	batch->log = change_log_open();
	if (mode == BATCH_LONG ? !index_writer_open_unread(path, &batch->writer, err)
			       : !index_writer_open(path, &batch->writer, err))
		return false;
	*out = TAKE(batch);
	return true;
}

bool batch_vouch(struct batch *batch, struct error *err)
{
	return index_writer_vouch(batch->writer, err);
}

void batch_close(struct batch **batch)
{
	if (*batch) {
		index_writer_close(&(*batch)->writer);
		change_log_close(&(*batch)->log);
	}
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

/* Whether a visitor would see the same page. */
static bool is_same(const struct buf *a, const struct buf *b)
{
	static const enum record_tag tags[] = {
		RECORD_TITLE, RECORD_URL, RECORD_DATE, RECORD_TEXT, RECORD_VANISHED};

	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		struct record_part one = record_find(buf_string(a), a->length, tags[i]);
		struct record_part other = record_find(buf_string(b), b->length, tags[i]);

		if (one.length != other.length
			|| memcmp(one.bytes, other.bytes, one.length) != 0)
			return false;
	}
	return true;
}

static bool tell_put(struct batch *batch, const struct entry *entry, struct error *err)
{
	SCOPED(buf_release) struct buf record = {0};
	struct index_writer *known = batch->before ? batch->before : batch->writer;
	bool found;

	if (!index_writer_find(
		    known, entry->id.bytes, entry->id.length, &record, &found, err))
		return false;
	batch->put_news = batch->before && !found;
	if (!found || !is_same(&record, &entry->record))
		change_log_add(batch->log, found ? CHANGE_CHANGED : CHANGE_NEW,
			buf_string(&entry->id), "", &entry->record);
	return true;
}

bool batch_put(struct batch *batch, const struct entry *entry, struct error *err)
{
	if (batch->mode == BATCH_DRY)
		return true;
	if (!begin(batch, err) || !tell_put(batch, entry, err))
		return false;
	batch->changes++;
	return index_writer_put(batch->writer, entry, err);
}

/* Tells of a document what becomes of it, if there is one. */
static bool tell_end(struct batch *batch, enum change_kind kind, const char *id,
	const char *to, struct error *err)
{
	SCOPED(buf_release) struct buf record = {0};
	bool found;

	if (!index_writer_find(batch->writer, id, strlen(id), &record, &found, err))
		return false;
	if (found && !batch->before)
		change_log_add(batch->log, kind, id, to, &record);
	return true;
}

bool batch_remove_as(struct batch *batch, enum change_kind kind, const char *id,
	const char *to, struct error *err)
{
	if (batch->mode == BATCH_DRY)
		return true;
	if (!begin(batch, err) || !tell_end(batch, kind, id, to, err))
		return false;
	batch->changes++;
	return index_writer_remove(batch->writer, id, strlen(id), err);
}

bool batch_remove(struct batch *batch, const char *id, size_t length, struct error *err)
{
	SCOPED(buf_release) struct buf name = {0};

	buf_add(&name, id, length);
	return batch_remove_as(batch, CHANGE_VANISHED, buf_string(&name), "", err);
}

bool batch_has(
	struct batch *batch, const char *id, size_t length, bool *out, struct error *err)
{
	return index_writer_has(batch->writer, id, length, out, err);
}

bool batch_take(struct batch *batch, struct batch *from, const char *id, size_t length,
	struct error *err)
{
	if (batch->mode == BATCH_DRY)
		return true;
	if (!begin(batch, err))
		return false;
	batch->changes++;
	return index_writer_take(batch->writer, from->writer, id, length, err);
}

static void write_today(char out[TODAY_MAX])
{
	time_t now = time(NULL);
	struct tm day;

	gmtime_r(&now, &day);
	strftime(out, TODAY_MAX, "%Y-%m-%d", &day);
}

bool batch_keep_vanished(struct batch *batch, const char *id, struct error *err)
{
	char today[TODAY_MAX];

	if (batch->mode == BATCH_DRY)
		return true;
	if (!begin(batch, err) || !tell_end(batch, CHANGE_KEPT, id, "", err))
		return false;
	batch->changes++;
	write_today(today);
	return index_writer_mark(
		batch->writer, id, strlen(id), RECORD_VANISHED, today, err);
}

bool batch_succeed(struct batch *batch, struct batch *before, struct error *err)
{
	batch->before = before->writer;
	return begin(batch, err) && change_log_copy(before->writer, batch->writer, err);
}

bool batch_put_news(const struct batch *batch)
{
	return batch->put_news;
}

bool batch_tell_gone(struct batch *batch, enum change_kind kind, const char *to,
	const char *record, size_t size, struct error *err)
{
	struct record_part part = record_find(record, size, RECORD_ID);
	SCOPED(buf_release) struct buf whole = {0};
	SCOPED(buf_release) struct buf id = {0};

	if (batch->mode == BATCH_DRY)
		return true;
	if (!begin(batch, err))
		return false;
	buf_add(&id, part.bytes, part.length);
	buf_add(&whole, record, size);
	change_log_add(batch->log, kind, buf_string(&id), to, &whole);
	return true;
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
	if (!change_log_write(batch->log, batch->writer, err)
		|| !index_writer_commit(batch->writer, err))
		return false;
	batch->begun = false;
	return true;
}

static bool seal(struct batch *batch, struct error *err)
{
	return batch->mode == BATCH_DRY || index_writer_seal(batch->writer, err);
}

/* Nobody waits for what is not done yet. */
static bool end_early(struct batch *batch, struct error *err)
{
	return commit(batch, err) && seal(batch, err)
		&& error_set(err, ERROR_BUSY, "stopped; what was finished is kept");
}

bool batch_rest(struct batch *batch, struct error *err)
{
	if (stop_is_asked())
		return end_early(batch, err);
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
		&& (batch->mode != BATCH_LONG || index_writer_merge(batch->writer, err))
		&& seal(batch, err);
}

bool batch_documents(struct batch *batch, uint32_t *out, struct error *err)
{
	return index_writer_documents(batch->writer, out, err);
}
