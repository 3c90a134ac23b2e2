/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unknown_values.h"

#include "facet_filter.h"

static bool is_unknown(const struct query *query, const struct columns *columns,
	const struct tables *tables)
{
	enum field field = query->field;

	return query->kind == QUERY_FACET && field < FIELD_FACET_COUNT
		&& fields[field].kind != FIELD_OF_YEARS
		&& !facet_filter_is_none(query->value)
		&& facet_filter_ordinal(
			   &columns->facets[field], field, query->value, tables)
		== STRING_TABLE_NONE;
}

void unknown_values_note(const struct query *tree, const struct columns *columns,
	const struct tables *tables, struct query_notes *notes)
{
	if (is_unknown(tree, columns, tables))
		query_notes_add(
			notes, NOTE_UNKNOWN_VALUE, tree->typed.start, tree->typed.end);
	for (size_t i = 0; i < tree->child_count; i++)
		unknown_values_note(tree->children[i], columns, tables, notes);
}
