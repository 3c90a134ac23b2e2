/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tables: the vocabulary that all searchers share, and what it says of a
 * facet's values. Read only once opened; any thread.
 */
#ifndef SEARCHD_TABLES_H
#define SEARCHD_TABLES_H

#include "base/error.h"
#include "index/field.h"
#include "text/language.h"

struct clusters;
struct places;

struct tables {
	struct places *places;
	struct clusters *clusters;
};

bool tables_open(struct tables *out, struct error *err);
void tables_close(struct tables *tables);

/*
 * The value that a spelling means (Danzig: Gdańsk; Energie und Wasserstoff:
 * energy); the spelling itself if the tables know none. Lives as long as both.
 */
const char *tables_value(
	const struct tables *tables, enum field field, const char *spelling);

/* What people call a value; the value itself if the tables know no name. */
const char *tables_label(const struct tables *tables, enum field field, const char *value,
	enum language language);

#endif
