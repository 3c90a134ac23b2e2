/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * string_table: gives equal strings equal numbers, counted from 0 in order of
 * first appearance. {0} is an empty table.
 */
#ifndef BASE_STRING_TABLE_H
#define BASE_STRING_TABLE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define STRING_TABLE_NONE UINT32_MAX

/* With all that a search needs besides the string itself: one wait for memory less. */
struct string_slot {
	uint32_t number; /* + 1; 0 is free */
	uint32_t hash;   /* tells most strings apart without a look at them */
	uint32_t start, length;
};

struct string_table {
	char *bytes; /* all strings, each with a NUL */
	size_t length, room;
	uint32_t *starts; /* in bytes, one a string */
	size_t count, starts_room;
	struct string_slot *slots; /* open addressing */
	size_t slot_count;
};

void string_table_release(struct string_table *table);
void string_table_clear(struct string_table *table); /* keeps the room */

/* The number of the string, which may hold NULs; a new one if it is not there yet. */
uint32_t string_table_add(struct string_table *table, const char *string, size_t length);

struct string_piece {
	const char *bytes;
	size_t length;
};

enum { STRING_TABLE_GROUP = 32 };

/*
 * The same for up to STRING_TABLE_GROUP strings one after the other: in a table that is
 * larger than the processor's caches they wait for memory together, not each by itself.
 */
void string_table_add_group(struct string_table *table,
	const struct string_piece *strings, size_t count, uint32_t *numbers);

/*
 * Has the place where the string belongs in the processor's caches soon: for one that
 * is known to be asked for a little later.
 */
void string_table_expect(
	const struct string_table *table, const char *string, size_t length);

/* The next number for a string that no one will ask the table for, whether it is there. */
uint32_t string_table_append(
	struct string_table *table, const char *string, size_t length);

/* The number of the string, or STRING_TABLE_NONE. */
uint32_t string_table_find(
	const struct string_table *table, const char *string, size_t length);

/* NUL-terminated; valid until the next add. */
const char *string_table_get(const struct string_table *table, uint32_t number);

#ifdef __cplusplus
}
#endif

#endif
