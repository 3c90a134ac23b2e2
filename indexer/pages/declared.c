/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/declared.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/cues.h"
#include "pages/datelines.h"
#include "pages/dates.h"
#include "pages/json_ld.h"
#include "pages/metadata.h"
#include "pages/wording.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading {
	const struct html *html;
	struct document *document;
	const struct dates *dates;
	struct dateline_search search;
};

static struct document_date *find_kind(
	const struct document *document, enum date_kind kind)
{
	for (size_t i = 0; i < document->date_count; i++) {
		if (document->dates[i].kind == kind)
			return &document->dates[i];
	}
	return NULL;
}

static bool has_kind(const struct document *document, enum date_kind kind)
{
	return find_kind(document, kind) != NULL;
}

static void add(struct document *document, struct calendar_date date, enum date_kind kind,
	const char *source, const char *value)
{
	SCOPED(buf_release) struct buf evidence = {0};

	buf_add_format(&evidence, "%s: %s", source, value);
	document_add_date(document,
		(struct document_date){.year = date.year,
			.month = date.month,
			.day = date.day,
			.kind = kind},
		evidence.bytes, evidence.length < 200 ? evidence.length : 200);
}

/* "Mon Oct 11 14:57:21 CEST 2021": the year stands last. */
static bool read_ctime(
	const struct dates *dates, const struct buf *low, struct calendar_date *out)
{
	const char *colon = strchr(low->bytes, ':');
	struct date_span span;
	size_t offset = 0;

	if (!colon || low->length < 24)
		return false;
	const char *hour = colon;

	while (hour > low->bytes && isdigit((unsigned char)hour[-1]))
		hour--;
	SCOPED(buf_release) struct buf line = {0};

	buf_add(&line, low->bytes, (size_t)(hour - low->bytes));
	buf_add(&line, low->bytes + low->length - 4, 4);
	if (!dates_next(dates, line.bytes, line.length, &offset, &span) || !span.from.day)
		return false;
	*out = span.from;
	return true;
}

/* The first date in a short value. */
static bool read_value(const struct dates *dates, const char *value, size_t length,
	struct calendar_date *out)
{
	SCOPED(buf_release) struct buf low = {0};
	struct date_span span;
	size_t offset = 0;

	cues_lower(value, length, &low);
	/* 2012-05-31T10:00: the T would glue the day to the hour. */
	if (low.length > 10 && low.bytes[10] == 't' && low.bytes[4] == '-')
		low.bytes[10] = ' ';
	if (low.length == 8 && strspn(low.bytes, "0123456789") == 8) {
		char iso[] = {low.bytes[0], low.bytes[1], low.bytes[2], low.bytes[3], '-',
			low.bytes[4], low.bytes[5], '-', low.bytes[6], low.bytes[7],
			'\0'};

		buf_clear(&low);
		buf_add_string(&low, iso);
	}
	if (!low.length || !dates_next(dates, low.bytes, low.length, &offset, &span))
		return false;
	*out = span.from;
	if (!out->day)
		read_ctime(dates, &low, out);
	return out->year >= 1990 && out->year < 2100;
}

static bool try_value(struct reading *reading, const char *value, enum date_kind kind,
	const char *source)
{
	struct calendar_date date;

	if (has_kind(reading->document, kind)
		|| !read_value(reading->dates, value, strnlen(value, 60), &date)
		|| !date.day)
		return false;
	add(reading->document, date, kind, source, value);
	return true;
}

/* What is no report whatever its date. */
static void read_service(const char *json, size_t length, struct declared *out)
{
	static const char *const types[] = {"Recipe", "HowTo", "FAQPage", "Product",
		"JobPosting", "GovernmentService", "DefinedTermSet"};
	SCOPED(buf_release) struct buf type = {0};

	if (!json_ld_find(json, length, "@type", &type))
		return;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (strcmp(type.bytes, types[i]) == 0)
			snprintf(out->article, sizeof(out->article), "%s", types[i]);
	}
}

static void read_json_ld(struct reading *reading, struct declared *out)
{
	const struct html *html = reading->html;
	SCOPED(json_ld_release) struct json_ld page = {0};

	metadata_read_json_ld(html, &page);
	try_value(reading, buf_string(&page.values[JSON_LD_PUBLISHED]), DATE_PUBLISHED,
		"JSON-LD datePublished");
	try_value(reading, buf_string(&page.values[JSON_LD_UPDATED]), DATE_UPDATED,
		"JSON-LD dateModified");
	for (size_t i = 0; i < html->value_count; i++) {
		const struct html_value *value = &html->values[i];
		const char *json = html->values_text.bytes + value->start;
		SCOPED(buf_release) struct buf found = {0};

		if (value->fact != HTML_JSON_LD)
			continue;
		if (json_ld_find(json, value->length, "datePublished", &found))
			try_value(reading, found.bytes, DATE_PUBLISHED,
				"JSON-LD datePublished");
		buf_clear(&found);
		if (json_ld_find(json, value->length, "dateModified", &found))
			try_value(reading, found.bytes, DATE_UPDATED,
				"JSON-LD dateModified");
		if (memmem(json, value->length, "NewsArticle", 11))
			strcpy(out->article, "NewsArticle");
		else if (!*out->article
			&& memmem(json, value->length, "\"BlogPosting\"", 13))
			strcpy(out->article, "BlogPosting");
		else if (!*out->article)
			read_service(json, value->length, out);
	}
}

static void read_meta(struct reading *reading, enum html_fact fact, enum date_kind kind,
	const char *source)
{
	const struct html *html = reading->html;

	for (size_t i = 0; i < html->value_count; i++) {
		if (html->values[i].fact == fact)
			try_value(reading,
				html->values_text.bytes + html->values[i].start, kind,
				source);
	}
}

/* Those at the headline; else the only one of the page. */
static void read_times(struct reading *reading)
{
	const struct html *html = reading->html;
	const char *only = NULL;
	size_t count = 0;

	for (size_t i = 0; i < html->value_count; i++) {
		const struct html_value *value = &html->values[i];

		if (value->fact != HTML_TIME)
			continue;
		only = html->values_text.bytes + value->start;
		count++;
		if (datelines_is_near(&reading->search, value->node)
			&& try_value(
				reading, only, DATE_PUBLISHED, "time at the headline"))
			return;
	}
	if (count == 1)
		try_value(reading, only, DATE_PUBLISHED, "time");
}

static void take_line(
	struct reading *reading, const struct dateline *line, const char *source)
{
	if (!has_kind(reading->document, line->kind))
		add(reading->document, line->date, line->kind, source,
			buf_string(&line->text));
}

static struct calendar_date day_of(const struct document_date *date)
{
	return (struct calendar_date){date->year, date->month, date->day};
}

/*
 * A page that was renewed shows its readers the new day alone, and has the old
 * one in its markup: it is of the day that is shown.
 */
static void prefer_shown(struct reading *reading, const struct dateline *line)
{
	struct document_date *published = find_kind(reading->document, DATE_PUBLISHED);
	const struct document_date *updated = find_kind(reading->document, DATE_UPDATED);

	if (!updated || line->kind != DATE_PUBLISHED
		|| dates_compare(day_of(updated), line->date) != 0)
		return;
	published->year = line->date.year;
	published->month = line->date.month;
	published->day = line->date.day;
	free(published->evidence);
	published->evidence = alloc_string(buf_string(&line->text));
}

/* What stands at the headline; else what says elsewhere that it is the page's. */
static void read_datelines(struct reading *reading)
{
	SCOPED(dateline_release) struct dateline line = {0};
	bool near = datelines_find_near(&reading->search, &line);

	if (near && has_kind(reading->document, DATE_PUBLISHED))
		prefer_shown(reading, &line);
	else if (near)
		take_line(reading, &line, "line at the headline");
	else if (!has_kind(reading->document, DATE_PUBLISHED)
		&& datelines_find_anywhere(&reading->search, &line))
		take_line(reading, &line, "line");
}

static int digits(const char *at, size_t count)
{
	int value = 0;

	for (size_t i = 0; i < count; i++) {
		if (!isdigit((unsigned char)at[i]))
			return -1;
		value = value * 10 + at[i] - '0';
	}
	return value;
}

static bool is_mark(char c)
{
	return c == '/' || c == '-' || c == '_' || c == '.';
}

/* 2012/05/31, 2012-05-31, 20120531; 2012/05 where no day follows. */
static bool read_path_date(const char *at, struct calendar_date *out)
{
	size_t mark = is_mark(at[4]) ? 1 : 0;
	struct calendar_date date = {.year = digits(at, 4)};

	if (date.year < 1990 || date.year > 2100)
		return false;
	date.month = digits(at + 4 + mark, 2);
	if (date.month < 1 || date.month > 12)
		return false;
	const char *rest = at + 6 + mark;

	if (mark && *rest == at[4] && !isdigit((unsigned char)rest[1])) {
		*out = date;
		return *rest == '/';
	}
	if (mark && *rest != at[4])
		return false;
	date.day = digits(rest + mark, 2);
	if (date.day < 1 || date.day > 31 || isdigit((unsigned char)rest[mark + 2]))
		date.day = 0;
	*out = date;
	return date.day || (mark && *rest == '/');
}

/* The last day in the path; else its last month. */
static bool find_in_path(const char *path, struct calendar_date *out)
{
	size_t length = strlen(path);
	bool found = false;

	for (size_t i = 0; i + 7 < length; i++) {
		struct calendar_date date;

		if (!isdigit((unsigned char)path[i])
			|| (i && isalnum((unsigned char)path[i - 1])))
			continue;
		if (read_path_date(path + i, &date)
			&& (date.day || !found || !out->day)) {
			*out = date;
			found = true;
		}
	}
	return found;
}

/* Where a page has an address, its path is that. */
static const char *path_source(const struct document *document)
{
	return document->url ? "address" : "path";
}

void declared_read_path_day(const struct declared *declared, struct document *document)
{
	struct calendar_date date;

	if (declared->path && !has_kind(document, DATE_PUBLISHED)
		&& find_in_path(declared->path, &date) && date.day)
		add(document, date, DATE_PUBLISHED, path_source(document),
			declared->path);
}

void declared_read_path_month(const struct declared *declared, struct document *document)
{
	struct calendar_date date;

	if (declared->path && !has_kind(document, DATE_PUBLISHED)
		&& find_in_path(declared->path, &date))
		add(document, date, DATE_PUBLISHED, path_source(document),
			declared->path);
}

/* Where nobody knows the address, the page may: its canonical one. */
static void take_canonical(const struct html *html, const struct document *document,
	struct declared *declared)
{
	const char *canonical = html_value_of(html, HTML_CANONICAL);
	struct calendar_date date;

	if (document->url || !canonical
		|| strlen(canonical) >= sizeof(declared->canonical)
		|| !find_in_path(canonical, &date))
		return;
	memcpy(declared->canonical, canonical, strlen(canonical) + 1);
	declared->path = declared->canonical;
}

void declared_read(const struct wording *wording, const struct html *html,
	const struct mainpart *part, struct document *document, struct declared *declared)
{
	struct reading reading = {
		.html = html,
		.document = document,
		.dates = wording->dates,
		.search = {.dates = wording->dates,
			.cues = wording->datelines,
			.html = html,
			.part = part,
			.headline = datelines_find_headline(html, part, document->title)},
	};
	const char *type = html_value_of(html, HTML_TYPE);

	take_canonical(html, document, declared);
	read_json_ld(&reading, declared);
	if (!*declared->article && type && strcmp(type, "article") == 0)
		strcpy(declared->article, "article");
	read_meta(&reading, HTML_PUBLISHED, DATE_PUBLISHED, "meta");
	read_meta(&reading, HTML_UPDATED, DATE_UPDATED, "meta");
	read_times(&reading);
	read_meta(&reading, HTML_DATE, DATE_PUBLISHED, "meta date");
	declared_read_path_day(declared, document);
	read_datelines(&reading);
}
