/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets/unknown_values.h"

#include "facets/facet_filter.h"

static bool is_unknown(enum field field, const char *value, const struct columns *columns,
	const struct tables *tables)
{
	return field < FIELD_FACET_COUNT && fields[field].kind != FIELD_OF_YEARS
		&& !facet_filter_is_none(value)
		&& facet_filter_ordinal(&columns->facets[field], field, value, tables)
		== STRING_TABLE_NONE;
}

void unknown_values_note(const struct query *tree, const struct columns *columns,
	const struct tables *tables, struct query_notes *notes)
{
	if (tree->kind == QUERY_FACET
		&& is_unknown(tree->field, tree->value, columns, tables))
		query_notes_add(
			notes, NOTE_UNKNOWN_VALUE, tree->typed.start, tree->typed.end);
	for (size_t i = 0; i < tree->child_count; i++)
		unknown_values_note(tree->children[i], columns, tables, notes);
}

void unknown_values_note_filters(const struct request *request,
	const struct columns *columns, const struct tables *tables,
	struct query_notes *notes)
{
	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		const struct filter *filter = &request->filters[i];

		for (size_t v = 0; v < filter->count; v++) {
			if (is_unknown((enum field)i, filter->values[v], columns, tables))
				query_notes_add_filter(
					notes, (enum field)i, filter->values[v]);
		}
	}
}
