/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * columns: the values of all documents in dense arrays, one cell a document,
 * so that counting a facet costs a few nanoseconds a match.
 */
#ifndef REVISION_COLUMNS_H
#define REVISION_COLUMNS_H

#include "base/error.h"
#include "base/string_table.h"
#include "index/entry.h"
#include "index/field.h"
#include "index/index_reader.h"

#include <stdint.h>

/* A cell: 0 no value, below COLUMN_LIST one ordinal + 1, else a list's number. */
#define COLUMN_LIST 0x80000000U

struct column {
	struct string_table values; /* ordinal -> value */
	struct string_table keys;   /* latin_ascii() of the values */
	uint32_t *key_ordinals;     /* key -> ordinal of the first value that has it */
	size_t key_room;
	uint32_t *cells; /* one a document number */
	uint32_t *lists; /* per list: its length, then ordinals */
	struct string_table
		list_numbers;  /* of the joined values: equal lists are kept once */
	uint32_t *list_starts; /* in lists */
	size_t list_length, list_room, list_starts_room;
};

struct columns {
	struct column facets[FIELD_FACET_COUNT];
	uint32_t *dates;            /* YYYYMMDD, 00 where unknown; 0 undated */
	uint64_t *budgets;          /* euro cents; 0 not known */
	struct entry_place *places; /* size_bytes 0: no such document */
	uint32_t cell_count;        /* documents are numbered below it */
	uint64_t total_length;      /* words of all documents */
};

/* Reads all values. ERROR_BUSY: the index moved on. */
bool columns_load(struct index_reader *reader, struct columns *out, struct error *err);

/* Documents that were added, replaced or removed, ascending. {0}: none. */
struct changed_documents {
	uint32_t *documents;
	size_t count, room;
};

void changed_documents_release(struct changed_documents *changed);

/*
 * The same from the columns of an earlier revision of the same index: only what
 * changed since is read, which is what has its record at another place. The
 * caller releases *out_changed, too.
 */
bool columns_refresh(struct index_reader *reader, const struct columns *known,
	struct columns *out, struct changed_documents *out_changed, struct error *err);
void columns_release(struct columns *columns);

/* The ordinals of one cell. */
struct ordinals {
	uint32_t single; /* what items points to if there is just one */
	const uint32_t *items;
	size_t count;
};

/* Fills *out; it points into itself or the column, so it is not to be copied. */
static inline void column_ordinals(
	const struct column *column, uint32_t document, struct ordinals *out)
{
	uint32_t cell = column->cells[document];

	if (cell < COLUMN_LIST) {
		out->single = cell - 1;
		out->items = &out->single;
		out->count = cell != 0;
	} else {
		const uint32_t *list =
			column->lists + column->list_starts[cell - COLUMN_LIST];

		out->items = list + 1;
		out->count = *list;
	}
}

/*
 * The ordinal of a value typed by a visitor: as it is, or in other case,
 * without accents, in another script. STRING_TABLE_NONE: no document has it.
 */
uint32_t column_find(const struct column *column, const char *value);

#endif
