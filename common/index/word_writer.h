/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_writer: gives the words of documents their numbers in the dictionary of a
 * generation and counts the pages that have each. Files "dictionary" and "forms" of
 * the generation's folder; what a batch adds is in them before the engine's commit
 * refers to it. One thread.
 */
#ifndef INDEX_WORD_WRITER_H
#define INDEX_WORD_WRITER_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct word_writer;

/* Bytes of the two files that a commit refers to. */
struct word_bytes {
	uint64_t dictionary, forms;
};

/* Opens or makes the files. ERROR_CORRUPT: they are shorter. */
bool word_writer_open(const char *folder, struct word_bytes committed,
	struct word_writer **out, struct error *err);
void word_writer_close(struct word_writer **writer);

/* Before the first batch: cuts what is behind the bytes that count. */
bool word_writer_cut(struct word_writer *writer, struct error *err);

/* Counts a document in whose words were sent (sent_words.h); appends what to store. */
bool word_writer_add(struct word_writer *writer, const struct buf *sent,
	struct buf *stored, struct error *err);

/* Counts a document out whose words are stored (stored_words.h). */
bool word_writer_subtract(
	struct word_writer *writer, const struct buf *stored, struct error *err);

/* Counts a document of another generation in; appends what to store of it here. */
bool word_writer_take(struct word_writer *writer, struct word_writer *from,
	const struct buf *stored_there, struct buf *stored, struct error *err);

/* What the batch changed is on disk, and a commit is to refer to so much. */
bool word_writer_commit(
	struct word_writer *writer, struct word_bytes *out, struct error *err);

#ifdef __cplusplus
}
#endif

#endif
