/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/change_log.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/index_writer.h"
#include "index/record.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { KEY_MAX = 80, TEXTS = 4 };

struct change_log {
	struct buf changes; /* a kind, then texts, each with a NUL */
	uint64_t count;
	bool loaded;
	uint64_t next; /* number of a note */
	/* Notes that are there, the oldest first. */
	struct change_note *notes;
	size_t note_count, note_room, dropped;
	uint64_t total; /* changes in them */
};

const char *change_kind_name(enum change_kind kind)
{
	static const char *const names[CHANGE_KIND_COUNT] = {
		[CHANGE_NONE] = "",
		[CHANGE_NEW] = "new",
		[CHANGE_CHANGED] = "changed",
		[CHANGE_VANISHED] = "vanished",
		[CHANGE_REMOVED] = "removed",
		[CHANGE_MOVED] = "moved",
		[CHANGE_KEPT] = "kept",
	};

	return names[kind];
}

struct change_log *change_log_open(void)
{
	return alloc_zeroed(1, sizeof(struct change_log));
}

void change_log_close(struct change_log **log)
{
	if (*log) {
		buf_release(&(*log)->changes);
		free((*log)->notes);
	}
	free(*log);
	*log = NULL;
}

static void add_part(struct buf *out, const struct buf *record, enum record_tag tag)
{
	struct record_part part = record_find(buf_string(record), record->length, tag);

	buf_add(out, part.bytes, strnlen(part.bytes, part.length));
	buf_add(out, "", 1);
}

void change_log_add(struct change_log *log, enum change_kind kind, const char *id,
	const char *to, const struct buf *record)
{
	const char letter = (char)kind;

	buf_add(&log->changes, &letter, 1);
	buf_add(&log->changes, id, strlen(id) + 1);
	add_part(&log->changes, record, RECORD_TITLE);
	add_part(&log->changes, record, RECORD_URL);
	buf_add(&log->changes, to, strlen(to) + 1);
	log->count++;
}

void change_log_drop(struct change_log *log)
{
	buf_clear(&log->changes);
	log->count = 0;
}

static bool parse_number(const char **text, char end, uint64_t *out)
{
	char *rest;

	*out = strtoull(*text, &rest, 16);
	if (rest == *text || *rest != end)
		return false;
	*text = rest + 1;
	return true;
}

bool change_note_parse(const char *key, struct change_note *out)
{
	key += sizeof(CHANGE_LOG_PREFIX) - 1;
	return parse_number(&key, ':', &out->number)
		&& parse_number(&key, ':', &out->time_s)
		&& parse_number(&key, '\0', &out->count);
}

static void write_key(const struct change_note *note, char out[KEY_MAX])
{
	snprintf(out, KEY_MAX, CHANGE_LOG_PREFIX "%016" PRIx64 ":%" PRIx64 ":%" PRIx64,
		note->number, note->time_s, note->count);
}

static void add_note(struct change_log *log, const struct change_note *note)
{
	log->notes = alloc_grow(
		log->notes, log->note_count, &log->note_room, sizeof(*log->notes));
	log->notes[log->note_count++] = *note;
	log->total += note->count;
	log->next = note->number + 1;
}

static bool load(struct change_log *log, struct index_writer *writer, struct error *err)
{
	SCOPED(buf_release) struct buf keys = {0};
	struct change_note note;

	if (log->loaded)
		return true;
	if (!index_writer_note_keys(writer, CHANGE_LOG_PREFIX, &keys, err))
		return false;
	for (size_t at = 0; at < keys.length; at += strlen(keys.bytes + at) + 1) {
		if (!change_note_parse(keys.bytes + at, &note))
			return error_set(err, ERROR_CORRUPT,
				"the index's notes on changes are damaged; rebuild it");
		add_note(log, &note);
	}
	log->loaded = true;
	return true;
}

/* The newest CHANGE_LOG_MOST changes are still there without the oldest note. */
static bool drop_old(
	struct change_log *log, struct index_writer *writer, struct error *err)
{
	char key[KEY_MAX];

	while (log->dropped < log->note_count
		&& log->total - log->notes[log->dropped].count >= CHANGE_LOG_MOST) {
		const struct change_note *oldest = &log->notes[log->dropped++];

		log->total -= oldest->count;
		write_key(oldest, key);
		if (!index_writer_note(writer, key, "", 0, err))
			return false;
	}
	return true;
}

bool change_log_write(
	struct change_log *log, struct index_writer *writer, struct error *err)
{
	struct change_note note;
	char key[KEY_MAX];

	if (!log->count)
		return true;
	if (!load(log, writer, err))
		return false;
	note = (struct change_note){log->next, (uint64_t)time(NULL), log->count};
	write_key(&note, key);
	if (!index_writer_note(writer, key, log->changes.bytes, log->changes.length, err))
		return false;
	add_note(log, &note);
	change_log_drop(log);
	return drop_old(log, writer, err);
}

bool change_log_copy(
	struct index_writer *from, struct index_writer *to, struct error *err)
{
	SCOPED(buf_release) struct buf keys = {0};
	SCOPED(buf_release) struct buf note = {0};

	if (!index_writer_note_keys(from, CHANGE_LOG_PREFIX, &keys, err))
		return false;
	for (size_t at = 0; at < keys.length; at += strlen(keys.bytes + at) + 1) {
		buf_clear(&note);
		if (!index_writer_noted(from, keys.bytes + at, &note, err)
			|| !index_writer_note(
				to, keys.bytes + at, buf_string(&note), note.length, err))
			return false;
	}
	return true;
}

bool change_note_next(const struct buf *note, size_t *offset, struct change *out)
{
	const char *texts[TEXTS];
	size_t at = *offset + 1;

	for (int i = 0; i < TEXTS; i++) {
		if (at >= note->length)
			return false;
		texts[i] = note->bytes + at;
		at += strlen(texts[i]) + 1;
	}
	*out = (struct change){(enum change_kind)note->bytes[*offset], texts[0], texts[1],
		texts[2], texts[3]};
	*offset = at;
	return out->kind > CHANGE_NONE && out->kind < CHANGE_KIND_COUNT;
}
