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
#include "index/term_sums.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct index_reader;
struct posting_cache;

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
	/* of the files that belong to this revision: */
	uint64_t dictionary_bytes, forms_bytes;
};

bool index_reader_facts(
	struct index_reader *reader, struct index_facts *out, struct error *err);

/*
 * From now on what is decoded is kept in the cache, and what is kept there is not
 * decoded: it is of the same revision, outlives the reader, and may be shared by
 * readers of other threads. A reader without one keeps nothing.
 */
void index_reader_keep_in(struct index_reader *reader, struct posting_cache *cache);

/* The number of the document with the id. ERROR_MISSING: none. */
bool index_reader_find(struct index_reader *reader, const char *id, size_t length,
	uint32_t *out, struct error *err);

/* How many documents have the term. */
bool index_reader_frequency(
	struct index_reader *reader, const char *term, uint32_t *out, struct error *err);

/*
 * The documents that have the term, with how often it counts in each, at most
 * UINT16_MAX; none if the term is not in the index. *out lives until
 * index_reader_rest(). posting_list_release() it before.
 */
bool index_reader_postings(struct index_reader *reader, const char *term,
	struct posting_list *out, struct error *err);

/* Those of the given documents, ascending, that have the term; else the same. */
bool index_reader_postings_among(struct index_reader *reader, const char *term,
	const uint32_t *documents, size_t count, struct posting_list *out,
	struct error *err);

/*
 * Appends the terms of a document, each with a NUL, and how often each counts, a
 * uint32_t each; nothing if there is no such document. Terms that hold a NUL, for
 * which nobody can ask here, are left out.
 */
bool index_reader_document_terms(struct index_reader *reader, uint32_t document,
	struct buf *terms, struct buf *counts, struct error *err);

/* Between two queries: lets all postings go that it gave out. */
void index_reader_rest(struct index_reader *reader);

/* For whoever holds the reader to add up postings; to be left empty. */
struct term_sums *index_reader_sums(struct index_reader *reader);

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
