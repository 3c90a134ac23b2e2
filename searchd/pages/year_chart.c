/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/year_chart.h"

#include "writing/markup.h"

#include <stdlib.h>

enum {
	WIDTH = 240,
	HEIGHT = 56,
	YEARS_MAX =
		60, /* more would be thinner than a line: the earlier ones are left out */
};

struct scale {
	int first, last;
	uint32_t highest;
};

static int year_of(const struct facet_value *value)
{
	return atoi(value->value);
}

static struct scale measure(const struct facet *years)
{
	struct scale scale = {.first = 9999, .last = 0, .highest = 1};

	for (size_t i = 0; i < years->count; i++) {
		int year = year_of(&years->values[i]);

		scale.last = year > scale.last ? year : scale.last;
		scale.first = year < scale.first ? year : scale.first;
	}
	if (scale.first <= scale.last - YEARS_MAX)
		scale.first = scale.last - YEARS_MAX + 1;
	for (size_t i = 0; i < years->count; i++) {
		uint32_t count = years->values[i].count;

		if (year_of(&years->values[i]) >= scale.first && count > scale.highest)
			scale.highest = count;
	}
	return scale;
}

static void add_bar(struct buf *page, const struct search_link *link,
	const struct facet_value *value, const struct scale *scale)
{
	double step = (double)WIDTH / (scale->last - scale->first + 1);
	double x = (year_of(value) - scale->first) * step;
	double height = 2.0 + (double)(HEIGHT - 2) * value->count / scale->highest;

	markup_raw(page, "<a tabindex=\"-1\" href=\"");
	search_link_write(page, link);
	buf_add_format(page, "\"%s><title>",
		value->selected == CHOICE_ON ? " class=\"chosen\"" : "");
	markup_text(page, value->label);
	buf_add_format(page,
		": %u</title><rect class=\"reach\" x=\"%.2f\" y=\"0\" width=\"%.2f\" "
		"height=\"%d\"/><rect class=\"bar\" x=\"%.2f\" y=\"%.2f\" "
		"width=\"%.2f\" height=\"%.2f\" rx=\"1\"/></a>\n",
		value->count, x, step, HEIGHT, x + step * 0.1, HEIGHT - height,
		step * 0.8, height);
}

void year_chart_write(struct buf *page, const struct request *request, enum field field,
	const struct facet *years, enum language ui)
{
	const struct scale scale = measure(years);

	if (years->count < 2 || scale.first == scale.last)
		return;
	buf_add_format(page,
		"<div class=\"chart\" aria-hidden=\"true\"><svg viewBox=\"0 0 %d %d\" "
		"preserveAspectRatio=\"none\">\n",
		WIDTH, HEIGHT);
	for (size_t i = 0; i < years->count; i++) {
		const struct facet_value *value = &years->values[i];
		struct search_link link = search_link_to(request, ui);

		link.field = field;
		link.drop = value->value;
		link.add = search_link_has(request, field, value->value) ? NULL
									 : value->value;
		if (value->count && year_of(value) >= scale.first)
			add_bar(page, &link, value, &scale);
	}
	buf_add_format(page, "</svg><span>%d</span><span>%d</span></div>\n", scale.first,
		scale.last);
}
