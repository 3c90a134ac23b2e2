/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * named_values: values that a table knows, with a label in each language and
 * all their spellings: countries (countries.tsv), funding programmes
 * (programmes.tsv). Spellings agree whatever their case, accents, blanks and
 * hyphens are: INTERREG IVB is Interreg IV B. Any thread, once opened.
 */
#ifndef VOCABULARY_NAMED_VALUES_H
#define VOCABULARY_NAMED_VALUES_H

#include "base/error.h"
#include "base/string_table.h"
#include "text/language.h"

#include <stddef.h>

struct named_value {
	const char *value; /* unique and stable */
	const char *label_de, *label_en;
};

struct named_values; /* a table, read only */

enum named_table { NAMED_COUNTRIES, NAMED_PROGRAMMES };

bool named_values_open(
	enum named_table which, struct named_values **out, struct error *err);
void named_values_close(struct named_values **values);

/* What the whole spelling means; NULL: nothing the table knows. */
const struct named_value *named_values_find(
	const struct named_values *values, const char *spelling);

/* Adds the values that a text names, the longest spelling at each word. */
void named_values_mentioned(
	const struct named_values *values, const char *text, struct string_table *out);

/* Adds the values one of whose spellings has a word that begins like this. */
void named_values_beginning(
	const struct named_values *values, const char *prefix, struct string_table *out);

#endif
