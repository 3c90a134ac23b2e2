/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/feed.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/scope.h"
#include "text/unicode.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TEXT_MAX = 16 << 20 };

struct feed {
	xmlDoc *tree;
	xmlNode *next;
};

/* The elements that hold what an entry says, the first that is there counts. */
static const char *const id_names[] = {"link", "guid", "id", NULL};
static const char *const content_names[] = {
	"encoded", "content", "description", "summary", NULL};
static const char *const date_names[] = {
	"published", "pubDate", "date", "issued", "updated", "modified", NULL};

void feed_close(struct feed **feed)
{
	if (*feed && (*feed)->tree)
		xmlFreeDoc((*feed)->tree);
	free(*feed);
	*feed = NULL;
}

static bool is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE
		&& strcasecmp((const char *)node->name, name) == 0;
}

static bool is_entry(const xmlNode *node)
{
	return is_named(node, "entry") || is_named(node, "item");
}

/* The first entry among the children; RSS 2.0 has a channel around them. */
static xmlNode *find_first(xmlNode *node)
{
	xmlNode *channel = NULL;

	for (node = node->children; node; node = node->next) {
		if (is_entry(node))
			return node;
		if (is_named(node, "channel"))
			channel = node;
	}
	for (node = channel ? channel->children : NULL; node; node = node->next) {
		if (is_entry(node))
			return node;
	}
	return NULL;
}

static bool is_feed(const xmlNode *root)
{
	return root
		&& (is_named(root, "feed") || is_named(root, "rss")
			|| is_named(root, "RDF"));
}

bool feed_open(const char *bytes, size_t length, struct feed **out, struct error *err)
{
	SCOPED(feed_close) struct feed *feed = alloc_zeroed(1, sizeof(*feed));
	xmlNode *root;

	*out = NULL;
	feed->tree = xmlReadMemory(bytes, (int)length, NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
			| XML_PARSE_RECOVER | XML_PARSE_NOCDATA);
	root = feed->tree ? xmlDocGetRootElement(feed->tree) : NULL;
	if (!root)
		return error_set(err, ERROR_INVALID, "damaged XML");
	if (!is_feed(root))
		return true;
	feed->next = find_first(root);
	*out = TAKE(feed);
	return true;
}

static const xmlNode *find_child(const xmlNode *entry, const char *const names[])
{
	for (size_t i = 0; names[i]; i++) {
		for (const xmlNode *node = entry->children; node; node = node->next) {
			if (is_named(node, names[i]))
				return node;
		}
	}
	return NULL;
}

/* All text of the node; entities that are not built in give none. */
static void add_text(const xmlNode *node, struct buf *out)
{
	xmlChar *text = xmlNodeGetContent(node);

	if (text)
		unicode_compose((const char *)text, strlen((const char *)text), out);
	xmlFree(text);
	while (out->length && isspace((unsigned char)out->bytes[out->length - 1]))
		out->bytes[--out->length] = '\0';
}

static bool has_value(const xmlNode *node, const char *name, const char *wanted)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
	bool same = value && strcasecmp((const char *)value, wanted) == 0;

	xmlFree(value);
	return same;
}

static void add_property(const xmlNode *node, const char *name, struct buf *out)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)name);

	if (value)
		buf_add_string(out, (const char *)value);
	xmlFree(value);
}

static bool is_address(const struct buf *text)
{
	return strncmp(buf_string(text), "http://", 7) == 0
		|| strncmp(buf_string(text), "https://", 8) == 0;
}

/* Of an Atom link its target: that of the page, not of comments or pictures. */
static void add_link(const xmlNode *entry, struct buf *out)
{
	for (const xmlNode *node = entry->children; node; node = node->next) {
		if (!is_named(node, "link") || out->length)
			continue;
		if (!xmlHasProp(node, (const xmlChar *)"href"))
			add_text(node, out);
		else if (!xmlHasProp(node, (const xmlChar *)"rel")
			|| has_value(node, "rel", "alternate"))
			add_property(node, "href", out);
	}
}

static void add_field(struct buf *line, const char *key, const struct buf *text)
{
	if (!text->length)
		return;
	json_key(line, key);
	json_string(line, text->bytes, text->length);
}

/* Children of XHTML content, as markup again. */
static void add_markup(const xmlNode *node, struct buf *out)
{
	xmlBuffer *markup = xmlBufferCreate();

	for (xmlNode *child = node->children; markup && child; child = child->next) {
		if (xmlNodeDump(markup, node->doc, child, 0, 0) < 0)
			break;
	}
	if (markup)
		unicode_compose((const char *)xmlBufferContent(markup),
			(size_t)xmlBufferLength(markup), out);
	xmlBufferFree(markup);
}

static void add_content(const xmlNode *entry, struct buf *line)
{
	SCOPED(buf_release) struct buf text = {0};
	const xmlNode *node = find_child(entry, content_names);

	if (!node)
		return;
	if (has_value(node, "type", "xhtml"))
		add_markup(node, &text);
	else
		add_text(node, &text);
	if (text.length > TEXT_MAX)
		return;
	add_field(line,
		has_value(node, "type", "text") || !strchr(buf_string(&text), '<')
			? "body"
			: "html",
		&text);
}

static int month_of(const char *name)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (int i = 0; i < 12; i++) {
		if (strncasecmp(name, months + (size_t)i * 3, 3) == 0)
			return i + 1;
	}
	return 0;
}

/* "Tue, 24 Apr 2007 10:00:00 GMT" (RFC 822, with two digits of the year too). */
static void add_mail_day(const char *text, struct buf *out)
{
	const char *comma = strchr(text, ',');
	char *end;
	long day = strtol(comma ? comma + 1 : text, &end, 10);
	int month = *end ? month_of(end + strspn(end, " -")) : 0;
	long year;

	if (!month || day < 1 || day > 31)
		return;
	year = strtol(end + strspn(end, " -") + 3, NULL, 10);
	year = year < 0 ? -year : year;
	year += year < 70 ? 2000 : year < 100 ? 1900 : 0;
	if (year >= 1970 && year <= 2100)
		buf_add_format(out, "%04ld-%02d-%02ld", year, month, day);
}

/* The beginning of an ISO date (RFC 3339), or of a mail's. */
static void add_day(const char *text, struct buf *out)
{
	static const char form[] = "0000-00-00";
	size_t length = 0;

	text += strspn(text, " \t\r\n");
	while (length < strlen(form)
		&& (form[length] == '0' ? isdigit((unsigned char)text[length]) != 0
					: text[length] == form[length]))
		length++;
	if (length == strlen(form))
		buf_add(out, text, length);
	else
		add_mail_day(text, out);
}

static void add_date(const xmlNode *entry, struct buf *line)
{
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf day = {0};
	const xmlNode *node = find_child(entry, date_names);

	if (!node)
		return;
	add_text(node, &text);
	add_day(buf_string(&text), &day);
	add_field(line, "date", &day);
}

static void add_title(const xmlNode *entry, struct buf *line)
{
	static const char *const names[] = {"title", NULL};
	SCOPED(buf_release) struct buf text = {0};
	const xmlNode *node = find_child(entry, names);

	if (node)
		add_text(node, &text);
	add_field(line, "title", &text);
}

static void write_entry(const xmlNode *entry, struct buf *line)
{
	SCOPED(buf_release) struct buf url = {0};
	SCOPED(buf_release) struct buf id = {0};
	const xmlNode *named = find_child(entry, id_names + 1);

	add_link(entry, &url);
	if (named)
		add_text(named, &id);
	if (!is_address(&url) && is_address(&id)) {
		buf_clear(&url);
		buf_add(&url, id.bytes, id.length);
	}
	json_object_begin(line);
	add_field(line, "id", is_address(&url) ? &url : &id);
	if (is_address(&url))
		add_field(line, "url", &url);
	add_title(entry, line);
	add_content(entry, line);
	add_date(entry, line);
	json_key(line, "type");
	json_text(line, "news");
	json_object_end(line);
}

bool feed_next(struct feed *feed, struct buf *line)
{
	const xmlNode *entry = feed->next;

	buf_clear(line);
	if (!entry)
		return false;
	do {
		feed->next = feed->next->next;
	} while (feed->next && !is_entry(feed->next));
	write_entry(entry, line);
	return true;
}
