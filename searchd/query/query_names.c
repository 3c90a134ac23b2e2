/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/query_names.h"

#include "base/embed.h"
#include "index/field.h"

#include <string.h>
#include <strings.h>

EMBEDDED(query_names);

/* Cells of a row, as they stand in the table. */
enum { CELL_KIND, CELL_MEANING, CELL_ENGLISH, CELL_GERMAN };

struct cell {
	const char *bytes;
	size_t length;
};

static const char *const kinds[NAME_KIND_COUNT] = {
	"operator", "field", "predicate", "state", "thing", "value"};

/* In the order of their enums. */
static const char *const meanings[NAME_KIND_COUNT][5] = {
	[NAME_OPERATOR] = {"and", "or", "not", "near"},
	[NAME_PREDICATE] = {"is", "has"},
	[NAME_STATE] = {"undated", "duplicate", "vanished", "mixed"},
	[NAME_THING] = {"date"},
	[NAME_VALUE] = {VALUE_NONE},
};

/* The word in the table for a number of a kind; NULL: there are no more. */
static const char *meaning_of(enum name_kind kind, int number)
{
	if (kind == NAME_FIELD)
		return number < FIELD_COUNT ? fields[number].name : NULL;
	return meanings[kind][number];
}

static bool is_cell(struct cell cell, const char *text, size_t length)
{
	return cell.length == length && !strncasecmp(cell.bytes, text, length);
}

/* The cell at *at, which moves behind it; false: the row is over. */
static bool next_cell(const char **at, struct cell *out)
{
	if (**at == '\n' || !**at)
		return false;
	out->bytes = *at;
	out->length = strcspn(*at, "\t\n");
	*at += out->length;
	*at += **at == '\t';
	return true;
}

static const char *next_row(const char *row)
{
	row += strcspn(row, "\n");
	return row + (*row == '\n');
}

static int number_of(enum name_kind kind, struct cell meaning)
{
	int number = 0;

	for (const char *word; (word = meaning_of(kind, number)); number++) {
		if (is_cell(meaning, word, strlen(word)))
			return number;
	}
	return -1;
}

/* Whether the row is of the kind; *at moves behind its first two cells. */
static bool begins_with(const char **at, enum name_kind kind, struct cell *meaning)
{
	struct cell cell;

	return **at != '#' && next_cell(at, &cell)
		&& is_cell(cell, kinds[kind], strlen(kinds[kind]))
		&& next_cell(at, meaning);
}

bool query_names_find(enum name_kind kind, const char *name, size_t length, int *number)
{
	for (const char *row = query_names_begin; *row; row = next_row(row)) {
		const char *at = row;
		struct cell meaning;
		struct cell cell;

		if (!begins_with(&at, kind, &meaning))
			continue;
		while (next_cell(&at, &cell)) {
			if (!is_cell(cell, name, length))
				continue;
			*number = number_of(kind, meaning);
			return *number >= 0;
		}
	}
	return false;
}

void query_names_write(
	enum name_kind kind, int number, enum language language, struct buf *out)
{
	int wanted = language == LANGUAGE_DE ? CELL_GERMAN : CELL_ENGLISH;
	const char *word = meaning_of(kind, number);

	for (const char *row = query_names_begin; *row; row = next_row(row)) {
		const char *at = row;
		struct cell cell;

		if (!begins_with(&at, kind, &cell) || !is_cell(cell, word, strlen(word)))
			continue;
		for (int i = CELL_ENGLISH; i <= wanted; i++)
			next_cell(&at, &cell);
		buf_add(out, cell.bytes, cell.length);
		return;
	}
}
