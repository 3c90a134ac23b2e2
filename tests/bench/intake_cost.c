/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * intake_cost: what it costs to understand pages, from bytes to document, against
 * libxml2's own parse of the same bytes: SAX with handlers that do nothing, and a tree.
 * usage: intake_cost [--rounds N] [--parts on] FOLDER...
 *
 * Each round goes through all pages of the folders (*.html, *.htm) and reads each of
 * them in all three ways in turn, so that what disturbs one way disturbs all; rounds
 * are ratios of their own, and the median counts. --parts on tells what the steps of
 * understanding take, each run again on the finished document.
 */
#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/scope.h"
#include "pages/boilerplate.h"
#include "pages/charset.h"
#include "pages/cities.h"
#include "pages/dating.h"
#include "pages/facts.h"
#include "pages/html.h"
#include "pages/kind.h"
#include "pages/page.h"
#include "pages/sectors.h"
#include "pages/wording.h"
#include "vocabulary/clusters.h"
#include "vocabulary/places.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 7, ROUNDS_MAX = 99 };

enum way { WAY_SAX, WAY_TREE, WAY_PAGE, WAY_COUNT };

static const char *const way_names[WAY_COUNT] = {"SAX", "tree", "intake"};

enum part {
	PART_CHARSET,
	PART_HTML,
	PART_DATES,
	PART_KIND,
	PART_CITIES,
	PART_SECTORS,
	PART_FACTS,
	PART_COUNT
};

static const char *const part_names[PART_COUNT] = {
	"charset", "html", "dates", "kind", "cities", "sectors", "facts"};

struct pages {
	struct buf *items;
	size_t count, room, bytes;
};

static void pages_release(struct pages *pages)
{
	for (size_t i = 0; i < pages->count; i++)
		buf_release(&pages->items[i]);
	free(pages->items);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool is_html(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && (!strcmp(dot, ".html") || !strcmp(dot, ".htm"));
}

static void folder_close(DIR **folder)
{
	if (*folder)
		closedir(*folder);
}

static bool add_folder(struct pages *pages, const char *path, struct error *err)
{
	SCOPED(folder_close) DIR *folder = opendir(path);
	const struct dirent *file;

	if (!folder)
		return error_set(err, ERROR_INVALID, "%s is no folder", path);
	while ((file = readdir(folder))) {
		SCOPED(buf_release) struct buf name = {0};

		if (!is_html(file->d_name))
			continue;
		buf_add_format(&name, "%s/%s", path, file->d_name);
		pages->items = alloc_grow(
			pages->items, pages->count, &pages->room, sizeof(*pages->items));
		pages->items[pages->count] = (struct buf){0};
		if (!file_read(name.bytes, &pages->items[pages->count], err))
			return false;
		pages->bytes += pages->items[pages->count++].length;
	}
	return true;
}

static void skip_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
	(void)context;
	(void)name;
	(void)attributes;
}

static void skip_end(void *context, const xmlChar *name)
{
	(void)context;
	(void)name;
}

static void skip_characters(void *context, const xmlChar *text, int length)
{
	(void)context;
	(void)text;
	(void)length;
}

static void close_parser(htmlParserCtxtPtr *parser)
{
	if (!*parser)
		return;
	if ((*parser)->myDoc)
		xmlFreeDoc((*parser)->myDoc);
	htmlFreeParserCtxt(*parser);
}

/* What the parser would do for anyone: encoding and all left to it. */
static void parse(const struct buf *page, enum way way)
{
	SCOPED(close_parser)
	htmlParserCtxtPtr parser =
		htmlCreateMemoryParserCtxt(buf_string(page), (int)page->length);

	if (!parser)
		return;
	if (way == WAY_SAX)
		*parser->sax = (xmlSAXHandler){
			.startElement = skip_start,
			.endElement = skip_end,
			.characters = skip_characters,
			.ignorableWhitespace = skip_characters,
			.cdataBlock = skip_characters,
		};
	htmlCtxtUseOptions(parser,
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
			| HTML_PARSE_NONET | XML_PARSE_HUGE);
	htmlParseDocument(parser);
}

static bool read_page(
	const struct buf *bytes, const struct page_tables *tables, struct document *out)
{
	struct page page = {.path = "page.html",
		.format = PAGE_HTML,
		.bytes = buf_string(bytes),
		.length = bytes->length};
	struct error err = {0};

	return page_read(&page, tables, out, &err);
}

static void take(const struct buf *page, const struct page_tables *tables, enum way way)
{
	SCOPED(document_release) struct document document = {0};

	if (way == WAY_PAGE)
		(void)read_page(page, tables, &document);
	else
		parse(page, way);
}

/* Where the first two read the page once more, the others a part of it. */
static void take_part(const struct buf *bytes, const struct page_tables *tables,
	struct document *document, enum part part)
{
	struct page page = {.path = "page.html",
		.format = PAGE_HTML,
		.bytes = buf_string(bytes),
		.length = bytes->length};
	struct declared declared = {.path = page.path};
	SCOPED(html_release) struct html html = {0};
	SCOPED(buf_release) struct buf text = {0};
	struct error err = {0};

	switch (part) {
	case PART_CHARSET:
		(void)charset_decode(&page, &text, &err);
		break;
	case PART_HTML:
		(void)html_parse(
			tables->wording->names, page.bytes, page.length, &html, &err);
		break;
	case PART_DATES:
		dating_read(tables->wording, document);
		break;
	case PART_KIND:
		kind_find(tables->wording, &declared, document);
		break;
	case PART_CITIES:
		cities_find(tables->places, document);
		break;
	case PART_SECTORS:
		sectors_find(tables->clusters, tables->wording->sectors, document);
		break;
	default:
		facts_free(&document->facts);
		document->type = PAGE_PROJECT;
		page_settle_facts(tables, document);
		break;
	}
}

static void time_parts(
	const struct pages *pages, const struct page_tables *tables, int rounds)
{
	double seconds[PART_COUNT] = {0};

	for (size_t i = 0; i < pages->count * (size_t)rounds; i++) {
		const struct buf *page = &pages->items[i % pages->count];

		for (int part = 0; part < PART_COUNT; part++) {
			SCOPED(document_release) struct document document = {0};

			if (!read_page(page, tables, &document))
				continue;
			double start = now();

			take_part(page, tables, &document, (enum part)part);
			seconds[part] += now() - start;
		}
	}
	for (int part = 0; part < PART_COUNT; part++)
		printf("%-10s %8.2f ms\n", part_names[part],
			seconds[part] / rounds * 1e3);
}

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a;
	double right = *(const double *)b;

	return (left > right) - (left < right);
}

static double median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof(*values), by_size);
	return values[count / 2];
}

static void time_ways(
	const struct pages *pages, const struct page_tables *tables, int rounds)
{
	double seconds[WAY_COUNT][ROUNDS_MAX] = {0};
	double ratios[WAY_COUNT][ROUNDS_MAX];

	for (int round = 0; round < rounds; round++) {
		for (size_t i = 0; i < pages->count * WAY_COUNT; i++) {
			/* none always follows the same: they share the heap */
			enum way way = (enum way)((i + i / WAY_COUNT) % WAY_COUNT);
			double start = now();

			take(&pages->items[i / WAY_COUNT], tables, way);
			seconds[way][round] += now() - start;
		}
		for (int way = 0; way < WAY_COUNT; way++)
			ratios[way][round] =
				seconds[way][round] / seconds[WAY_SAX][round];
	}
	printf("%zu pages, %zu bytes, %d rounds\n", pages->count, pages->bytes, rounds);
	for (int way = 0; way < WAY_COUNT; way++) {
		double middle = median(seconds[way], rounds);

		printf("%-10s %8.2f ms %8.1f MB/s, ratio to SAX %.2f\n", way_names[way],
			middle * 1e3, (double)pages->bytes / middle / 1e6,
			median(ratios[way], rounds));
	}
}

static bool run(const struct pages *pages, int rounds, bool parts, struct error *err)
{
	SCOPED(places_close) struct places *places = NULL;
	SCOPED(clusters_close) struct clusters *clusters = NULL;
	SCOPED(page_tables_close) struct page_tables tables = {0};

	if (!places_open(&places, err) || !clusters_open(&clusters, err))
		return false;
	page_tables_open(places, clusters, &tables);
	time_ways(pages, &tables, rounds);
	if (parts)
		time_parts(pages, &tables, rounds);
	return true;
}

int main(int argument_count, char **arguments)
{
	SCOPED(pages_release) struct pages pages = {0};
	struct error err = {0};
	bool parts = false;
	int rounds = ROUNDS;
	bool good = true;
	int i = 1;

	for (; i + 1 < argument_count && arguments[i][0] == '-'; i += 2) {
		if (!strcmp(arguments[i], "--rounds"))
			rounds = (int)strtol(arguments[i + 1], NULL, 10);
		else if (!strcmp(arguments[i], "--parts"))
			parts = !strcmp(arguments[i + 1], "on");
	}
	rounds = rounds < 1 ? 1 : rounds > ROUNDS_MAX ? ROUNDS_MAX : rounds;
	for (; good && i < argument_count; i++)
		good = add_folder(&pages, arguments[i], &err);
	if (good && !pages.count) {
		fprintf(stderr,
			"usage: intake_cost [--rounds N] [--parts on] FOLDER...\n");
		return 2;
	}
	if (!good || !run(&pages, rounds, parts, &err)) {
		fprintf(stderr, "intake_cost: %s\n", err.text);
		return 1;
	}
	return 0;
}
