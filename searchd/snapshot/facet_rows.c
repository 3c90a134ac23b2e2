/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snapshot/facet_rows.h"

#include "base/alloc.h"

#include <stdlib.h>

enum { BYTE = 8, CELL_BYTES_MAX = sizeof(uint32_t) };

/* In so many bytes are all numbers below the end. */
static unsigned bytes_below(uint32_t end)
{
	unsigned bytes = 1;

	while (bytes < CELL_BYTES_MAX && (end - 1) >> (bytes * BYTE))
		bytes++;
	return bytes;
}

/* At the end of a row, which grows by it. */
static struct facet_cell place_cell(const struct column *column, size_t *stride)
{
	struct facet_cell place = {.offset = (unsigned)*stride,
		.first_list = (uint32_t)column->values.count + 1};
	unsigned bytes;

	place.end = place.first_list + (uint32_t)column->list_numbers.count;
	bytes = bytes_below(place.end);
	place.mask = UINT32_MAX >> (CELL_BYTES_MAX - bytes) * BYTE;
	*stride += bytes;
	return place;
}

static void write_cell(const struct column *column, const struct facet_cell *place,
	uint32_t document, unsigned char *row)
{
	uint32_t cell = column->cells[document];
	uint32_t bytes;

	if (cell >= COLUMN_LIST)
		cell = cell - COLUMN_LIST + place->first_list;
	memcpy(&bytes, row + place->offset, sizeof(bytes));
	bytes = htole32(le32toh(bytes) | cell);
	memcpy(row + place->offset, &bytes, sizeof(bytes));
}

void facet_rows_make(const struct columns *columns, struct facet_rows *out)
{
	*out = (struct facet_rows){.columns = columns};
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		out->cells[i] = place_cell(&columns->facets[i], &out->stride);
	/* a cell is read with the bytes behind it */
	out->bytes = alloc_zeroed(columns->cell_count * out->stride + CELL_BYTES_MAX, 1);
	for (uint32_t d = 0; d < columns->cell_count; d++) {
		for (int i = 0; i < FIELD_FACET_COUNT; i++)
			write_cell(&columns->facets[i], &out->cells[i], d,
				out->bytes + d * out->stride);
		out->has_budgets |= columns->budgets[d] != 0;
	}
}

void facet_rows_release(struct facet_rows *rows)
{
	free(rows->bytes);
	*rows = (struct facet_rows){0};
}
