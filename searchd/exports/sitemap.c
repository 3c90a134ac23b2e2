/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "exports/sitemap.h"

#include "answers/result_walk.h"
#include "answers/searcher_pool.h"
#include "base/alloc.h"
#include "base/scope.h"
#include "http/problem.h"
#include "index/record.h"
#include "writing/site_address.h"
#include "writing/xml.h"

#include <stdlib.h>
#include <string.h>

#define XML_HEAD  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
#define NAMESPACE " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"

enum { WRITTEN_AT_ONCE = 32768 }; /* bytes, about */

/* A part on its way. */
struct part {
	struct result_walk *walk;
	char *site;
	size_t number, last; /* of the next address, and behind the last one */
	bool begun, ended;
};

static void part_free(void *part_)
{
	struct part *part = part_;

	result_walk_free(&part->walk);
	free(part->site);
	free(part);
}

static void add_address(
	const struct part *part, const struct buf *record, struct buf *out)
{
	struct record_part id = record_find(record->bytes, record->length, RECORD_ID);
	struct record_part date = record_find(record->bytes, record->length, RECORD_DATE);
	SCOPED(string_free) char *name = alloc_copy(id.bytes, id.length);
	SCOPED(buf_release) struct buf path = {0};

	site_address_add_document(&path, name);
	buf_add_string(out, "<url><loc>");
	xml_string(out, part->site);
	xml_text(out, path.bytes, path.length);
	buf_add_string(out, "</loc>");
	if (date.length) {
		buf_add_string(out, "<lastmod>");
		xml_text(out, date.bytes, date.length);
		buf_add_string(out, "</lastmod>");
	}
	buf_add_string(out, "</url>\n");
}

static bool write_more(void *part_, struct buf *out, struct error *err)
{
	struct part *part = part_;
	const struct buf *record;

	if (!part->begun)
		buf_add_string(out, XML_HEAD "<urlset" NAMESPACE);
	part->begun = true;
	for (; part->number < part->last && out->length < WRITTEN_AT_ONCE;
		part->number++) {
		if (!result_walk_next(part->walk, &record, err))
			return false;
		add_address(part, record, out);
	}
	if (part->number == part->last && !part->ended) {
		buf_add_string(out, "</urlset>\n");
		part->ended = true;
	}
	return true;
}

static void write_parts(size_t documents, const char *site, struct buf *out)
{
	buf_add_string(out, XML_HEAD "<sitemapindex" NAMESPACE);
	for (size_t part = 1; part == 1 || (part - 1) * SITEMAP_PART_MAX < documents;
		part++) {
		buf_add_string(out, "<sitemap><loc>");
		xml_string(out, site);
		buf_add_format(out, SITEMAP_PART_PATH "%zu.xml</loc></sitemap>\n", part);
	}
	buf_add_string(out, "</sitemapindex>\n");
}

/* Where the part begins; false: there is no such part. */
static bool find_part(const char *path, size_t documents, size_t *start)
{
	const char *digits = path + strlen(SITEMAP_PART_PATH);
	size_t length = strspn(digits, "0123456789");
	unsigned long part = strtoul(digits, NULL, 10);

	if (!length || length > 6 || !part || strcmp(digits + length, ".xml") != 0)
		return false;
	*start = (part - 1) * SITEMAP_PART_MAX;
	return part == 1 || *start < documents;
}

static void begin_part(
	struct result_walk *walk, size_t start, const char *site, struct reply *out)
{
	struct part *part = alloc_zeroed(1, sizeof(*part));
	size_t left = result_walk_total(walk) - start;

	result_walk_skip(walk, start);
	part->walk = walk;
	part->site = alloc_string(site);
	part->last = left < SITEMAP_PART_MAX ? left : SITEMAP_PART_MAX;
	out->stream = (struct reply_stream){part, write_more, part_free};
}

void sitemap_answer(
	struct searcher_pool *searchers, const struct visit *visit, struct reply *out)
{
	SCOPED(request_release) struct request everything = {.limit = 0};
	SCOPED(result_walk_free) struct result_walk *walk = NULL;
	struct error err = {0};
	size_t start = 0;

	if (!request_parse(NULL, 0, LANGUAGE_EN, &everything, &err)
		|| !searcher_pool_walk(searchers, &everything, &walk, &err)) {
		problem_write_error(&err, out);
		return;
	}
	if (!strcmp(visit->path, SITEMAP_PATH)) {
		reply_begin(out, 200, "application/xml; charset=utf-8");
		write_parts(result_walk_total(walk), visit->site, &out->body);
		reply_tag_body(out);
	} else if (find_part(visit->path, result_walk_total(walk), &start)) {
		reply_begin(out, 200, "application/xml; charset=utf-8");
		begin_part(TAKE(walk), start, visit->site, out);
	} else {
		problem_write(PROBLEM_NOT_FOUND,
			"The parts of the list are named in /sitemap.xml.", out);
		return;
	}
	reply_add_header(out, "Cache-Control", "no-cache");
}
