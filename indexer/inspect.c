/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "inspect.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/scope.h"
#include "build.h"
#include "inspect_site.h"
#include "json_page.h"
#include "options.h"
#include "pages/facts_json.h"
#include "pages/page.h"
#include "run_report.h"
#include "sources/json_lines.h"
#include "sources/source.h"
#include "vocabulary/clusters.h"
#include "vocabulary/places.h"

#include <string.h>

static void add_text(struct buf *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, text);
}

static void add_headings(const struct document *document, struct buf *json)
{
	json_key(json, "headings");
	json_array_begin(json);
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		if (block->kind == BLOCK_HEADING)
			json_string(json, document->text.bytes + block->start,
				block->end - block->start);
	}
	json_array_end(json);
}

static void add_dates(const struct document *document, struct buf *json)
{
	char digits[BUILD_DATE_MAX];

	json_key(json, "dates");
	json_array_begin(json);
	for (size_t i = 0; i < document->date_count; i++) {
		build_date(&document->dates[i], digits);
		json_object_begin(json);
		add_text(json, "date", digits);
		add_text(json, "kind", date_kind_name(document->dates[i].kind));
		add_text(json, "evidence", document->dates[i].evidence);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_years(const struct document *document, struct buf *json)
{
	json_key(json, "years");
	json_array_begin(json);
	for (size_t i = 0; i < document->year_count; i++)
		json_integer(json, document->years[i]);
	json_array_end(json);
}

static void add_coordinate(
	struct buf *json, const char *key, const struct place *place, double degrees)
{
	json_key(json, key);
	if (place)
		json_number(json, degrees);
	else
		json_null(json);
}

static void add_cities(
	const struct document *document, const struct places *places, struct buf *json)
{
	json_key(json, "cities");
	json_array_begin(json);
	for (size_t i = 0; i < document->city_count; i++) {
		const struct document_city *city = &document->cities[i];
		const struct place *place = places_find(places, city->value);

		json_object_begin(json);
		add_text(json, "name", city->value);
		add_text(json, "country", place ? place->country : NULL);
		add_coordinate(json, "latitude", place, place ? place->latitude : 0);
		add_coordinate(json, "longitude", place, place ? place->longitude : 0);
		add_text(json, "evidence", city->evidence);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_clusters(const struct document *document, struct buf *json)
{
	json_key(json, "clusters");
	json_array_begin(json);
	for (size_t i = 0; i < document->cluster_count; i++) {
		json_object_begin(json);
		add_text(json, "id", document->clusters[i].id);
		add_text(json, "evidence", document->clusters[i].evidence);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_dropped(const struct document *document, struct buf *json)
{
	json_key(json, "dropped");
	json_array_begin(json);
	for (size_t i = 0; i < document->dropped_count; i++)
		json_text(json, document->dropped[i]);
	json_array_end(json);
}

static void write_json(
	const struct document *document, const struct places *places, struct buf *json)
{
	json_object_begin(json);
	add_text(json, "id", document->id);
	add_text(json, "url", document->url);
	add_text(json, "title", document->title);
	add_text(json, "type", page_type_name(document->type));
	add_text(json, "type_evidence", document->type_evidence);
	add_text(json, "language", language_code(document->language));
	add_text(json, "description", document->description);
	add_text(json, "author", document->author);
	add_text(json, "canonical", document->canonical);
	json_key(json, "text");
	json_string(json, buf_string(&document->text), document->text.length);
	add_headings(document, json);
	add_dates(document, json);
	add_years(document, json);
	add_cities(document, places, json);
	add_clusters(document, json);
	json_key(json, "facts");
	facts_json_add(document->facts, json);
	add_dropped(document, json);
	json_object_end(json);
	buf_add(json, "\n", 1);
}

static const char *or_none(const char *text)
{
	return text ? text : "-";
}

static void write_text(
	const struct document *document, const struct places *places, struct buf *out)
{
	char digits[BUILD_DATE_MAX];

	buf_add_format(out, "title     %s\n", or_none(document->title));
	buf_add_format(out, "id        %s\n", or_none(document->id));
	if (document->url)
		buf_add_format(out, "url       %s\n", document->url);
	buf_add_format(out, "type      %s (%s)\n", page_type_name(document->type),
		or_none(document->type_evidence));
	buf_add_format(out, "language  %s\n", language_code(document->language));
	if (document->description)
		buf_add_format(out, "about     %s\n", document->description);
	if (document->author)
		buf_add_format(out, "author    %s\n", document->author);
	if (document->canonical)
		buf_add_format(out, "canonical %s\n", document->canonical);
	for (size_t i = 0; i < document->year_count; i++)
		buf_add_format(out, "year      %d\n", document->years[i]);
	for (size_t i = 0; i < document->date_count; i++) {
		build_date(&document->dates[i], digits);
		buf_add_format(out, "date      %s %s (%s)\n", digits,
			date_kind_name(document->dates[i].kind),
			or_none(document->dates[i].evidence));
	}
	for (size_t i = 0; i < document->city_count; i++) {
		const struct document_city *city = &document->cities[i];
		const struct place *place = places_find(places, city->value);

		buf_add_format(out, "city      %s %s (%s)\n", city->value,
			place ? place->country : "unknown", or_none(city->evidence));
	}
	for (size_t i = 0; i < document->cluster_count; i++)
		buf_add_format(out, "cluster   %s (%s)\n", document->clusters[i].id,
			or_none(document->clusters[i].evidence));
	for (size_t i = 0; i < document->dropped_count; i++)
		buf_add_format(out, "dropped   %s\n", document->dropped[i]);
	buf_add_string(out, "\n");
	buf_add(out, buf_string(&document->text), document->text.length);
}

static void close_lines(struct json_lines **lines)
{
	json_lines_close(lines);
}

static bool read_first_line(struct source *source, struct item *item,
	const struct page_tables *tables, struct document *out, struct error *err)
{
	SCOPED(close_lines) struct json_lines *lines = NULL;
	struct json_line line;
	bool more;
	int file;

	if (!source_open_item(source, item, &file, err))
		return false;
	lines = json_lines_open(file);
	if (!json_lines_next(lines, &line, &more, err))
		return false;
	if (!more || line.too_long)
		return error_set(err, ERROR_INVALID,
			more ? "its first line is too long" : "empty");
	return json_page_read(line.bytes, line.length, tables, out, err);
}

static bool read_page(const struct options *options, struct source *source,
	struct item *item, const struct page_tables *tables, struct document *out,
	struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	SCOPED(inspect_site_close) struct inspect_site *site = NULL;
	struct site_frame frame = {0};

	if (!source_read(source, item, &bytes, err))
		return false;
	if (options->site
		&& (!inspect_site_open(options, tables, &site, err)
			|| !inspect_site_place(
				site, options->operands[0], item, &frame, err)))
		return false;
	struct page page = {
		.url = item->url.length ? item->url.bytes : NULL,
		.path = buf_string(&item->path),
		.format = item->format == ITEM_HTML ? PAGE_HTML : PAGE_PLAIN,
		.bytes = buf_string(&bytes),
		.length = bytes.length,
		.frame = &frame,
	};

	if (!page_read(&page, tables, out, err))
		return false;
	out->id = alloc_string(buf_string(item_id(item)));
	return true;
}

static bool read_file(const struct options *options, const struct page_tables *tables,
	struct document *out, struct error *err)
{
	SCOPED(source_close) struct source *source = NULL;
	SCOPED(item_release) struct item item = {0};

	if (!source_open(options->operands[0], options->base_url, &source, err))
		return false;
	if (source_kind_of(source) == SOURCE_FOLDER)
		return error_set(err, ERROR_INVALID, "a folder; name one of its files");
	if (source_next(source, &item, err) != SOURCE_ITEM)
		return false;
	return item.format == ITEM_LINES
		? read_first_line(source, &item, tables, out, err)
		: read_page(options, source, &item, tables, out, err);
}

bool inspect_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	SCOPED(places_close) struct places *places = NULL;
	SCOPED(clusters_close) struct clusters *clusters = NULL;
	SCOPED(document_release) struct document document = {0};
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(run_report_release) struct run_report report = {0};
	SCOPED(page_tables_close) struct page_tables tables = {0};
	struct error reason = {0};

	if (!places_open(&places, err) || !clusters_open(&clusters, err))
		return false;
	page_tables_open(places, clusters, &tables);
	if (!read_file(options, &tables, &document, &reason)) {
		run_report_begin(&report, RUN_REPORT_LOUD);
		run_report_refuse(&report, options->operands[0], reason.text);
		*refused = 1;
		return true;
	}
	if (options->json)
		write_json(&document, places, &text);
	else
		write_text(&document, places, &text);
	fwrite(text.bytes, 1, text.length, out);
	return true;
}
