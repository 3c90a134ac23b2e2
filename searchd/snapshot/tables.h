/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tables: the vocabulary that all searchers share, and what it says of a
 * facet's values and of words that mean the same. An index may bring more of it
 * than the program has. Read only once opened; any thread.
 */
#ifndef SEARCHD_SNAPSHOT_TABLES_H
#define SEARCHD_SNAPSHOT_TABLES_H

#include "base/error.h"
#include "index/field.h"
#include "text/language.h"
#include "vocabulary/additions.h"

struct named_values;
struct string_table;
struct wordbook;

struct tables {
	struct places *places;
	struct clusters *clusters;
	struct named_values *countries, *programmes;
	struct wordbook *wordbook; /* NULL: nobody said that words mean the same */
	struct additions additions;
};

bool tables_open(struct tables *out, struct error *err);

/* The same with what a maintainer added (additions.h). ERROR_CORRUPT: it is damaged. */
bool tables_open_with(
	const char *additions, size_t length, struct tables *out, struct error *err);
void tables_close(struct tables *tables);

/*
 * The value that a spelling means (Danzig: Gdańsk; Energie und Wasserstoff:
 * energy); the spelling itself if the tables know none. Lives as long as both.
 */
const char *tables_value(
	const struct tables *tables, enum field field, const char *spelling);

/*
 * Adds the values of which the tables know a spelling with a word that begins so,
 * folded (vocabulary/word_start.h): dan is Gdańsk, through Danzig.
 */
void tables_beginning(const struct tables *tables, enum field field, const char *prefix,
	struct string_table *out);

/* What people call a value; the value itself if the tables know no name. */
const char *tables_label(const struct tables *tables, enum field field, const char *value,
	enum language language);

#endif
