/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/permalink.h"

#include "writing/markup.h"

static void add(struct buf *out, const char *name, const char *value)
{
	buf_add_format(out, "&%s=", name);
	markup_query_value(out, value);
}

static void add_if(struct buf *out, bool is_unusual, const char *name, const char *value)
{
	if (is_unusual)
		add(out, name, value);
}

void permalink_write(const struct request *request, unsigned generation, struct buf *out)
{
	enum { USUAL_LIMIT = 10 };

	buf_add_format(out, "/api/v1/search?snapshot=%u", generation);
	add_if(out, request->query.length, "q", buf_string(&request->query));
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		for (size_t v = 0; v < request->filters[i].count; v++)
			add(out, fields[i].name, request->filters[i].values[v]);
	}
	add_if(out, request->sort == SORT_NEWEST, "sort", "newest");
	add_if(out, request->sort == SORT_OLDEST, "sort", "oldest");
	add_if(out, request->translate == CHOICE_OFF, "translate", "off");
	add_if(out, request->synonyms == CHOICE_OFF, "synonyms", "off");
	add_if(out, request->duplicates == DUPLICATES_SHOWN, "duplicates", "show");
	if (request->limit != USUAL_LIMIT)
		buf_add_format(out, "&limit=%u", request->limit);
	if (request->offset)
		buf_add_format(out, "&offset=%u", request->offset);
}
