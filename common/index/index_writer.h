/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index_writer: changes one generation. Everything happens in batches: what
 * was put, removed and noted since index_writer_begin() becomes visible with
 * index_writer_commit() or not at all. One thread, one writer a generation;
 * the caller holds the index's lock.
 */
#ifndef INDEX_INDEX_WRITER_H
#define INDEX_INDEX_WRITER_H

#include "base/buf.h"
#include "base/error.h"
#include "index/entry.h"
#include "index/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct index_writer;

/*
 * Opens the generation in the folder path, or makes an empty one in it.
 * ERROR_CORRUPT: it cannot be read, or is of another schema.
 */
bool index_writer_open(const char *path, struct index_writer **out, struct error *err);

/*
 * The same, of a generation that nobody reads yet: its documents cost less, and
 * no reader sees them before index_writer_merge(). It is opened so again until then.
 */
bool index_writer_open_unread(
	const char *path, struct index_writer **out, struct error *err);

/*
 * Between batches: has all documents where readers look for them, on disk and
 * without gaps. Nothing to do for a generation that was not opened as unread.
 */
bool index_writer_merge(struct index_writer *writer, struct error *err);

/* What was not committed is dropped. */
void index_writer_close(struct index_writer **writer);

/*
 * ERROR_CORRUPT: the bytes are not those that were left (manifest.h). It is asked
 * once, before anything is written; it costs a pass over the engine's files. What
 * a torn batch left in the stores is cut off.
 */
bool index_writer_vouch(struct index_writer *writer, struct error *err);

/* Vouches, then begins a batch. */
bool index_writer_begin(struct index_writer *writer, struct error *err);
bool index_writer_commit(struct index_writer *writer, struct error *err);

/* When no batch is begun: vouches for the generation's bytes if nothing does yet. */
bool index_writer_seal(struct index_writer *writer, struct error *err);

/* Adds the entry, in place of the document with its id if there is one. */
bool index_writer_put(
	struct index_writer *writer, const struct entry *entry, struct error *err);

/* No error if there is no such document. */
bool index_writer_remove(
	struct index_writer *writer, const char *id, size_t length, struct error *err);

/* The record of the document with the id replaces what is in *record. *found: there is one. */
bool index_writer_find(struct index_writer *writer, const char *id, size_t length,
	struct buf *record, bool *found, struct error *err);

/* Whether there is a document with the id. */
bool index_writer_has(struct index_writer *writer, const char *id, size_t length,
	bool *out, struct error *err);

/*
 * Puts a part before the others of the document's record; the document is the
 * same otherwise. No error if there is no such document.
 */
bool index_writer_mark(struct index_writer *writer, const char *id, size_t length,
	enum record_tag tag, const char *text, struct error *err);

/* Adds a document as another generation has it; there is none with its id here. */
bool index_writer_take(struct index_writer *writer, struct index_writer *from,
	const char *id, size_t length, struct error *err);

/* Notes are kept with the documents, in the same batches. Length 0 deletes. */
bool index_writer_note(struct index_writer *writer, const char *key, const char *value,
	size_t length, struct error *err);

/* Appends the note's value to *out; nothing if there is none. */
bool index_writer_noted(
	struct index_writer *writer, const char *key, struct buf *out, struct error *err);

/*
 * Appends the keys that begin with prefix to *out, sorted, each with a NUL.
 */
bool index_writer_note_keys(struct index_writer *writer, const char *prefix,
	struct buf *out, struct error *err);

/* Documents in the generation, uncommitted changes included. */
bool index_writer_documents(
	struct index_writer *writer, uint32_t *out, struct error *err);

#ifdef __cplusplus
}
#endif

#endif
