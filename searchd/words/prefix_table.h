/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * prefix_table: bare strings (likeness_bare) in their order, each with a number, so
 * that those which begin alike stand side by side. Read only once made; any thread.
 */
#ifndef SEARCHD_WORDS_PREFIX_TABLE_H
#define SEARCHD_WORDS_PREFIX_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct prefix_entry {
	uint32_t key;    /* where it begins among the keys, with a NUL at its end */
	uint32_t number; /* what it stands for */
};

/* {0} is empty; the caller releases it. */
struct prefix_table {
	const char *keys; /* lent: they outlive the table */
	struct prefix_entry *items;
	uint64_t *letters; /* of each item: likeness_letters() */
	size_t count;
};

/* Takes the items, from alloc, in any order; equal keys come in that of their numbers. */
void prefix_table_make(const char *keys, struct prefix_entry *items, size_t count,
	struct prefix_table *out);
void prefix_table_release(struct prefix_table *table);

struct prefix_range {
	size_t first, end; /* of the items */
};

struct prefix_range prefix_table_find(
	const struct prefix_table *table, const char *prefix, size_t length);

/* Letters that begin a word, perhaps with slips. */
struct typed_letters {
	const char *bare;
	size_t length;
	uint64_t letters; /* likeness_letters() */
	unsigned slips;   /* it may have */
};

/* likeness_prefix_distance() of an item; more than the slips it may have is told as one more. */
unsigned prefix_table_slips(
	const struct prefix_table *table, size_t item, const struct typed_letters *typed);

#endif
