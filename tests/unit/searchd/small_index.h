/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * small_index: an index of a few pages for a test, in a folder of its own,
 * built from words as the indexer does.
 */
#ifndef TESTS_SMALL_INDEX_H
#define TESTS_SMALL_INDEX_H

#include "index/generation.h"
#include "index/index_writer.h"
#include "index/record.h"
#include "snapshot.h"
#include "tables.h"
#include "temporary.h"
#include "text/analyzer.h"

struct small_index {
	struct temporary folder; /* the index itself */
	struct generation generation;
	struct index_writer *writer;
	struct analyzer *analyzer;
	struct analysis analysis;
	struct snapshot *snapshot;
	struct tables tables;
};

struct small_page {
	const char *id, *title, *text; /* a line is a block */
	enum language language;
	const char *date;
	const char *values[FIELD_FACET_COUNT]; /* parted by tabs; NULL: none */
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
	must(analyzer_open(&index->analyzer, &err));
	must(tables_open(&index->tables, &err));
	small_index_begin_generation(index);
}

static inline void small_index_release(struct small_index *index)
{
	snapshot_free(&index->snapshot);
	index_writer_close(&index->writer);
	generation_release(&index->generation);
	analyzer_close(&index->analyzer);
	tables_close(&index->tables);
	analysis_release(&index->analysis);
	temporary_remove(&index->folder);
}

static inline void small_index_add_words(struct small_index *index, const char *text,
	size_t length, enum language language, enum field field, struct entry *entry,
	struct buf *stream)
{
	struct analysis *analysis = &index->analysis;

	analysis_clear(analysis);
	analyzer_analyze(
		index->analyzer, ANALYZER_PAGE, text, length, language, analysis);
	for (size_t i = 0; i < analysis->term_count; i++) {
		struct buf prefixed = {0};

		buf_add_format(&prefixed, "%s%s", fields[field].prefix,
			analysis_term(analysis, i));
		entry_add_term(entry, analysis_term(analysis, i),
			analysis->terms[i].length, fields[field].weight);
		if (field != FIELD_BODY)
			entry_add_term(entry, prefixed.bytes, prefixed.length, 1);
		buf_release(&prefixed);
	}
	for (size_t i = 0; i < analysis->word_count; i++) {
		const struct analyzed_word *word = &analysis->words[i];

		if (word->role == WORD_HYPHENATED)
			continue;
		buf_add(stream, (const char *)&analysis->terms[word->first_term].hash,
			sizeof(uint32_t));
		entry->length++;
	}
}

static inline void small_index_add_blocks(struct small_index *index,
	const struct small_page *page, struct entry *entry, struct buf *stream,
	struct buf *blocks)
{
	static const uint32_t gap = 0;
	const char *end = page->text + strlen(page->text);

	for (const char *line = page->text; line < end;) {
		const char *newline = strchr(line, '\n');
		const char *next = newline ? newline + 1 : end;
		uint32_t block_end = (uint32_t)(next - page->text);
		char kinds[] = {0, (char)page->language};

		buf_add(stream, (const char *)&gap, sizeof(gap));
		small_index_add_words(index, line, (size_t)(next - line), page->language,
			FIELD_BODY, entry, stream);
		buf_add(blocks, (const char *)&block_end, sizeof(block_end));
		buf_add(blocks, kinds, sizeof(kinds));
		line = next;
	}
}

static inline void small_index_build(
	struct small_index *index, const struct small_page *page, struct entry *entry)
{
	SCOPED(buf_release) struct buf stream = {0};
	SCOPED(buf_release) struct buf blocks = {0};
	const char *title = page->title ? page->title : "";

	entry_clear(entry);
	buf_add_string(&entry->id, page->id);
	buf_add_string(&entry->date, page->date ? page->date : "");
	record_add(&entry->record, RECORD_ID, page->id, strlen(page->id));
	record_add(&entry->record, RECORD_TITLE, title, strlen(title));
	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		if (page->values[i])
			entry_add_value(entry, (enum field)i, page->values[i]);
	}
	small_index_add_words(
		index, title, strlen(title), page->language, FIELD_TITLE, entry, &stream);
	small_index_add_blocks(index, page, entry, &stream, &blocks);
	record_add(&entry->record, RECORD_TEXT, page->text, strlen(page->text));
	record_add(&entry->record, RECORD_BLOCKS, buf_string(&blocks), blocks.length);
	record_add(&entry->record, RECORD_STREAM, buf_string(&stream), stream.length);
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
	must(snapshot_load(&index->generation, &index->snapshot, &err));
	return index->snapshot;
}

static inline struct record_part small_index_id(
	const struct snapshot *snapshot, uint32_t document)
{
	size_t size;
	const char *record = snapshot_record(snapshot, document, &size);

	return record_find(record, size, RECORD_ID);
}

#endif
