/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/string_table.h"

#include "base/alloc.h"

#define XXH_INLINE_ALL
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

void string_table_release(struct string_table *table)
{
	free(table->bytes);
	free(table->starts);
	free(table->slots);
	*table = (struct string_table){0};
}

void string_table_clear(struct string_table *table)
{
	if (table->count)
		memset(table->slots, 0, table->slot_count * sizeof(*table->slots));
	table->length = 0;
	table->count = 0;
}

/* A string may hold NULs. */
static size_t length_of(const struct string_table *table, uint32_t number)
{
	size_t end =
		number + 1 < table->count ? table->starts[number + 1] : table->length;

	return end - table->starts[number] - 1;
}

static bool same(const struct string_table *table, uint32_t number, const char *string,
	size_t length)
{
	return length_of(table, number) == length
		&& !memcmp(table->bytes + table->starts[number], string, length);
}

/* The slot that holds the string, or the free one where it belongs. */
static struct string_slot *slot_of(const struct string_table *table, const char *string,
	size_t length, uint64_t hash)
{
	size_t mask = table->slot_count - 1;
	size_t at = (size_t)hash & mask;
	const struct string_slot *slot = &table->slots[at];

	while (slot->number
		&& (slot->hash != hash >> 32
			|| !same(table, slot->number - 1, string, length))) {
		at = (at + 1) & mask;
		slot = &table->slots[at];
	}
	return &table->slots[at];
}

/* The same for a string that is in no slot: a walk that compares nothing. */
static struct string_slot *free_slot_of(const struct string_table *table, uint64_t hash)
{
	size_t mask = table->slot_count - 1;
	size_t at = (size_t)hash & mask;

	while (table->slots[at].number)
		at = (at + 1) & mask;
	return &table->slots[at];
}

static void fill(struct string_slot *slot, uint32_t number, uint64_t hash)
{
	*slot = (struct string_slot){number + 1, (uint32_t)(hash >> 32)};
}

static void widen(struct string_table *table)
{
	table->slot_count = table->slot_count ? table->slot_count * 2 : 64;
	free(table->slots);
	table->slots = alloc_zeroed(table->slot_count, sizeof(*table->slots));
	for (uint32_t i = 0; i < table->count; i++) {
		const char *string = string_table_get(table, i);
		uint64_t hash = XXH3_64bits(string, length_of(table, i));

		fill(free_slot_of(table, hash), i, hash);
	}
}

static uint32_t append(struct string_table *table, const char *string, size_t length)
{
	while (table->length + length + 1 > table->room) {
		table->room = table->room ? table->room * 2 : 1024;
		table->bytes = alloc_resize(table->bytes, table->room, 1);
	}
	table->starts = alloc_grow(
		table->starts, table->count, &table->starts_room, sizeof(*table->starts));
	memcpy(table->bytes + table->length, string, length);
	table->bytes[table->length + length] = '\0';
	table->starts[table->count] = (uint32_t)table->length;
	table->length += length + 1;
	return (uint32_t)table->count++;
}

uint32_t string_table_add(struct string_table *table, const char *string, size_t length)
{
	uint64_t hash = XXH3_64bits(string, length);
	struct string_slot *slot;

	if (table->count * 2 >= table->slot_count)
		widen(table);
	slot = slot_of(table, string, length, hash);
	if (!slot->number)
		fill(slot, append(table, string, length), hash);
	return slot->number - 1;
}

uint32_t string_table_find(
	const struct string_table *table, const char *string, size_t length)
{
	if (!table->slot_count)
		return STRING_TABLE_NONE;
	return slot_of(table, string, length, XXH3_64bits(string, length))->number - 1;
}

const char *string_table_get(const struct string_table *table, uint32_t number)
{
	return table->bytes + table->starts[number];
}
