/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * snapshot: one revision of one generation, with everything about it that
 * queries need in memory: readers, columns of values, the mapped store.
 * Read-only once loaded, but for what is kept of postings, which locks itself, and
 * the readers, which are lent to one thread at a time; counted, and freed when the last holder lets go.
 */
#ifndef SEARCHD_SNAPSHOT_SNAPSHOT_H
#define SEARCHD_SNAPSHOT_SNAPSHOT_H

#include "base/error.h"
#include "index/generation.h"
#include "index/index_reader.h"
#include "index/posting_cache.h"
#include "index/posting_warmup.h"
#include "index/records.h"
#include "revision/columns.h"
#include "revision/duplicates.h"
#include "snapshot/facet_rows.h"
#include "snapshot/value_names.h"
#include "words/revision_words.h"
#include "words/word_numbers.h"

#include <stdint.h>
#include <time.h>

struct tables;

enum { SNAPSHOT_READERS = 16 }; /* more threads wait for one */

struct snapshot {
	unsigned generation; /* number */
	uint64_t identity, revision;
	uint32_t documents;
	uint32_t last_document;
	struct columns columns;
	struct facet_rows rows;       /* of the columns */
	float *norms;                 /* one a document: length_norms.h */
	struct duplicates duplicates; /* which documents are one page */
	struct records records;
	uint64_t dictionary_bytes, forms_bytes; /* of the two lists */
	struct word_numbers *numbers;           /* of the dictionary */
	struct revision_words *words;   /* of its pages; NULL: nothing needs them */
	struct value_names *names;      /* of its cities and clusters */
	struct own_tables *own;         /* what it adds to the tables; NULL: nothing */
	struct posting_cache *postings; /* all readers' */
	struct posting_warmup *warmup;  /* the preparer's; NULL: there is none */
	struct reader_pool *readers;
	time_t begun, loaded;         /* when: the generation's folder, the snapshot */
	unsigned holders;             /* under the shelf's lock, as is the next */
	struct snapshot *next_unused; /* of those that nobody holds */
};

/*
 * ERROR_BUSY: the index moved on while loading; try again. known, of which the
 * caller is a holder, lends what is the same in both; NULL: there is none. Of
 * postings it keeps as many bytes.
 */
bool snapshot_load(const struct generation *generation, const struct snapshot *known,
	size_t postings_bytes, struct snapshot **out, struct error *err);
void snapshot_free(struct snapshot **snapshot);

/*
 * What can wait until a snapshot is served, but better not until somebody asks:
 * each call does a part, until it is prepared. For one thread.
 */
bool snapshot_is_prepared(const struct snapshot *snapshot);
void snapshot_prepare(struct snapshot *snapshot);

/* A reader of exactly this revision, for one thread, until it is given back. */
struct index_reader *snapshot_borrow(struct snapshot *snapshot);
void snapshot_give_back(struct snapshot *snapshot, struct index_reader *reader);

/* The tables with what the index adds to them; live as long as the snapshot. NULL: nothing. */
const struct tables *snapshot_tables(const struct snapshot *snapshot);

/* The stored words of a document; size 0 if it has none. */
const char *snapshot_words(
	const struct snapshot *snapshot, uint32_t document, size_t *size);

/*
 * Asks the memory for them: they are read soon. It can only be asked once it is known
 * where they are: that is asked for earlier still.
 */
void snapshot_expect_place(const struct snapshot *snapshot, uint32_t document);
void snapshot_expect_words(const struct snapshot *snapshot, uint32_t document);
void snapshot_expect_record(const struct snapshot *snapshot, uint32_t document);

/* The record of a document replaces what is in *out: nothing if it has none. */
void snapshot_record(const struct snapshot *snapshot, uint32_t document,
	struct unpacker *unpacker, struct buf *out);

#endif
