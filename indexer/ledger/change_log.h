/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * change_log: what became of documents, and when. Each batch leaves one note
 * of the index that is committed with it, so that the log tells all that was
 * committed and nothing else:
 *
 *	change:NUMBER:TIME:COUNT      COUNT changes, in the order they were made
 *
 * NUMBER (16 digits) grows, TIME is in seconds since 1970, all hexadecimal. The
 * oldest notes are dropped when the others have CHANGE_LOG_MOST changes.
 */
#ifndef INDEXER_LEDGER_CHANGE_LOG_H
#define INDEXER_LEDGER_CHANGE_LOG_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CHANGE_LOG_PREFIX "change:"

enum { CHANGE_LOG_MOST = 100000 };

/* Never renumbered. */
enum change_kind {
	CHANGE_NONE,
	CHANGE_NEW,
	CHANGE_CHANGED,
	CHANGE_VANISHED, /* its source has it no more */
	CHANGE_REMOVED,  /* by hand */
	CHANGE_MOVED,    /* the same page has another id now */
	CHANGE_KEPT,     /* vanished, and kept */
	CHANGE_KIND_COUNT
};

const char *change_kind_name(enum change_kind kind);

struct change {
	enum change_kind kind;
	const char *id;
	const char *title; /* "": none; so are the others */
	const char *url;
	const char *to; /* CHANGE_MOVED: the new id */
};

struct index_writer;
struct change_log;

/* The caller closes it. */
struct change_log *change_log_open(void);
void change_log_close(struct change_log **log);

/* Remembers a change; title and url are read off the record. */
void change_log_add(struct change_log *log, enum change_kind kind, const char *id,
	const char *to, const struct buf *record);

/* Before a commit: notes what was remembered. */
bool change_log_write(
	struct change_log *log, struct index_writer *writer, struct error *err);

/* What was remembered is not to be noted. */
void change_log_drop(struct change_log *log);

/* Notes in one generation what another has noted. */
bool change_log_copy(
	struct index_writer *from, struct index_writer *to, struct error *err);

struct change_note {
	uint64_t number, time_s, count;
};

/* What the key of a note says. False: it is damaged. */
bool change_note_parse(const char *key, struct change_note *out);

/* The change at *offset of a note, which moves on; it points into it. False: the end. */
bool change_note_next(const struct buf *note, size_t *offset, struct change *out);

#endif
