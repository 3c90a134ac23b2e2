/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/columns.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "text/latin.h"

#include <stdlib.h>
#include <string.h>

enum { MANY_CHANGED = 16 }; /* of so many one: all are read anew for less */

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
	free(columns->budgets);
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

static uint32_t cell_of(struct column *column, const char *values, size_t length)
{
	if (!length)
		return 0;
	return memchr(values, VALUE_SEPARATOR, length)
		? list_cell(column, values, length)
		: ordinal_of(column, values, length) + 1;
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
		out->cells[document] = cell_of(out, bytes, length);
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

static uint64_t amount_number(const char *bytes, size_t length)
{
	uint64_t number = 0;

	for (size_t i = 0; i < length && number < FIELD_AMOUNT_MAX; i++)
		number = number * 10 + (uint64_t)(bytes[i] - '0');
	return number;
}

static void take_number(struct columns *columns, unsigned slot, uint32_t document,
	const char *bytes, size_t length)
{
	if (slot == SLOT_DATE)
		columns->dates[document] = date_number(bytes, length);
	else if (slot == FIELD_BUDGET)
		columns->budgets[document] = amount_number(bytes, length);
	else
		take_place(columns, document, bytes, length);
}

static bool load_numbers(
	struct index_reader *reader, struct columns *out, struct error *err)
{
	static const unsigned slots[] = {SLOT_DATE, FIELD_BUDGET, SLOT_PLACE};
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
			take_number(out, slots[i], document, bytes, length);
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
	columns.budgets = alloc_zeroed(columns.cell_count, sizeof(*columns.budgets));
	columns.places = alloc_zeroed(columns.cell_count, sizeof(*columns.places));
	for (unsigned i = 0; i < FIELD_FACET_COUNT; i++) {
		if (!load_facet(reader, i, columns.cell_count, &columns.facets[i], err))
			return false;
	}
	if (!load_numbers(reader, &columns, err))
		return false;
	*out = columns;
	columns = (struct columns){0};
	return true;
}

/* Numbers stay as they are. */
static void copy_strings(const struct string_table *from, struct string_table *out)
{
	for (uint32_t i = 0; i < from->count; i++) {
		const char *string = string_table_get(from, i);

		string_table_add(out, string, strlen(string));
	}
}

/* Room for count numbers, beginning with the first known of them. */
static void *copy_array(const void *from, size_t known, size_t count, size_t size)
{
	char *array = alloc_zeroed(count, size);

	if (known)
		memcpy(array, from, (known < count ? known : count) * size);
	return array;
}

static void copy_column(
	const struct column *from, size_t known, size_t count, struct column *out)
{
	size_t lists = from->list_numbers.count;

	copy_strings(&from->values, &out->values);
	copy_strings(&from->keys, &out->keys);
	copy_strings(&from->list_numbers, &out->list_numbers);
	out->key_room = from->keys.count;
	out->key_ordinals = copy_array(from->key_ordinals, from->keys.count,
		from->keys.count, sizeof(*out->key_ordinals));
	out->list_starts_room = lists;
	out->list_starts =
		copy_array(from->list_starts, lists, lists, sizeof(*out->list_starts));
	out->list_length = from->list_length;
	out->list_room = from->list_length;
	out->lists = copy_array(
		from->lists, from->list_length, from->list_length, sizeof(*out->lists));
	out->cells = copy_array(from->cells, known, count, sizeof(*out->cells));
}

static void copy_columns(const struct columns *from, uint32_t count, struct columns *out)
{
	out->cell_count = count;
	out->dates =
		copy_array(from->dates, from->cell_count, count, sizeof(*out->dates));
	out->budgets =
		copy_array(from->budgets, from->cell_count, count, sizeof(*out->budgets));
	out->places =
		copy_array(from->places, from->cell_count, count, sizeof(*out->places));
	for (unsigned i = 0; i < FIELD_FACET_COUNT; i++)
		copy_column(&from->facets[i], from->cell_count, count, &out->facets[i]);
}

void changed_documents_release(struct changed_documents *changed)
{
	free(changed->documents);
	*changed = (struct changed_documents){0};
}

static void note(struct changed_documents *changed, uint32_t document)
{
	changed->documents = alloc_grow(changed->documents, changed->count,
		&changed->room, sizeof(*changed->documents));
	changed->documents[changed->count++] = document;
}

/* Documents that are there no more. */
static void clear_cells(struct columns *columns, uint32_t first, uint32_t end,
	struct changed_documents *changed)
{
	for (uint32_t i = first; i < end; i++) {
		if (columns->places[i].size_bytes)
			note(changed, i);
		columns->places[i] = (struct entry_place){0};
		columns->dates[i] = 0;
		columns->budgets[i] = 0;
		for (unsigned j = 0; j < FIELD_FACET_COUNT; j++)
			columns->facets[j].cells[i] = 0;
	}
}

static void compare_place(struct columns *columns, uint32_t document, const char *bytes,
	size_t length, struct changed_documents *changed)
{
	struct entry_place *place = &columns->places[document];

	if (length == sizeof(*place) && memcmp(place, bytes, length) != 0) {
		memcpy(place, bytes, length);
		note(changed, document);
	}
	columns->total_length += place->length;
}

/* Brings the places up to date, and the cells of documents that are no more. */
static bool compare_places(struct index_reader *reader, struct columns *columns,
	struct changed_documents *changed, struct error *err)
{
	SCOPED(value_stream_close) struct value_stream *stream = NULL;
	const char *bytes = NULL;
	size_t length = 0;
	uint32_t next = 0;
	uint32_t document;

	if (!value_stream_open(reader, SLOT_PLACE, &stream, err))
		return false;
	for (;;) {
		if (!value_stream_next(stream, &document, &bytes, &length, err))
			return false;
		if (!document || document >= columns->cell_count)
			break;
		clear_cells(columns, next, document, changed);
		compare_place(columns, document, bytes, length, changed);
		next = document + 1;
	}
	clear_cells(columns, next, columns->cell_count, changed);
	return true;
}

static bool read_again(struct index_reader *reader, struct columns *columns,
	uint32_t document, struct error *err)
{
	SCOPED(buf_release) struct buf value = {0};

	if (!index_reader_value(reader, document, SLOT_DATE, &value, err))
		return false;
	columns->dates[document] =
		value.length ? date_number(value.bytes, value.length) : 0;
	buf_clear(&value);
	if (!index_reader_value(reader, document, FIELD_BUDGET, &value, err))
		return false;
	columns->budgets[document] = amount_number(buf_string(&value), value.length);
	for (unsigned i = 0; i < FIELD_FACET_COUNT; i++) {
		struct column *column = &columns->facets[i];

		buf_clear(&value);
		if (!index_reader_value(reader, document, i, &value, err))
			return false;
		column->cells[document] = cell_of(column, value.bytes, value.length);
	}
	return true;
}

/* Whether no document has one of the values any more. */
static bool has_lost_value(const struct column *column, uint32_t cell_count)
{
	SCOPED(string_free) char *used = alloc_zeroed(column->values.count + 1, 1);
	struct ordinals ordinals;

	for (uint32_t i = 0; i < cell_count; i++) {
		column_ordinals(column, i, &ordinals);
		for (size_t j = 0; j < ordinals.count; j++)
			used[ordinals.items[j]] = 1;
	}
	return strlen(used) < column->values.count;
}

/* What is typed must not lead to a value that is gone, so such columns are made anew. */
static bool is_complete(const struct columns *columns)
{
	for (unsigned i = 0; i < FIELD_FACET_COUNT; i++) {
		if (has_lost_value(&columns->facets[i], columns->cell_count))
			return false;
	}
	return true;
}

/* Reads all that the changed documents have now. */
static bool read_changed(struct index_reader *reader, struct columns *columns,
	const struct changed_documents *changed, struct error *err)
{
	for (size_t i = 0; i < changed->count; i++) {
		uint32_t document = changed->documents[i];

		if (columns->places[document].size_bytes
			&& !read_again(reader, columns, document, err))
			return false;
	}
	return true;
}

/* Reads anew what changed or, where that is not enough or too much, everything. */
static bool bring_up_to_date(struct index_reader *reader,
	const struct changed_documents *changed, struct columns *columns,
	struct error *err)
{
	bool is_little = changed->count <= columns->cell_count / MANY_CHANGED;

	if (is_little && !read_changed(reader, columns, changed, err))
		return false;
	if (is_little && is_complete(columns))
		return true;
	columns_release(columns);
	return columns_load(reader, columns, err);
}

bool columns_refresh(struct index_reader *reader, const struct columns *known,
	struct columns *out, struct changed_documents *out_changed, struct error *err)
{
	SCOPED(columns_release) struct columns columns = {0};
	SCOPED(changed_documents_release) struct changed_documents changed = {0};
	struct index_facts facts;

	if (!index_reader_facts(reader, &facts, err))
		return false;
	copy_columns(known, facts.last_document + 1, &columns);
	if (!compare_places(reader, &columns, &changed, err)
		|| !bring_up_to_date(reader, &changed, &columns, err))
		return false;
	*out = columns;
	columns = (struct columns){0};
	*out_changed = changed;
	changed = (struct changed_documents){0};
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
