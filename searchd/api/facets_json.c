/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/facets_json.h"

#include "base/json.h"
#include "index/field.h"

void facets_json_write_amount(struct buf *out, uint64_t cents)
{
	if (cents % 100)
		json_number(out, (double)cents / 100);
	else
		json_integer(out, (long long)(cents / 100));
}

void facets_json_write_values(struct buf *out, const struct facet *facet)
{
	json_array_begin(out);
	for (size_t i = 0; i < facet->count; i++) {
		json_object_begin(out);
		json_key(out, "value");
		json_text(out, facet->values[i].value);
		json_key(out, "label");
		json_text(out, facet->values[i].label);
		json_key(out, "count");
		json_integer(out, facet->values[i].count);
		json_key(out, "selected");
		json_bool(out, facet->values[i].selected == CHOICE_ON);
		json_object_end(out);
	}
	json_array_end(out);
}

static void add_amount(struct buf *out, const char *key, uint64_t cents, bool is_known)
{
	json_key(out, key);
	if (is_known)
		facets_json_write_amount(out, cents);
	else
		json_null(out);
}

static void write_budgets(struct buf *out, const struct budgets *budgets)
{
	bool is_known = budgets->documents > 0;

	json_key(out, "budget");
	json_object_begin(out);
	json_key(out, "documents");
	json_integer(out, budgets->documents);
	add_amount(out, "sum", budgets->sum, true);
	add_amount(out, "median", budgets->median, is_known);
	add_amount(out, "least", budgets->least, is_known);
	add_amount(out, "most", budgets->most, is_known);
	json_key(out, "currency");
	json_text(out, "EUR");
	json_object_end(out);
}

void facets_json_write(
	struct buf *out, const struct request *request, const struct answer *answer)
{
	json_key(out, "facets");
	json_object_begin(out);
	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		if (!request_wants(request, (enum field)i))
			continue;
		json_key(out, fields[i].name);
		facets_json_write_values(out, &answer->facets[i]);
	}
	json_object_end(out);
	json_key(out, "missing");
	json_object_begin(out);
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		if (!request_wants(request, (enum field)i))
			continue;
		json_key(out, fields[i].name);
		json_integer(out, answer->missing[i]);
	}
	json_object_end(out);
	if (request_wants(request, FIELD_BUDGET))
		write_budgets(out, &answer->budgets);
}
