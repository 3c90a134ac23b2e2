/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ranking/page_language.h"

#include "ranking/ranking.h"

static bool has_value(const struct column *column, uint32_t document, uint32_t value)
{
	struct ordinals ordinals;

	if (column->cells[document] < COLUMN_LIST)
		return column->cells[document] == value + 1;
	column_ordinals(column, document, &ordinals);
	for (size_t i = 0; i < ordinals.count; i++) {
		if (ordinals.items[i] == value)
			return true;
	}
	return false;
}

void page_language_prefer(
	const struct columns *columns, enum language language, struct matches *matches)
{
	static const float shares[] = {1, (float)WEIGHT_OTHER_LANGUAGE};
	const struct column *column = &columns->facets[FIELD_LANGUAGE];
	enum language other = language == LANGUAGE_DE ? LANGUAGE_EN : LANGUAGE_DE;
	uint32_t value = column_find(column, language_code(other));

	if (language == LANGUAGE_UNKNOWN || value == STRING_TABLE_NONE)
		return;
	for (size_t i = 0; i < matches->count; i++)
		matches->scores[i] *=
			shares[has_value(column, matches->documents[i], value)];
}
