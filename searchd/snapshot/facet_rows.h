/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * facet_rows: the cells of all facets of a document side by side, each in as few
 * bytes as its field's values need, so that counting a match in every field reads
 * one place of the memory. Made of the columns of a revision; then read only.
 */
#ifndef SEARCHD_SNAPSHOT_FACET_ROWS_H
#define SEARCHD_SNAPSHOT_FACET_ROWS_H

#include "revision/columns.h"

#include <endian.h>
#include <stdbool.h>
#include <string.h>

/*
 * Where a field stands in a row, and as what: 0 no value, then ordinals + 1, then the
 * numbers of lists, from first_list on.
 */
struct facet_cell {
	unsigned offset;
	uint32_t mask; /* of the bytes from there on */
	uint32_t first_list, end;
};

struct facet_rows {
	const struct columns *columns;
	unsigned char *bytes;
	size_t stride;
	bool has_budgets; /* some document tells one */
	struct facet_cell cells[FIELD_FACET_COUNT];
};

/* columns outlive the rows, which the caller releases. */
void facet_rows_make(const struct columns *columns, struct facet_rows *out);
void facet_rows_release(struct facet_rows *rows);

/* The cell in a document's row, which begins at bytes + document * stride. */
static inline uint32_t facet_rows_read(
	const struct facet_cell *place, const unsigned char *row)
{
	uint32_t bytes;

	memcpy(&bytes, row + place->offset, sizeof(bytes));
	return le32toh(bytes) & place->mask;
}

#endif
