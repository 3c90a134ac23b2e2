/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/columns.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "text/latin.h"

#include <stdlib.h>
#include <string.h>

static void column_release(struct column *column)
{
	string_table_release(&column->values);
	string_table_release(&column->keys);
	string_table_release(&column->list_numbers);
	free(column->key_ordinals);
	free(column->cells);
	free(column->lists);
	free(column->list_starts);
}

void columns_release(struct columns *columns)
{
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		column_release(&columns->facets[i]);
	free(columns->dates);
	free(columns->places);
	*columns = (struct columns){0};
}

static void add_key(struct column *column, uint32_t ordinal, const char *value)
{
	SCOPED(buf_release) struct buf key = {0};
	size_t before = column->keys.count;
	uint32_t number;

	latin_ascii(value, strlen(value), &key);
	number = string_table_add(&column->keys, buf_string(&key), key.length);
	if (number < before)
		return;
	column->key_ordinals = alloc_grow(column->key_ordinals, number, &column->key_room,
		sizeof(*column->key_ordinals));
	column->key_ordinals[number] = ordinal;
}

static uint32_t ordinal_of(struct column *column, const char *value, size_t length)
{
	size_t before = column->values.count;
	uint32_t ordinal = string_table_add(&column->values, value, length);

	if (ordinal == before)
		add_key(column, ordinal, string_table_get(&column->values, ordinal));
	return ordinal;
}

static void push(struct column *column, uint32_t number)
{
	column->lists = alloc_grow(
		column->lists, column->list_length, &column->list_room, sizeof(uint32_t));
	column->lists[column->list_length++] = number;
}

/* Adds a value to the list that starts at start, unless it is there. */
static void push_once(struct column *column, size_t start, uint32_t ordinal)
{
	for (size_t i = start + 1; i < column->list_length; i++) {
		if (column->lists[i] == ordinal)
			return;
	}
	push(column, ordinal);
	column->lists[start]++;
}

/* Keeps the values, parted by VALUE_SEPARATOR, as a list; yields its cell. */
static uint32_t list_cell(struct column *column, const char *values, size_t length)
{
	size_t before = column->list_numbers.count;
	uint32_t number = string_table_add(&column->list_numbers, values, length);
	const char *end = values + length;
	size_t start = column->list_length;

	if (number < before)
		return COLUMN_LIST + number;
	column->list_starts = alloc_grow(column->list_starts, number,
		&column->list_starts_room, sizeof(*column->list_starts));
	column->list_starts[number] = (uint32_t)start;
	push(column, 0);
	for (const char *value = values; value < end;) {
		const char *separator =
			memchr(value, VALUE_SEPARATOR, (size_t)(end - value));
		size_t value_length = (size_t)((separator ? separator : end) - value);

		push_once(column, start, ordinal_of(column, value, value_length));
		value += value_length + 1;
	}
	return COLUMN_LIST + number;
}

/* Reads one slot into the cells of a column. */
static bool load_facet(struct index_reader *reader, unsigned slot, uint32_t cell_count,
	struct column *out, struct error *err)
{
	SCOPED(value_stream_close) struct value_stream *stream = NULL;
	const char *bytes = NULL;
	size_t length = 0;
	uint32_t document;

	out->cells = alloc_zeroed(cell_count, sizeof(*out->cells));
	if (!value_stream_open(reader, slot, &stream, err))
		return false;
	for (;;) {
		if (!value_stream_next(stream, &document, &bytes, &length, err))
			return false;
		if (!document || document >= cell_count)
			return true;
		out->cells[document] = memchr(bytes, VALUE_SEPARATOR, length)
			? list_cell(out, bytes, length)
			: ordinal_of(out, bytes, length) + 1;
	}
}

/* YYYYMMDD of a date cut to what is known. */
static uint32_t date_number(const char *bytes, size_t length)
{
	uint32_t number = 0;
	int digits = 0;

	for (size_t i = 0; i < length && digits < 8; i++) {
		if (bytes[i] >= '0' && bytes[i] <= '9') {
			number = number * 10 + (uint32_t)(bytes[i] - '0');
			digits++;
		}
	}
	for (; digits < 8; digits++)
		number *= 10;
	return number;
}

static void take_place(
	struct columns *columns, uint32_t document, const char *bytes, size_t length)
{
	if (length != sizeof(struct entry_place))
		return;
	memcpy(&columns->places[document], bytes, length);
	columns->total_length += columns->places[document].length;
}

static bool load_places_and_dates(
	struct index_reader *reader, struct columns *out, struct error *err)
{
	static const unsigned slots[] = {SLOT_DATE, SLOT_PLACE};
	const char *bytes = NULL;
	size_t length = 0;
	uint32_t document;

	for (size_t i = 0; i < sizeof(slots) / sizeof(*slots); i++) {
		SCOPED(value_stream_close) struct value_stream *stream = NULL;

		if (!value_stream_open(reader, slots[i], &stream, err))
			return false;
		for (;;) {
			if (!value_stream_next(stream, &document, &bytes, &length, err))
				return false;
			if (!document || document >= out->cell_count)
				break;
			if (slots[i] == SLOT_DATE)
				out->dates[document] = date_number(bytes, length);
			else
				take_place(out, document, bytes, length);
		}
	}
	return true;
}

bool columns_load(struct index_reader *reader, struct columns *out, struct error *err)
{
	SCOPED(columns_release) struct columns columns = {0};
	struct index_facts facts;

	if (!index_reader_facts(reader, &facts, err))
		return false;
	columns.cell_count = facts.last_document + 1;
	columns.dates = alloc_zeroed(columns.cell_count, sizeof(*columns.dates));
	columns.places = alloc_zeroed(columns.cell_count, sizeof(*columns.places));
	for (unsigned i = 0; i < FIELD_FACET_COUNT; i++) {
		if (!load_facet(reader, i, columns.cell_count, &columns.facets[i], err))
			return false;
	}
	if (!load_places_and_dates(reader, &columns, err))
		return false;
	*out = columns;
	columns = (struct columns){0};
	return true;
}

uint32_t column_find(const struct column *column, const char *value)
{
	SCOPED(buf_release) struct buf key = {0};
	uint32_t number = string_table_find(&column->values, value, strlen(value));

	if (number != STRING_TABLE_NONE)
		return number;
	latin_ascii(value, strlen(value), &key);
	number = string_table_find(&column->keys, buf_string(&key), key.length);
	return number == STRING_TABLE_NONE ? number : column->key_ordinals[number];
}
