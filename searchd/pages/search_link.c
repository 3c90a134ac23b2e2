/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/search_link.h"

#include "writing/markup.h"

#include <stdio.h>
#include <string.h>

struct search_link search_link_to(const struct request *request, enum language ui)
{
	return (struct search_link){
		.request = request, .sort = request->sort, .page = 1, .ui = ui};
}

bool search_link_has(const struct request *request, enum field field, const char *value)
{
	const struct filter *filter = &request->filters[field];

	for (size_t i = 0; i < filter->count; i++) {
		if (!strcmp(filter->values[i], value))
			return true;
	}
	return false;
}

/* separator: '?' before the first pair, '&' before those that follow */
static void add_pair(
	struct buf *page, char *separator, const char *name, const char *value)
{
	markup_raw(page, *separator == '?' ? "?" : "&amp;");
	markup_raw(page, name);
	markup_raw(page, "=");
	markup_query_value(page, value);
	*separator = '&';
}

static void add_number(
	struct buf *page, char *separator, const char *name, unsigned number)
{
	char digits[16];

	snprintf(digits, sizeof(digits), "%u", number);
	add_pair(page, separator, name, digits);
}

static void add_filters(struct buf *page, char *separator, const struct search_link *link)
{
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		const struct filter *filter = &link->request->filters[i];
		const char *drop = link->field == (enum field)i ? link->drop : NULL;

		for (size_t v = 0; v < filter->count; v++) {
			if (!drop || strcmp(filter->values[v], drop) != 0)
				add_pair(page, separator, fields[i].name,
					filter->values[v]);
		}
	}
}

static void add_search(struct buf *page, char *separator, const struct search_link *link)
{
	static const char *const orders[] = {[SORT_RELEVANCE] = "relevance",
		[SORT_NEWEST] = "newest",
		[SORT_OLDEST] = "oldest"};

	if (link->request->query.length)
		add_pair(page, separator, "q", buf_string(&link->request->query));
	if (link->filters == FILTERS_KEPT)
		add_filters(page, separator, link);
	if (link->add)
		add_pair(page, separator, fields[link->field].name, link->add);
	if (link->sort != SORT_RELEVANCE)
		add_pair(page, separator, "sort", orders[link->sort]);
	if (link->request->facet_sort != FACET_SORT_USUAL)
		add_pair(page, separator, "facet_sort",
			link->request->facet_sort == FACET_SORT_NAME ? "name" : "count");
	if (link->request->translate == CHOICE_OFF)
		add_pair(page, separator, "translate", "off");
	if (link->request->synonyms == CHOICE_OFF)
		add_pair(page, separator, "synonyms", "off");
	if (link->request->explain == CHOICE_ON)
		add_pair(page, separator, "explain", "on");
	if (link->request->duplicates == DUPLICATES_SHOWN)
		add_pair(page, separator, "duplicates", "show");
	if (link->request->snapshot)
		add_number(page, separator, "snapshot", link->request->snapshot);
	if (link->format)
		add_pair(page, separator, "format", link->format);
	else if (link->request->limit != SEARCH_LINK_LIMIT)
		add_number(page, separator, "limit", link->request->limit);
	if (link->ui != LANGUAGE_UNKNOWN)
		add_pair(page, separator, "ui", language_code(link->ui));
}

void search_link_write_to(
	struct buf *page, const char *path, const struct search_link *link)
{
	char separator = '?';

	markup_raw(page, path);
	add_search(page, &separator, link);
}

void search_link_write(struct buf *page, const struct search_link *link)
{
	char separator = '?';

	markup_raw(page, "/");
	add_search(page, &separator, link);
	if (link->page > 1)
		add_number(page, &separator, "page", link->page);
}

void search_link_write_api(struct buf *page, const struct search_link *link)
{
	char separator = '?';

	markup_raw(page, "/api/v1/search");
	add_search(page, &separator, link);
	if (link->request->offset)
		add_number(page, &separator, "offset", link->request->offset);
}
