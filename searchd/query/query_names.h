/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * query_names: the names of operators, fields and predicates in a query, German
 * and English, from one table (query_names.tsv). Any thread.
 */
#ifndef SEARCHD_QUERY_QUERY_NAMES_H
#define SEARCHD_QUERY_QUERY_NAMES_H

#include "base/buf.h"
#include "text/language.h"

#include <stdbool.h>
#include <stddef.h>

/* What a name names; beside it, the numbers of its kind. */
enum name_kind {
	NAME_OPERATOR,  /* enum query_operator */
	NAME_FIELD,     /* enum field */
	NAME_PREDICATE, /* enum query_predicate */
	NAME_STATE,     /* enum document_state */
	NAME_THING,     /* what a document can have and is no field: 0, a date */
	NAME_VALUE,     /* 0: VALUE_NONE */
	NAME_KIND_COUNT,
};

enum query_operator { OPERATOR_AND, OPERATOR_OR, OPERATOR_NOT, OPERATOR_NEAR };

enum query_predicate { PREDICATE_IS, PREDICATE_HAS };

/* Of a whole document. */
enum document_state {
	STATE_UNDATED,   /* it has no date */
	STATE_DUPLICATE, /* other documents are the same page */
	STATE_VANISHED,  /* its source has it no more */
	STATE_MIXED,     /* both languages have a share of its main text */
};

/* The number of a name, in any case; false: it is none of this kind. */
bool query_names_find(enum name_kind kind, const char *name, size_t length, int *number);

/* Appends the name in a language, the English one if it is unknown. */
void query_names_write(
	enum name_kind kind, int number, enum language language, struct buf *out);

#endif
