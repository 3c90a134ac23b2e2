/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * field: the parts of a document one can search, filter, count or sort by.
 * The indexer and the query parser read this one table.
 */
#ifndef INDEX_FIELD_H
#define INDEX_FIELD_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Raised when the meaning of terms, slots or records changes: an index of
 * another schema is refused with the advice to rebuild.
 */
#define INDEX_SCHEMA "7"

/* Facets first: their number is their value slot and their column. */
enum field {
	FIELD_CITY,
	FIELD_CLUSTER,
	FIELD_YEAR,
	FIELD_TYPE,
	FIELD_LANGUAGE,
	FIELD_PROGRAMME,
	FIELD_COUNTRY,
	FIELD_RUNNING,     /* years in which a project ran */
	FIELD_FACET_COUNT, /* fields before this one are facets */
	FIELD_BUDGET = FIELD_FACET_COUNT,
	FIELD_FILTER_COUNT, /* fields before this one are filters and have a slot */
	FIELD_TITLE = FIELD_FILTER_COUNT,
	FIELD_BODY,
	FIELD_COUNT,
};

enum field_kind {
	FIELD_OF_NAMES,
	FIELD_OF_YEARS,   /* filtered by ranges, too, and listed in their order */
	FIELD_OF_AMOUNTS, /* euro cents in digits; filtered by ranges, summed up */
	FIELD_OF_WORDS,   /* searched by terms */
};

struct field_info {
	const char *name;   /* as in a parameter, stable; typed ones: query_names.h */
	const char *prefix; /* of its terms; NULL: filtered by values, not by terms */
	unsigned weight;    /* of one occurrence among the terms of the whole text */
	enum field_kind kind;
};

extern const struct field_info fields[FIELD_COUNT];

/* Value slots besides the filters'. */
enum {
	SLOT_DATE = FIELD_FILTER_COUNT, /* YYYY-MM-DD, cut to what is known */
	SLOT_PLACE,                     /* where the record is: struct entry_place */
	SLOT_SKETCH,                    /* struct entry_sketch */
};

/* The amounts that are kept, in euro cents; so many of them have a sum in 64 bits. */
#define FIELD_AMOUNT_MAX 100000000000000ULL

/* Typed as a value of any filter: documents without one. */
#define VALUE_NONE "none"

/* Parts the values of a field that has several. */
#define VALUE_SEPARATOR '\t'

/* Of the term that names a document by its id. */
#define ID_PREFIX "Q"

/* Of the keys of callers' notes, so that they are not ours. */
#define NOTE_PREFIX "note:"

#ifdef __cplusplus
}
#endif

#endif
