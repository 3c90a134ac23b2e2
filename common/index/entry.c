/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/entry.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

void entry_release(struct entry *entry)
{
	buf_release(&entry->id);
	string_table_release(&entry->terms);
	free(entry->counts);
	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
		buf_release(&entry->values[i]);
	buf_release(&entry->date);
	buf_release(&entry->words);
	buf_release(&entry->record);
	*entry = (struct entry){0};
}

void entry_clear(struct entry *entry)
{
	buf_clear(&entry->id);
	string_table_clear(&entry->terms);
	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
		buf_clear(&entry->values[i]);
	buf_clear(&entry->date);
	buf_clear(&entry->words);
	buf_clear(&entry->record);
	entry->length = 0;
	entry->flags = 0;
	entry->sketch = (struct entry_sketch){0};
}

uint32_t entry_add_term(
	struct entry *entry, const char *term, size_t length, uint32_t weight)
{
	size_t before = entry->terms.count;
	uint32_t number = string_table_add(&entry->terms, term, length);

	entry->counts = alloc_grow(
		entry->counts, number, &entry->counts_room, sizeof(*entry->counts));
	if (number == before)
		entry->counts[number] = 0;
	entry->counts[number] += weight;
	return number;
}

void entry_take_term(
	struct entry *entry, const char *term, size_t length, uint32_t weight)
{
	uint32_t number = string_table_append(&entry->terms, term, length);

	entry->counts = alloc_grow(
		entry->counts, number, &entry->counts_room, sizeof(*entry->counts));
	entry->counts[number] = weight;
}

void entry_add_value(struct entry *entry, enum field field, const char *value)
{
	struct buf *values = &entry->values[field];
	char separator = VALUE_SEPARATOR;

	if (values->length)
		buf_add(values, &separator, 1);
	buf_add_string(values, value);
}
