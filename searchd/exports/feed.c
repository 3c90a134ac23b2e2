/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "exports/feed.h"

#include "answers/result_walk.h"
#include "answers/searcher_pool.h"
#include "base/alloc.h"
#include "base/digest.h"
#include "base/scope.h"
#include "http/accept_language.h"
#include "http/problem.h"
#include "index/record.h"
#include "pages/search_link.h"
#include "pages/wording.h"
#include "writing/citation.h"
#include "writing/site_address.h"
#include "writing/xml.h"

#include <stdlib.h>
#include <string.h>

enum {
	SUMMARY_BYTES = 400,
	UUID_BYTES = sizeof("urn:uuid:00000000-0000-0000-0000-000000000000"),
	DATE_BYTES = 40,
};

struct feed {
	const struct request *request;
	struct result_walk *walk;
	const char *site;
	struct buf entries;
	char updated[DATE_BYTES]; /* of the newest entry */
	unsigned count;
};

static void feed_release(struct feed *feed)
{
	result_walk_free(&feed->walk);
	buf_release(&feed->entries);
}

/* A name that depends on nothing but the bytes (RFC 9562, version 8). */
static void write_uuid(const void *bytes, size_t length, char out[UUID_BYTES])
{
	struct digest digest = digest_of(bytes, length);

	snprintf(out, UUID_BYTES, "urn:uuid:%08x-%04x-8%03x-%04x-%012llx",
		(unsigned)(digest.high >> 32), (unsigned)(digest.high >> 16 & 0xffff),
		(unsigned)(digest.high & 0xfff),
		(unsigned)(0x8000 | (digest.low >> 48 & 0x3fff)),
		(unsigned long long)(digest.low & 0xffffffffffffULL));
}

static void write_date(const struct citation *citation, char out[DATE_BYTES])
{
	snprintf(out, DATE_BYTES, "%04d-%02d-%02dT00:00:00Z", citation->year % 10000,
		citation->month ? citation->month % 100 : 1,
		citation->month && citation->day ? citation->day % 100 : 1);
}

static void add_link(struct buf *out, const char *relation, const char *type,
	const char *site, const char *address)
{
	buf_add_format(out, "<link rel=\"%s\" type=\"%s\" href=\"", relation, type);
	xml_string(out, site);
	buf_add_string(out, address); /* escaped already */
	buf_add_string(out, "\"/>\n");
}

static void add_categories(struct buf *out, const struct citation_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		buf_add_string(out, "<category term=\"");
		xml_string(out, list->items[i]);
		buf_add_string(out, "\"/>\n");
	}
}

/* The beginning of the text, up to a word's end. */
static void add_summary(struct buf *out, const struct buf *record)
{
	struct record_part text = record_find(record->bytes, record->length, RECORD_TEXT);
	size_t length = text.length < SUMMARY_BYTES ? text.length : SUMMARY_BYTES;

	while (length && length < text.length && text.bytes[length] != ' '
		&& text.bytes[length] != '\n')
		length--;
	buf_add_string(out, "<summary>");
	xml_text(out, text.bytes, length);
	buf_add_string(out, length < text.length ? " …</summary>\n" : "</summary>\n");
}

static void write_entry(
	struct feed *feed, const struct citation *citation, const struct buf *record)
{
	SCOPED(buf_release) struct buf page = {0};
	struct buf *out = &feed->entries;
	char id[UUID_BYTES];
	char date[DATE_BYTES];

	write_uuid(citation->id, strlen(citation->id), id);
	write_date(citation, date);
	if (!feed->count)
		memcpy(feed->updated, date, sizeof(date));
	buf_add_string(out, "<entry>\n");
	xml_element(out, "title", citation->title);
	xml_element(out, "id", id);
	xml_element(out, "updated", date);
	buf_add_string(out, "<author>");
	xml_element(
		out, "name", citation->publisher ? citation->publisher : "Regiosearch");
	buf_add_string(out, "</author>\n<link rel=\"alternate\" href=\"");
	xml_string(out, citation->url);
	buf_add_string(out, "\"/>\n");
	site_address_add_document(&page, citation->id);
	add_link(out, "related", "text/html", feed->site, page.bytes);
	add_categories(out, &citation->keywords);
	add_summary(out, record);
	buf_add_string(out, "</entry>\n");
	feed->count++;
}

static bool write_entries(struct feed *feed, struct error *err)
{
	const struct buf *record;

	while (feed->count < feed->request->limit) {
		SCOPED(citation_release) struct citation citation = {.id = NULL};

		if (!result_walk_next(feed->walk, &record, err))
			return false;
		if (!record
			|| !record_find(record->bytes, record->length, RECORD_DATE)
				    .length)
			return true; /* undated ones come last */
		citation_build(record, result_walk_tables(feed->walk), feed->request->ui,
			feed->site, &citation);
		write_entry(feed, &citation, record);
	}
	return true;
}

static void write_title(const struct feed *feed, struct buf *out)
{
	buf_add_string(out, "<title>Regiosearch");
	if (feed->request->query.length) {
		buf_add_string(out, ": ");
		xml_text(out, feed->request->query.bytes, feed->request->query.length);
	}
	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		for (size_t v = 0; v < feed->request->filters[i].count; v++) {
			buf_add_string(out, " · ");
			xml_string(out, feed->request->filters[i].values[v]);
		}
	}
	buf_add_string(out, "</title>\n");
}

/* The same search has the same name, whoever asks. */
static void write_name(const struct feed *feed, struct buf *out)
{
	struct search_link link = search_link_to(feed->request, feed->request->ui);
	SCOPED(buf_release) struct buf address = {0};
	char id[UUID_BYTES];

	search_link_write_to(&address, "/feed.atom", &link);
	write_uuid(address.bytes, address.length, id);
	xml_element(out, "id", id);
	add_link(out, "self", "application/atom+xml", feed->site, address.bytes);
	buf_clear(&address);
	search_link_write_to(&address, "/", &link);
	add_link(out, "alternate", "text/html", feed->site, address.bytes);
}

static void write_feed(const struct feed *feed, struct buf *out)
{
	buf_add_format(out,
		"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		"<feed xmlns=\"http://www.w3.org/2005/Atom\" "
		"xmlns:os=\"http://a9.com/-/spec/opensearch/1.1/\" xml:lang=\"%s\">\n",
		language_code(feed->request->ui));
	write_title(feed, out);
	xml_element(out, "subtitle", wording(WORDING_FEED_NOTE, feed->request->ui));
	write_name(feed, out);
	xml_element(out, "updated", feed->count ? feed->updated : "1970-01-01T00:00:00Z");
	buf_add_string(out,
		"<author><name>Regiosearch</name></author>\n"
		"<generator uri=\"");
	xml_string(out, feed->site);
	buf_add_format(out,
		"/\">Regiosearch</generator>\n<os:totalResults>%zu</os:totalResults>\n"
		"<os:startIndex>1</os:startIndex>\n"
		"<os:itemsPerPage>%u</os:itemsPerPage>\n",
		result_walk_total(feed->walk), feed->request->limit);
	buf_add(out, buf_string(&feed->entries), feed->entries.length);
	buf_add_string(out, "</feed>\n");
}

static bool gives_limit(const struct visit *visit)
{
	for (size_t i = 0; i < visit->parameter_count; i++) {
		if (!strcmp(visit->parameters[i].name, "limit"))
			return true;
	}
	return false;
}

static bool parse(const struct visit *visit, struct request *out, struct error *err)
{
	if (!request_parse(visit->parameters, visit->parameter_count,
		    accept_language_choose(visit->accept_language), out, err))
		return false;
	out->sort = SORT_NEWEST;
	if (!gives_limit(visit))
		out->limit = FEED_ENTRIES;
	if (out->cursor.kind != CURSOR_NONE)
		return error_set(err, ERROR_INVALID,
			"leave out cursor: a feed has the newest documents");
	return !out->offset
		|| error_set(err, ERROR_INVALID,
			"leave out offset: a feed has the newest documents");
}

static bool make_feed(struct searcher_pool *searchers, const struct request *request,
	const char *site, struct buf *out, struct error *err)
{
	SCOPED(feed_release) struct feed feed = {.request = request, .site = site};

	if (!searcher_pool_walk(searchers, request, &feed.walk, err)
		|| !write_entries(&feed, err))
		return false;
	write_feed(&feed, out);
	return true;
}

/* Readers ask every hour for what rarely changes. */
static void send(struct buf *body, struct reply *out)
{
	reply_begin(out, 200, "application/atom+xml; charset=utf-8");
	out->body = buf_take(body);
	out->vary |= VARY_LANGUAGE;
	reply_tag_body(out);
	reply_add_header(out, "Cache-Control", "no-cache");
}

void feed_answer(
	struct searcher_pool *searchers, const struct visit *visit, struct reply *out)
{
	SCOPED(request_release) struct request request = {.limit = 0};
	SCOPED(buf_release) struct buf body = {0};
	struct error err = {0};

	if (parse(visit, &request, &err)
		&& make_feed(searchers, &request, visit->site, &body, &err))
		send(&body, out);
	else
		problem_write_error(&err, out);
}
