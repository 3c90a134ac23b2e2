/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/request.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "query/budget_range.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NAME_SHOWN_MAX = 40 }; /* a longer unknown name is not repeated to its sender */

static bool parse_number(
	const struct parameter *parameter, unsigned max, unsigned *out, struct error *err)
{
	const char *digits = parameter->value;
	unsigned number = 0;
	size_t i = 0;

	for (; digits[i] >= '0' && digits[i] <= '9' && number <= max; i++)
		number = number * 10 + (unsigned)(digits[i] - '0');
	if (!i || digits[i] || number > max)
		return error_set(err, ERROR_INVALID,
			"%s must be a whole number from 0 to %u", parameter->name, max);
	*out = number;
	return true;
}

/* The index of the value among the NULL-ended choices. */
static bool parse_choice(const struct parameter *parameter, const char *const *choices,
	int *out, struct error *err)
{
	SCOPED(buf_release) struct buf names = {0};

	for (int i = 0; choices[i]; i++) {
		if (!strcmp(choices[i], parameter->value)) {
			*out = i;
			return true;
		}
		buf_add_format(&names, "%s%s", i ? ", " : "", choices[i]);
	}
	return error_set(err, ERROR_INVALID, "%s must be one of: %s", parameter->name,
		buf_string(&names));
}

static bool is_blank(char c)
{
	return strchr(" \t\r\n", c) != NULL;
}

/* Bytes of a text that is too long, up to a word's end; of one long word, all that fit. */
static size_t cut_length(const char *text)
{
	size_t end = REQUEST_QUERY_MAX;
	size_t word = end;

	while (end && !unicode_begins(text[end]))
		end--;
	while (word && !is_blank(text[word]))
		word--;
	while (word && is_blank(text[word - 1]))
		word--;
	return word ? word : end;
}

static bool parse_query(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	bool fits = parameter->value_length <= REQUEST_QUERY_MAX;

	(void)err;
	out->cut = fits ? CHOICE_OFF : CHOICE_ON;
	buf_add(&out->query, parameter->value,
		fits ? parameter->value_length : cut_length(parameter->value));
	return true;
}

static bool parse_offset(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	return parse_number(parameter, REQUEST_DEPTH_MAX, &out->offset, err);
}

static bool parse_limit(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	return parse_number(parameter, REQUEST_LIMIT_MAX, &out->limit, err);
}

static bool parse_facet_limit(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	return parse_number(parameter, REQUEST_FACET_LIMIT_MAX, &out->facet_limit, err);
}

static enum field filter_field(const char *name, size_t length)
{
	int field = 0;

	while (field < FIELD_FILTER_COUNT
		&& (strlen(fields[field].name) != length
			|| memcmp(fields[field].name, name, length) != 0))
		field++;
	return (enum field)field;
}

static bool refuse_facet(const struct parameter *parameter, struct error *err)
{
	SCOPED(buf_release) struct buf known = {0};

	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
		buf_add_format(&known, "%s%s", i ? "," : "", fields[i].name);
	return error_set(err, ERROR_INVALID,
		"%s must be names out of %s, with commas between them, or nothing",
		parameter->name, buf_string(&known));
}

/* city,year: only these; nothing: none. */
static bool parse_facets(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	const char *name = parameter->value;
	bool is_more = parameter->value_length != 0;

	out->unwanted_facets = (1U << FIELD_FILTER_COUNT) - 1;
	while (is_more) {
		size_t length = strcspn(name, ",");
		enum field field = filter_field(name, length);

		if (field == FIELD_FILTER_COUNT)
			return refuse_facet(parameter, err);
		out->unwanted_facets &= ~(1U << field);
		is_more = name[length] == ',';
		name += length + 1;
	}
	return true;
}

static bool parse_sort(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	static const char *const orders[] = {"relevance", "newest", "oldest", NULL};
	int chosen = 0;

	if (!parse_choice(parameter, orders, &chosen, err))
		return false;
	out->sort = (enum sort_order)chosen;
	return true;
}

static bool parse_facet_sort(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	static const char *const orders[] = {"count", "name", NULL};
	int chosen = 0;

	if (!parse_choice(parameter, orders, &chosen, err))
		return false;
	out->facet_sort = chosen ? FACET_SORT_NAME : FACET_SORT_COUNT;
	return true;
}

static bool parse_switch(
	const struct parameter *parameter, enum choice *out, struct error *err)
{
	static const char *const states[] = {"off", "on", NULL};
	int chosen = 0;

	if (!parse_choice(parameter, states, &chosen, err))
		return false;
	*out = (enum choice)chosen;
	return true;
}

static bool parse_translate(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	return parse_switch(parameter, &out->translate, err);
}

static bool parse_synonyms(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	return parse_switch(parameter, &out->synonyms, err);
}

static bool parse_explain(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	return parse_switch(parameter, &out->explain, err);
}

static bool parse_duplicates(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	static const char *const views[] = {"fold", "show", NULL};
	int chosen = 0;

	if (!parse_choice(parameter, views, &chosen, err))
		return false;
	out->duplicates = (enum duplicates_view)chosen;
	return true;
}

static bool parse_ui(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	static const char *const codes[] = {"de", "en", NULL};
	int chosen = 0;

	if (!parse_choice(parameter, codes, &chosen, err))
		return false;
	out->ui = chosen ? LANGUAGE_EN : LANGUAGE_DE;
	return true;
}

/* It is read when all else is known: read_cursor(). */
static bool parse_cursor(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	(void)parameter;
	(void)out;
	(void)err;
	return true;
}

static bool parse_snapshot(
	const struct parameter *parameter, struct request *out, struct error *err)
{
	if (!parse_number(parameter, REQUEST_SNAPSHOT_MAX, &out->snapshot, err))
		return false;
	return out->snapshot
		|| error_set(err, ERROR_INVALID,
			"snapshot must be the number of a generation, from 1; leave it "
			"out for the newest");
}

static const struct {
	const char *name;
	bool (*parse)(const struct parameter *, struct request *, struct error *);
} singles[] = {
	{"q", parse_query},
	{"sort", parse_sort},
	{"offset", parse_offset},
	{"limit", parse_limit},
	{"cursor", parse_cursor},
	{"snapshot", parse_snapshot},
	{"facet_limit", parse_facet_limit},
	{"facet_sort", parse_facet_sort},
	{"facets", parse_facets},
	{"translate", parse_translate},
	{"synonyms", parse_synonyms},
	{"explain", parse_explain},
	{"duplicates", parse_duplicates},
	{"ui", parse_ui},
};

enum { SINGLES = sizeof(singles) / sizeof(singles[0]) };

static bool is_year(const char *text, size_t length)
{
	return length == 4 && strspn(text, "0123456789") >= 4;
}

/* 2007, 2005..2008, 2005.. or ..2008 */
static bool is_year_or_range(const char *value)
{
	const char *dots = strstr(value, "..");
	const char *last = dots ? dots + 2 : value;
	size_t first_length = dots ? (size_t)(dots - value) : 0;
	size_t last_length = strlen(last);

	if (!dots)
		return is_year(value, last_length);
	if (!first_length && !last_length)
		return false;
	return (!first_length || is_year(value, first_length))
		&& (!last_length || is_year(last, last_length))
		&& (!first_length || !last_length || memcmp(value, last, 4) <= 0);
}

/* Whether what is typed can be read as a value of the field, or tells what could. */
static bool check_value(
	const struct parameter *parameter, enum field field, struct error *err)
{
	struct budget_range range;

	if (!parameter->value_length || parameter->value_length > REQUEST_VALUE_MAX)
		return error_set(err, ERROR_INVALID,
			"%s needs a value of 1 to %d bytes; leave it out for no filter",
			parameter->name, REQUEST_VALUE_MAX);
	if (!strcasecmp(parameter->value, VALUE_NONE))
		return true;
	if (fields[field].kind == FIELD_OF_YEARS && !is_year_or_range(parameter->value))
		return error_set(err, ERROR_INVALID,
			"%s must be like 2007, 2005..2008, 2005.. or ..2008, earlier "
			"year first, or none",
			parameter->name);
	if (fields[field].kind == FIELD_OF_AMOUNTS
		&& !budget_range_parse(parameter->value, &range))
		return error_set(err, ERROR_INVALID,
			"%s must be euros, like 1000000.., 500000..2m or ..1,5 Mio, the "
			"smaller sum first, or none",
			parameter->name);
	return true;
}

static bool add_filter(const struct parameter *parameter, enum field field,
	struct request *out, struct error *err)
{
	struct filter *filter = &out->filters[field];

	if (!check_value(parameter, field, err))
		return false;
	if (filter->count == REQUEST_VALUES_MAX)
		return error_set(err, ERROR_INVALID, "%s may be given at most %d times",
			parameter->name, REQUEST_VALUES_MAX);
	filter->values = alloc_grow(
		filter->values, filter->count, &filter->room, sizeof(*filter->values));
	filter->values[filter->count++] =
		alloc_copy(parameter->value, parameter->value_length);
	return true;
}

static bool refuse_unknown(const struct parameter *parameter, struct error *err)
{
	SCOPED(buf_release) struct buf known = {0};

	for (size_t i = 0; i < SINGLES; i++)
		buf_add_format(&known, "%s%s", i ? ", " : "", singles[i].name);
	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
		buf_add_format(&known, ", %s", fields[i].name);
	if (strlen(parameter->name) > NAME_SHOWN_MAX)
		return error_set(err, ERROR_INVALID,
			"there is an unknown parameter with a long name; known are: %s",
			buf_string(&known));
	return error_set(err, ERROR_INVALID,
		"there is no parameter \"%s\"; known are: %s", parameter->name,
		buf_string(&known));
}

static bool parse_one(const struct parameter *parameter, unsigned *seen,
	struct request *out, struct error *err)
{
	enum field field = filter_field(parameter->name, strlen(parameter->name));

	if (field < FIELD_FILTER_COUNT)
		return add_filter(parameter, field, out, err);
	for (size_t i = 0; i < SINGLES; i++) {
		if (strcmp(singles[i].name, parameter->name) != 0)
			continue;
		if (*seen & 1U << i)
			return error_set(err, ERROR_INVALID, "%s may be given only once",
				parameter->name);
		*seen |= 1U << i;
		return singles[i].parse(parameter, out, err);
	}
	return refuse_unknown(parameter, err);
}

static bool check_text(const struct parameter *parameter, struct error *err)
{
	if (!unicode_valid(parameter->name, strlen(parameter->name)))
		return error_set(
			err, ERROR_INVALID, "the name of a parameter is not valid UTF-8");
	if (!unicode_valid(parameter->value, parameter->value_length))
		return error_set(err, ERROR_INVALID,
			"a parameter's value is not valid UTF-8, or has a NUL in it; "
			"percent-encode UTF-8 bytes");
	return true;
}

static const struct parameter *find_parameter(
	const struct parameter *parameters, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(parameters[i].name, name) && parameters[i].value_length)
			return &parameters[i];
	}
	return NULL;
}

/* It belongs to a search, so that this is known before. */
static bool read_cursor(const struct parameter *parameters, size_t count,
	struct request *request, struct error *err)
{
	const struct parameter *cursor = find_parameter(parameters, count, "cursor");
	SCOPED(buf_release) struct buf search = {0};

	if (!cursor)
		return true;
	if (find_parameter(parameters, count, "offset"))
		return error_set(err, ERROR_INVALID,
			"cursor and offset exclude each other: leave out offset to go on "
			"where the last answer ended");
	request_search_key(request, &search);
	return cursor_read(cursor->value, &search, &request->cursor, err);
}

bool request_parse(const struct parameter *parameters, size_t count, enum language ui,
	struct request *out, struct error *err)
{
	SCOPED(request_release)
	struct request request = {.limit = 10,
		.facet_limit = 20,
		.translate = CHOICE_ON,
		.synonyms = CHOICE_ON,
		.ui = ui};
	unsigned seen = 0;

	for (size_t i = 0; i < count; i++) {
		struct parameter parameter = parameters[i];

		if (!parameter.value)
			parameter.value = "";
		if (!check_text(&parameter, err)
			|| !parse_one(&parameter, &seen, &request, err))
			return false;
	}
	if (request.offset + request.limit > REQUEST_DEPTH_MAX)
		return error_set(err, ERROR_INVALID,
			"offset + limit must be at most %d; what comes later is found "
			"with cursor=, which each answer tells as next_cursor",
			REQUEST_DEPTH_MAX);
	if (!read_cursor(parameters, count, &request, err))
		return false;
	*out = request;
	request = (struct request){0};
	return true;
}

void request_release(struct request *request)
{
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		struct filter *filter = &request->filters[i];

		for (size_t value = 0; value < filter->count; value++)
			free(filter->values[value]);
		free(filter->values);
	}
	buf_release(&request->query);
	buf_release(&request->prefix);
	*request = (struct request){0};
}

static void add_key_text(struct buf *out, const char *text, size_t length)
{
	buf_add_format(out, "%zu:", length);
	buf_add(out, text, length);
}

void request_search_key(const struct request *request, struct buf *out)
{
	add_key_text(out, buf_string(&request->query), request->query.length);
	buf_add_format(out, " %d %d %d %d %d %u", request->cut, request->sort,
		request->translate, request->synonyms, request->duplicates,
		request->snapshot);
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		const struct filter *filter = &request->filters[i];

		buf_add_format(out, " %zu ", filter->count);
		for (size_t v = 0; v < filter->count; v++)
			add_key_text(out, filter->values[v], strlen(filter->values[v]));
	}
}

void request_key(const struct request *request, struct buf *out)
{
	request_search_key(request, out);
	buf_add_format(out, " %u %u %u %d %u %d %d ", request->offset, request->limit,
		request->facet_limit, request->facet_sort, request->unwanted_facets,
		request->explain, request->ui);
	if (request->cursor.kind != CURSOR_NONE)
		cursor_write(&request->cursor, &(struct buf){0}, out);
}
