/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * small_index: an index of a few pages for a test, in a folder of its own,
 * built from words as the indexer does.
 */
#ifndef TESTS_UNIT_SEARCHD_SMALL_INDEX_H
#define TESTS_UNIT_SEARCHD_SMALL_INDEX_H

#include "base/alloc.h"
#include "entries/build.h"
#include "index/generation.h"
#include "index/index_writer.h"
#include "index/record.h"
#include "snapshot/snapshot.h"
#include "snapshot/tables.h"
#include "temporary.h"
#include "text/analyzer.h"

enum { SMALL_INDEX_KEPT = 1 << 20 }; /* bytes of postings */

struct small_index {
	struct temporary folder; /* the index itself */
	struct generation generation;
	struct index_writer *writer;
	struct build *build;
	struct analyzer *analyzer; /* of queries */
	struct analysis analysis;  /* scratch */
	struct snapshot *snapshot;
	struct tables tables;
};

struct small_page {
	const char *id, *title, *text; /* a line is a block */
	enum language language;
	const char *date;
	const char *values[FIELD_FILTER_COUNT]; /* parted by tabs; NULL: none */
};

/* The next generation; it answers from the first commit on. */
static inline void small_index_begin_generation(struct small_index *index)
{
	index_writer_close(&index->writer);
	generation_release(&index->generation);
	must(generation_create(index->folder.path, &index->generation, &err));
	must(index_writer_open(index->generation.path, &index->writer, &err));
	must(index_writer_begin(index->writer, &err));
}

static inline void small_index_make(struct small_index *index)
{
	*index = (struct small_index){0};
	temporary_make(&index->folder);
	must(build_open(ANALYSIS_FULL, &index->build, &err));
	must(analyzer_open(&index->analyzer, &err));
	must(tables_open(&index->tables, &err));
	small_index_begin_generation(index);
}

static inline void small_index_release(struct small_index *index)
{
	snapshot_free(&index->snapshot);
	index_writer_close(&index->writer);
	generation_release(&index->generation);
	build_close(&index->build);
	analyzer_close(&index->analyzer);
	analysis_release(&index->analysis);
	tables_close(&index->tables);
	temporary_remove(&index->folder);
}

static inline void small_index_build(
	struct small_index *index, const struct small_page *page, struct entry *entry)
{
	SCOPED(document_release)
	struct document document = {
		.id = alloc_string(page->id), .language = page->language};
	const char *end = page->text + strlen(page->text);

	if (page->title)
		document.title = alloc_string(page->title);
	for (const char *line = page->text; line < end;) {
		size_t length = strcspn(line, "\n");

		document_add_block(&document, BLOCK_TEXT, line, length);
		line += length + 1;
	}
	build_entry(index->build, &document, entry);
	buf_add_string(&entry->date, page->date ? page->date : "");
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		buf_clear(&entry->values[i]);
		if (page->values[i])
			entry_add_value(entry, (enum field)i, page->values[i]);
	}
}

static inline void small_index_put(
	struct small_index *index, const struct small_page *page)
{
	SCOPED(entry_release) struct entry entry = {0};

	small_index_build(index, page, &entry);
	must(index_writer_put(index->writer, &entry, &err));
}

/* Commits, makes the generation the current one and begins the next batch. */
static inline void small_index_commit(struct small_index *index)
{
	must(index_writer_commit(index->writer, &err));
	must(generation_switch(index->folder.path, &index->generation, 1, &err));
	must(index_writer_begin(index->writer, &err));
}

/* Commits and loads what is there now. */
static inline const struct snapshot *small_index_load(struct small_index *index)
{
	small_index_commit(index);
	snapshot_free(&index->snapshot);
	must(snapshot_load(
		&index->generation, NULL, SMALL_INDEX_KEPT, &index->snapshot, &err));
	return index->snapshot;
}

/* The same, and lends what it can from the snapshot before, as the daemon does. */
static inline const struct snapshot *small_index_follow(struct small_index *index)
{
	struct snapshot *before = index->snapshot;

	small_index_commit(index);
	must(snapshot_load(
		&index->generation, before, SMALL_INDEX_KEPT, &index->snapshot, &err));
	snapshot_free(&before);
	return index->snapshot;
}

/* The record of a document replaces what is in *out. */
static inline void small_index_record(
	const struct snapshot *snapshot, uint32_t document, struct buf *out)
{
	SCOPED(unpacker_free) struct unpacker *unpacker = unpacker_create();

	snapshot_record(snapshot, document, unpacker, out);
}

/* Until the next call. */
static inline struct record_part small_index_id(
	const struct snapshot *snapshot, uint32_t document)
{
	static struct buf record;

	small_index_record(snapshot, document, &record);
	return record_find(buf_string(&record), record.length, RECORD_ID);
}

#endif
