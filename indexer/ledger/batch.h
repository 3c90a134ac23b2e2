/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * batch: changes to a generation, grouped so that each group is on disk and
 * visible as a whole or not at all. Documents and the notes on their sources
 * go through the same batch and so never disagree.
 */
#ifndef INDEXER_LEDGER_BATCH_H
#define INDEXER_LEDGER_BATCH_H

#include "base/buf.h"
#include "base/error.h"
#include "index/entry.h"
#include "ledger/change_log.h"

#include <stddef.h>
#include <stdint.h>

struct batch;

enum batch_mode {
	BATCH_SHORT, /* others watch: small batches, at least every two seconds */
	BATCH_LONG,  /* nobody reads it yet: batches of the size that costs least */
	BATCH_DRY,   /* nothing is put or removed, and nothing is kept */
};

/* Opens the generation in the folder path, or makes one. */
bool batch_open(
	const char *path, enum batch_mode mode, struct batch **out, struct error *err);

/* ERROR_CORRUPT: the generation's bytes are not those that were left. */
bool batch_vouch(struct batch *batch, struct error *err);

/* What was not committed is dropped. */
void batch_close(struct batch **batch);

bool batch_put(struct batch *batch, const struct entry *entry, struct error *err);
bool batch_remove(struct batch *batch, const char *id, size_t length, struct error *err);

/* The same, with what becomes of it; to: its new id if it moved, else "". */
bool batch_remove_as(struct batch *batch, enum change_kind kind, const char *id,
	const char *to, struct error *err);

bool batch_has(
	struct batch *batch, const char *id, size_t length, bool *out, struct error *err);

/* Puts the document as another generation has it. */
bool batch_take(struct batch *batch, struct batch *from, const char *id, size_t length,
	struct error *err);

/* The document stays, and says that its source has it no more. */
bool batch_keep_vanished(struct batch *batch, const char *id, struct error *err);

/*
 * From now on changes are told against another generation, whose log is taken
 * over: a rebuild puts all documents, but few of them are news. The batch of the
 * other generation must outlive this one or its last commit.
 */
bool batch_succeed(struct batch *batch, struct batch *before, struct error *err);

/* Whether the other generation, if there is one, lacks what was put last. */
bool batch_put_news(const struct batch *batch);

/* What the other generation has and this one has not: its record, and what became of it. */
bool batch_tell_gone(struct batch *batch, enum change_kind kind, const char *to,
	const char *record, size_t size, struct error *err);

/* Notes as in index_writer.h; they can be read back before the commit. */
bool batch_note(struct batch *batch, const char *key, const char *value, size_t length,
	struct error *err);
bool batch_noted(
	struct batch *batch, const char *key, struct buf *out, struct error *err);
bool batch_note_keys(
	struct batch *batch, const char *prefix, struct buf *out, struct error *err);

/*
 * Between two documents: commits if the batch is large or old enough. Commits
 * and then fails with ERROR_BUSY if the process is asked to end (stop.h).
 */
bool batch_rest(struct batch *batch, struct error *err);

/*
 * Commits what is left and vouches for every byte of the generation. What is in
 * long batches no reader finds before.
 */
bool batch_finish(struct batch *batch, struct error *err);

/* Documents in the generation; a dry batch tells those it found. */
bool batch_documents(struct batch *batch, uint32_t *out, struct error *err);

#endif
