/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "exports/format.h"

#include <string.h>

const struct format *format_find(const char *name)
{
	static const struct format *const formats[] = {
		&csv_format, &ris_format, &bibtex_format, &csl_format, &jsonl_format};

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (!strcmp(formats[i]->name, name))
			return formats[i];
	}
	return NULL;
}

void format_add_request(const struct request *request, struct buf *out)
{
	static const char *const orders[] = {[SORT_RELEVANCE] = "relevance",
		[SORT_NEWEST] = "newest",
		[SORT_OLDEST] = "oldest"};

	buf_add_string(out, "q=");
	buf_add(out, buf_string(&request->query), request->query.length);
	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		for (size_t v = 0; v < request->filters[i].count; v++)
			buf_add_format(out, "; %s=%s", fields[i].name,
				request->filters[i].values[v]);
	}
	buf_add_format(out, "; sort=%s", orders[request->sort]);
	if (request->translate == CHOICE_OFF)
		buf_add_string(out, "; translate=off");
	if (request->synonyms == CHOICE_OFF)
		buf_add_string(out, "; synonyms=off");
	if (request->duplicates == DUPLICATES_SHOWN)
		buf_add_string(out, "; duplicates=show");
}
