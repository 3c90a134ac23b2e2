/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/string_table.h"

#include "base/alloc.h"

#define XXH_INLINE_ALL
#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum {
	SLOTS_LEAST = 64,
	SPARSE = 8, /* slots a string of a table that is much too wide */
};

void string_table_release(struct string_table *table)
{
	free(table->bytes);
	free(table->starts);
	free(table->slots);
	*table = (struct string_table){0};
}

void string_table_clear(struct string_table *table)
{
	/* after a long text short ones must not pay for emptying what that took */
	while (table->slot_count > SLOTS_LEAST
		&& table->slot_count / SPARSE > table->count)
		table->slot_count /= 2;
	if (table->count && table->slots)
		memset(table->slots, 0, table->slot_count * sizeof(*table->slots));
	table->length = 0;
	table->count = 0;
}

/* A string may hold NULs. */
static bool is_in(const struct string_table *table, const struct string_slot *slot,
	const char *string, size_t length)
{
	return slot->length == length
		&& !memcmp(table->bytes + slot->start, string, length);
}

/* The slot that holds the string, or the free one where it belongs. */
static struct string_slot *slot_of(const struct string_table *table, const char *string,
	size_t length, uint32_t hash)
{
	size_t mask = table->slot_count - 1;
	size_t at = hash & mask;
	const struct string_slot *slot = &table->slots[at];

	while (slot->number
		&& (slot->hash != hash || !is_in(table, slot, string, length))) {
		at = (at + 1) & mask;
		slot = &table->slots[at];
	}
	return &table->slots[at];
}

/* The slot for a string that is in none: a walk that compares nothing. */
static struct string_slot *free_slot_of(const struct string_table *table, uint32_t hash)
{
	size_t mask = table->slot_count - 1;
	size_t at = hash & mask;

	while (table->slots[at].number)
		at = (at + 1) & mask;
	return &table->slots[at];
}

static void widen(struct string_table *table)
{
	struct string_slot *before = table->slots;
	size_t count = table->slot_count;

	table->slot_count = count ? count * 2 : SLOTS_LEAST;
	table->slots = alloc_zeroed(table->slot_count, sizeof(*table->slots));
	for (size_t i = 0; i < count; i++) {
		if (before[i].number)
			*free_slot_of(table, before[i].hash) = before[i];
	}
	free(before);
}

uint32_t string_table_append(
	struct string_table *table, const char *string, size_t length)
{
	if (table->length + length + 1 > table->room) {
		while (table->length + length + 1 > table->room)
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

static uint32_t hash_of(const char *string, size_t length)
{
	return (uint32_t)XXH3_64bits(string, length);
}

static uint32_t add_hashed(
	struct string_table *table, const char *string, size_t length, uint32_t hash)
{
	uint32_t start = (uint32_t)table->length;
	struct string_slot *slot;

	if (table->count * 2 >= table->slot_count)
		widen(table);
	slot = slot_of(table, string, length, hash);
	if (!slot->number)
		*slot = (struct string_slot){
			string_table_append(table, string, length) + 1, hash, start,
			(uint32_t)length};
	return slot->number - 1;
}

uint32_t string_table_add(struct string_table *table, const char *string, size_t length)
{
	return add_hashed(table, string, length, hash_of(string, length));
}

/* Has what tells strings of these hashes in the caches, as far as there are such. */
static void await_hashes(
	const struct string_table *table, const uint32_t *hashes, size_t count)
{
	size_t mask = table->slot_count - 1;

	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(&table->slots[hashes[i] & mask]);
	for (size_t i = 0; i < count; i++) {
		const struct string_slot *slot = &table->slots[hashes[i] & mask];

		if (slot->hash == hashes[i] && slot->number)
			__builtin_prefetch(table->bytes + slot->start);
	}
}

void string_table_add_group(struct string_table *table,
	const struct string_piece *strings, size_t count, uint32_t *numbers)
{
	uint32_t hashes[STRING_TABLE_GROUP];

	assert(count <= STRING_TABLE_GROUP);
	for (size_t i = 0; i < count; i++)
		hashes[i] = hash_of(strings[i].bytes, strings[i].length);
	if (table->slot_count)
		await_hashes(table, hashes, count);
	for (size_t i = 0; i < count; i++)
		numbers[i] =
			add_hashed(table, strings[i].bytes, strings[i].length, hashes[i]);
}

void string_table_expect(
	const struct string_table *table, const char *string, size_t length)
{
	if (table->slot_count)
		__builtin_prefetch(
			&table->slots[hash_of(string, length) & (table->slot_count - 1)]);
}

uint32_t string_table_find(
	const struct string_table *table, const char *string, size_t length)
{
	if (!table->slot_count)
		return STRING_TABLE_NONE;
	return slot_of(table, string, length, hash_of(string, length))->number - 1;
}

const char *string_table_get(const struct string_table *table, uint32_t number)
{
	return table->bytes + table->starts[number];
}
