/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entries/json_page.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/facts.h"
#include "pages/plain.h"
#include "pages/wording.h"
#include "pages/years.h"
#include "sources/item.h"
#include "text/unicode.h"
#include "vocabulary/clusters.h"
#include "vocabulary/places.h"

#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char given[] = "given"; /* the evidence for what a line says outright */

enum {
	ID_MAX = 4096, /* bytes */
	YEAR_MIN = 1000,
	YEAR_MAX = 9999,
};

static void release_json(json_t **json)
{
	json_decref(*json);
	*json = NULL;
}

/* The field; NULL if it is not there or null. */
static const json_t *get(const json_t *line, const char *key)
{
	const json_t *value = json_object_get(line, key);

	return json_is_null(value) ? NULL : value;
}

/* One line of text: composed, control characters and blanks at the ends gone. */
static void clean(const char *text, struct buf *out)
{
	size_t start = strspn(text, " \t\r\n");

	buf_clear(out);
	unicode_compose(text + start, strlen(text + start), out);
	for (size_t i = 0; i < out->length; i++) {
		if (out->bytes[i] == '\t' || out->bytes[i] == '\n')
			out->bytes[i] = ' ';
	}
	while (out->length && out->bytes[out->length - 1] == ' ')
		out->bytes[--out->length] = '\0';
}

/* *out becomes the cleaned string; it stays as it is if there is none. */
static bool take_string(
	const json_t *line, const char *key, char **out, struct error *err)
{
	const json_t *value = get(line, key);
	SCOPED(buf_release) struct buf text = {0};

	if (!value)
		return true;
	if (!json_is_string(value))
		return error_set(err, ERROR_INVALID, "\"%s\" is not a string", key);
	clean(json_string_value(value), &text);
	if (!text.length)
		return true;
	free(*out);
	*out = buf_take(&text).bytes;
	return true;
}

static bool take_id(const json_t *line, struct document *out, struct error *err)
{
	const json_t *value = get(line, "id");
	SCOPED(buf_release) struct buf id = {0};

	if (json_is_integer(value))
		buf_add_format(&id, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	else if (json_is_string(value))
		buf_add_string(&id, json_string_value(value));
	else
		return error_set(err, ERROR_INVALID, "no \"id\"");
	if (!id.length || id.length > ID_MAX)
		return error_set(
			err, ERROR_INVALID, "\"id\" is empty or over %d bytes", ID_MAX);
	for (size_t i = 0; i < id.length; i++) {
		if (iscntrl((unsigned char)id.bytes[i]))
			return error_set(
				err, ERROR_INVALID, "\"id\" has a control character");
	}
	out->id = buf_take(&id).bytes;
	return true;
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Reads count digits; -1: there are others. */
static int read_digits(const char *text, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (!isdigit((unsigned char)text[i]))
			return -1;
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

/* The two digits behind a hyphen, if there is one: 1 to most. False: others. */
static bool take_part(const char **text, int most, int *out)
{
	if (**text != '-')
		return true;
	*out = read_digits(*text + 1, 2);
	if (*out < 1 || *out > most)
		return false;
	*text += 3;
	return true;
}

/* YYYY, YYYY-MM or YYYY-MM-DD; a time of day behind it is left out. */
static bool parse_date(const char *text, struct document_date *out)
{
	struct document_date date = {.kind = DATE_PUBLISHED};

	date.year = read_digits(text, 4);
	if (date.year < YEAR_MIN)
		return false;
	text += 4;
	if (!take_part(&text, 12, &date.month))
		return false;
	if (date.month && !take_part(&text, days_of(date.year, date.month), &date.day))
		return false;
	if (*text && !(date.day && (*text == 'T' || *text == ' ')))
		return false;
	*out = date;
	return true;
}

static void drop_published(struct document *document)
{
	size_t kept = 0;

	for (size_t i = 0; i < document->date_count; i++) {
		if (document->dates[i].kind == DATE_PUBLISHED)
			free(document->dates[i].evidence);
		else
			document->dates[kept++] = document->dates[i];
	}
	document->date_count = kept;
}

static bool take_date(const json_t *line, struct document *out, struct error *err)
{
	const json_t *value = get(line, "date");
	struct document_date date;

	if (!value)
		return true;
	if (!json_is_string(value) || !parse_date(json_string_value(value), &date))
		return error_set(err, ERROR_INVALID,
			"\"date\" is not a day of the form YYYY-MM-DD, YYYY-MM or YYYY");
	drop_published(out);
	document_add_date(out, date, given, strlen(given));
	return true;
}

/* Item i of a list, or the value itself if it is no list. NULL: no more. */
static const json_t *list_item(const json_t *value, size_t i)
{
	if (json_is_array(value))
		return json_array_get(value, i);
	return i == 0 ? value : NULL;
}

static bool take_years(const json_t *line, struct document *out, struct error *err)
{
	const json_t *value = get(line, "years");
	const json_t *item;

	if (!value)
		return true;
	out->year_count = 0;
	for (size_t i = 0; (item = list_item(value, i)); i++) {
		json_int_t year = json_integer_value(item);

		if (!json_is_integer(item) || year < YEAR_MIN || year > YEAR_MAX)
			return error_set(
				err, ERROR_INVALID, "\"years\" is not a list of years");
		document_add_year(out, (int)year);
	}
	return true;
}

/* A given date dates the page, but a project keeps the years it ran. */
static void date_years(const json_t *line, struct document *out)
{
	struct document_date date;

	if (!get(line, "date") || get(line, "years"))
		return;
	for (size_t i = 0; out->type == PAGE_PROJECT && i < out->date_count; i++) {
		if (out->dates[i].kind == DATE_START || out->dates[i].kind == DATE_END)
			return;
	}
	if (!parse_date(json_string_value(get(line, "date")), &date))
		return;
	out->year_count = 0;
	document_add_year(out, date.year);
}

static void clear_cities(struct document *document)
{
	for (size_t i = 0; i < document->city_count; i++) {
		free(document->cities[i].value);
		free(document->cities[i].evidence);
	}
	document->city_count = 0;
	document->country_count = 0;
}

static void clear_clusters(struct document *document)
{
	for (size_t i = 0; i < document->cluster_count; i++) {
		free(document->clusters[i].id);
		free(document->clusters[i].evidence);
	}
	document->cluster_count = 0;
}

static bool refuse_list(const char *key, struct error *err)
{
	return error_set(err, ERROR_INVALID, "\"%s\" is not a list of strings", key);
}

static bool take_cities(const json_t *line, const struct places *places,
	struct document *out, struct error *err)
{
	const json_t *value = get(line, "cities");
	SCOPED(buf_release) struct buf name = {0};
	const json_t *item;

	if (!value)
		return true;
	clear_cities(out);
	for (size_t i = 0; (item = list_item(value, i)); i++) {
		const struct place *place;

		if (!json_is_string(item))
			return refuse_list("cities", err);
		clean(json_string_value(item), &name);
		place = places_find(places, buf_string(&name));
		if (name.length)
			document_add_city(out, place ? place->value : name.bytes, given,
				strlen(given));
		if (place)
			document_add_country(out, place->country);
	}
	return true;
}

static bool take_clusters(const json_t *line, const struct clusters *clusters,
	struct document *out, struct error *err)
{
	const json_t *value = get(line, "clusters");
	SCOPED(buf_release) struct buf name = {0};
	const json_t *item;

	if (!value)
		return true;
	clear_clusters(out);
	for (size_t i = 0; (item = list_item(value, i)); i++) {
		const struct cluster *cluster;

		if (!json_is_string(item))
			return refuse_list("clusters", err);
		clean(json_string_value(item), &name);
		cluster = clusters_find(clusters, buf_string(&name));
		if (name.length)
			document_add_cluster(out, cluster ? cluster->id : name.bytes,
				given, strlen(given));
	}
	return true;
}

static bool take_type(const json_t *line, struct document *out, struct error *err)
{
	SCOPED(string_free) char *name = NULL;

	if (!take_string(line, "type", &name, err))
		return false;
	if (!name)
		return true;
	if (!page_type_find(name, &out->type))
		return error_set(err, ERROR_INVALID,
			"\"type\" is none of project, network, news, other");
	free(out->type_evidence);
	out->type_evidence = alloc_string(given);
	return true;
}

static bool take_language(const json_t *line, struct document *out, struct error *err)
{
	SCOPED(string_free) char *code = NULL;
	enum language language;

	if (!take_string(line, "language", &code, err))
		return false;
	language = language_of_code(code);
	if (language != LANGUAGE_UNKNOWN)
		out->language = language;
	return true;
}

static bool take_day(const json_t *facts, const char *key, char **out, struct error *err)
{
	struct document_date date;

	if (!take_string(facts, key, out, err))
		return false;
	return !get(facts, key) || parse_date(*out ? *out : "", &date)
		|| error_set(
			err, ERROR_INVALID, "\"%s\" is not a day, month or year", key);
}

/* Of a project; the names are those that inspect --json tells. */
static bool take_facts(const json_t *line, struct document *out, struct error *err)
{
	const json_t *value = get(line, "facts");
	const json_t *budget = get(value, "budget_eur");
	struct facts *facts = out->facts;

	if (!value || !facts)
		return true;
	if (!json_is_object(value))
		return error_set(err, ERROR_INVALID, "\"facts\" is not an object");
	if (budget && !(json_number_value(budget) > 0))
		return error_set(
			err, ERROR_INVALID, "\"budget_eur\" is not a number above 0");
	if (budget) {
		facts->budget = json_number_value(budget);
		memcpy(facts->currency, "EUR", sizeof(facts->currency));
	}
	return take_string(value, "programme", &facts->programme, err)
		&& take_day(value, "start", &facts->start, err)
		&& take_day(value, "end", &facts->end, err);
}

/* A project's given years are those it ran, if nothing else is known of that. */
static void settle_running(const json_t *line, struct document *out)
{
	years_find_running(out);
	if (out->type != PAGE_PROJECT || out->running_count || !get(line, "years"))
		return;
	for (size_t i = 0; i < out->year_count; i++)
		document_add_running(out, out->years[i]);
}

static bool take_given(const json_t *line, const struct page_tables *tables,
	struct document *out, struct error *err)
{
	return take_string(line, "url", &out->url, err)
		&& take_string(line, "title", &out->title, err)
		&& take_type(line, out, err) && take_language(line, out, err)
		&& take_date(line, out, err) && take_years(line, out, err)
		&& take_cities(line, tables->places, out, err)
		&& take_clusters(line, tables->clusters, out, err);
}

static void add_body(
	const char *body, const struct wording *wording, struct document *out)
{
	SCOPED(buf_release) struct buf text = {0};

	unicode_compose(body, strlen(body), &text);
	plain_build(wording->labels, buf_string(&text), text.length, out);
}

static bool read_html(const json_t *line, const char *html,
	const struct page_tables *tables, struct document *out, struct error *err)
{
	struct page page = {.url = json_string_value(get(line, "url")),
		.encoding = "utf-8",
		.format = PAGE_HTML,
		.bytes = html,
		.length = strlen(html)};

	return page_read(&page, tables, out, err);
}

static bool read_text(const json_t *line, const char *body,
	const struct page_tables *tables, struct document *out, struct error *err)
{
	if (!take_given(line, tables, out, err))
		return false;
	if (body)
		add_body(body, tables->wording, out);
	if (!out->block_count && !out->title)
		return error_set(err, ERROR_INVALID, "neither \"title\" nor text");
	page_understand(tables, out);
	return true;
}

/* A text that is not there is fine. */
static bool check_text(const json_t *text, const char *key, struct error *err)
{
	if (text && !json_is_string(text))
		return error_set(err, ERROR_INVALID, "\"%s\" is not a string", key);
	if (json_string_length(text) > ITEM_SIZE_MAX)
		return error_set(err, ERROR_INVALID, "\"%s\" is larger than %d MB", key,
			ITEM_SIZE_MAX >> 20);
	return true;
}

static bool read_line(const json_t *line, const struct page_tables *tables,
	struct document *out, struct error *err)
{
	const json_t *html = get(line, "html");
	const json_t *body = get(line, "body");
	bool is_html = html && !body;

	if (!check_text(body, "body", err) || !check_text(html, "html", err))
		return false;
	if (is_html ? !read_html(line, json_string_value(html), tables, out, err)
		    : !read_text(line, json_string_value(body), tables, out, err))
		return false;
	if (!take_id(line, out, err) || !take_given(line, tables, out, err))
		return false;
	page_settle_facts(tables, out);
	if (!take_facts(line, out, err))
		return false;
	settle_running(line, out);
	date_years(line, out);
	return true;
}

bool json_page_read(const char *bytes, size_t length, const struct page_tables *tables,
	struct document *out, struct error *err)
{
	SCOPED(document_release) struct document document = {0};
	SCOPED(release_json) json_t *line = NULL;
	json_error_t reason;

	line = json_loadb(bytes, length, 0, &reason);
	if (!line)
		return error_set(err, ERROR_INVALID, "not JSON: %s", reason.text);
	if (!json_is_object(line))
		return error_set(err, ERROR_INVALID, "not a JSON object");
	if (!read_line(line, tables, &document, err))
		return false;
	*out = document;
	document = (struct document){0};
	return true;
}
