/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "base/scope.h"
#include "dice.h"
#include "snapshot/facet_rows.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

enum { DOCUMENTS = 500, LISTS = 7 };

/* How many values each field has: its cells need one byte, two, three. */
static const uint32_t value_counts[FIELD_FACET_COUNT] = {
	[FIELD_CITY] = 70000,
	[FIELD_CLUSTER] = 248, /* with the lists, 255 is the last cell */
	[FIELD_YEAR] = 249,
	[FIELD_TYPE] = 3,
	[FIELD_LANGUAGE] = 0,
};

static void add_numbers(struct string_table *table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		char name[16];
		int length = snprintf(name, sizeof(name), "%u", i);

		string_table_add(table, name, (size_t)length);
	}
}

/* Any cell of the column; the first documents have its extremes. */
static uint32_t invent_cell(uint32_t document, uint32_t values, uint64_t *seed)
{
	const uint32_t extremes[] = {0, values, COLUMN_LIST, COLUMN_LIST + LISTS - 1};

	if (!values)
		return 0;
	if (document < COUNT(extremes))
		return extremes[document];
	return dice_roll(seed, 2) ? dice_roll(seed, values + 1)
				  : COLUMN_LIST + dice_roll(seed, LISTS);
}

static void make_columns(struct columns *out)
{
	uint64_t seed = 1848;

	*out = (struct columns){.cell_count = DOCUMENTS};
	out->budgets = alloc_zeroed(DOCUMENTS, sizeof(*out->budgets));
	for (int f = 0; f < FIELD_FACET_COUNT; f++) {
		struct column *column = &out->facets[f];
		uint32_t values = value_counts[f];

		add_numbers(&column->values, values);
		add_numbers(&column->list_numbers, values ? LISTS : 0);
		column->cells = alloc_zeroed(DOCUMENTS, sizeof(*column->cells));
		for (uint32_t d = 0; d < DOCUMENTS; d++)
			column->cells[d] = invent_cell(d, values, &seed);
	}
}

static uint32_t cell_of(const struct facet_rows *rows, int field, uint32_t document)
{
	return facet_rows_read(
		&rows->cells[field], rows->bytes + document * rows->stride);
}

static void a_row_has_the_cells_of_all_fields(void **state)
{
	SCOPED(columns_release) struct columns columns = {0};
	SCOPED(facet_rows_release) struct facet_rows rows = {0};

	(void)state;
	make_columns(&columns);
	facet_rows_make(&columns, &rows);
	for (int f = 0; f < FIELD_FACET_COUNT; f++) {
		assert_int_equal(rows.cells[f].first_list, value_counts[f] + 1);
		for (uint32_t d = 0; d < DOCUMENTS; d++) {
			uint32_t cell = columns.facets[f].cells[d];

			if (cell >= COLUMN_LIST)
				cell = cell - COLUMN_LIST + value_counts[f] + 1;
			assert_int_equal(cell_of(&rows, f, d), cell);
		}
	}
}

static void a_cell_has_as_many_bytes_as_its_field_needs(void **state)
{
	SCOPED(columns_release) struct columns columns = {0};
	SCOPED(facet_rows_release) struct facet_rows rows = {0};

	(void)state;
	make_columns(&columns);
	facet_rows_make(&columns, &rows);
	assert_int_equal(rows.cells[FIELD_CITY].mask, 0xFFFFFF);
	assert_int_equal(rows.cells[FIELD_CLUSTER].mask, 0xFF);
	assert_int_equal(rows.cells[FIELD_YEAR].mask, 0xFFFF);
	assert_int_equal(rows.cells[FIELD_TYPE].mask, 0xFF);
	/* the fields but these four have at most one value */
	assert_int_equal(rows.stride, 3 + 1 + 2 + 1 + (FIELD_FACET_COUNT - 4));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_has_the_cells_of_all_fields),
		cmocka_unit_test(a_cell_has_as_many_bytes_as_its_field_needs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
