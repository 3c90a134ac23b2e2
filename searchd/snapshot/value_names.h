/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * value_names: all names of the cities and clusters that documents of a snapshot
 * have, in every language and spelling, to be completed while somebody types. Made
 * when first asked for, and shared by snapshots that have the same values; counted.
 * Any thread.
 */
#ifndef SEARCHD_SNAPSHOT_VALUE_NAMES_H
#define SEARCHD_SNAPSHOT_VALUE_NAMES_H

#include "index/field.h"
#include "words/prefix_table.h"

struct buf;
struct columns;
struct tables;

enum name_grade {
	NAME_WHOLE,   /* the name, from its beginning */
	NAME_INSIDE,  /* from a later word on: Oder of Frankfurt (Oder) */
	NAME_UNUSUAL, /* the place is only asked for by it: Berlijn */
};

struct value_name {
	enum field field;
	enum name_grade grade;
	uint32_t ordinal; /* of the value in its column */
};

struct name_list {
	struct prefix_table table; /* its numbers are places in names */
	struct value_name *names;
};

struct value_names;

/* before: those of an earlier snapshot; NULL: there are none. */
struct value_names *value_names_create(struct value_names *before);

/* Accepts NULL. */
void value_names_let_go(struct value_names **names);

/* Both belong to the snapshot. The list lives as long as the names. */
const struct name_list *value_names_get(struct value_names *names,
	const struct columns *columns, const struct tables *tables);

/* Appends a name as the list has it: ASCII, without marks, words with blanks between. */
void value_names_bare(const char *name, size_t length, struct buf *out);

#endif
