/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index_reader: reads one generation as it was when opened: postings, values,
 * terms. One reader a thread at a time. Any call may fail with ERROR_BUSY once
 * the writer has committed twice since: open a new reader and start over.
 */
#ifndef INDEX_INDEX_READER_H
#define INDEX_INDEX_READER_H

#include "base/buf.h"
#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct index_reader;

/*
 * Opens the generation in the folder path. ERROR_MISSING: there is none;
 * ERROR_CORRUPT: damaged, or of another schema.
 */
bool index_reader_open(const char *path, struct index_reader **out, struct error *err);
void index_reader_close(struct index_reader **reader);

struct index_facts {
	uint32_t documents;
	uint32_t last_document; /* highest document number ever given */
	uint64_t revision;      /* grows with every commit */
	uint64_t identity;      /* another one for an index built anew in its place */
	uint64_t forms_bytes;   /* of the list of forms that belong to this revision */
};

bool index_reader_facts(
	struct index_reader *reader, struct index_facts *out, struct error *err);

/* The number of the document with the id. ERROR_MISSING: none. */
bool index_reader_find(struct index_reader *reader, const char *id, size_t length,
	uint32_t *out, struct error *err);

/* The documents of one term, ascending. */
struct postings;

/* A term that is not in the index has no postings; that is no error. */
bool postings_open(struct index_reader *reader, const char *term, struct postings **out,
	struct error *err);
void postings_close(struct postings **postings);

/* How many documents have the term. */
uint32_t postings_count(const struct postings *postings);

/* Reads the next at most room ones; *count 0 is the end. */
bool postings_read(struct postings *postings, uint32_t *documents, uint32_t *weights,
	size_t room, size_t *count, struct error *err);

/*
 * Of the given documents, ascending: weights[i] is 0 where documents[i] has not
 * the term. Only on postings that nothing was read from yet.
 */
bool postings_read_among(struct postings *postings, const uint32_t *documents,
	size_t count, uint32_t *weights, struct error *err);

/* The values of one slot, in the order of the documents. */
struct value_stream;

bool value_stream_open(struct index_reader *reader, unsigned slot,
	struct value_stream **out, struct error *err);
void value_stream_close(struct value_stream **stream);

/*
 * The next value; *document 0 is the end. The bytes live until the next call.
 */
bool value_stream_next(struct value_stream *stream, uint32_t *document,
	const char **bytes, size_t *length, struct error *err);

/* Appends the value of one slot of a document, if it has one, to *out. */
bool index_reader_value(struct index_reader *reader, uint32_t document, unsigned slot,
	struct buf *out, struct error *err);

/*
 * Appends terms that begin with prefix, sorted, each with a NUL, at most max.
 */
bool index_reader_terms(struct index_reader *reader, const char *prefix, size_t max,
	struct buf *out, size_t *count, struct error *err);

/*
 * Keys of the notes (index_writer.h) that begin with a prefix, sorted. They
 * need not fit into memory together.
 */
struct note_stream;

bool note_stream_open(struct index_reader *reader, const char *prefix,
	struct note_stream **out, struct error *err);
void note_stream_close(struct note_stream **stream);

/* The next key, NULL at the end; it lives until the next call. */
bool note_stream_next(struct note_stream *stream, const char **key, struct error *err);

/* Appends the note's value to *out; nothing if there is none. */
bool index_reader_noted(
	struct index_reader *reader, const char *key, struct buf *out, struct error *err);

#ifdef __cplusplus
}
#endif

#endif
