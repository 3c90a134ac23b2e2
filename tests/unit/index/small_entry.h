/* SPDX-License-Identifier: GPL-2.0-or-later */
/* small_entry: an entry of one term, and the folder of a generation to put it in. */
#ifndef TESTS_UNIT_INDEX_SMALL_ENTRY_H
#define TESTS_UNIT_INDEX_SMALL_ENTRY_H

#include "index/entry.h"
#include "index/index_reader.h"
#include "index/index_writer.h"
#include "temporary.h"

/* Puts a page with the id, the terms (parted by blanks) and a record. */
static inline void put_entry(struct index_writer *writer, const char *id,
	const char *terms, const char *record)
{
	SCOPED(entry_release) struct entry entry = {0};

	buf_add_string(&entry.id, id);
	buf_add_string(&entry.record, record);
	entry.length = 1;
	for (const char *term = terms; *term; term += strspn(term, " ")) {
		size_t length = strcspn(term, " ");

		entry_add_term(&entry, term, length, 1);
		term += length;
	}
	must(index_writer_put(writer, &entry, &err));
}

static inline struct index_writer *open_writer(const struct temporary *folder)
{
	struct index_writer *writer = NULL;

	must(index_writer_open(folder->path, &writer, &err));
	return writer;
}

static inline struct index_reader *open_reader(const struct temporary *folder)
{
	struct index_reader *reader = NULL;

	must(index_reader_open(folder->path, &reader, &err));
	return reader;
}

/* How many documents of the last commit have the term. */
static inline uint32_t documents_with(const struct temporary *folder, const char *term)
{
	SCOPED(index_reader_close) struct index_reader *reader = open_reader(folder);
	uint32_t frequency = 0;

	must(index_reader_frequency(reader, term, &frequency, &err));
	return frequency;
}

#endif
