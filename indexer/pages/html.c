/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/html.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/blanks.h"
#include "pages/html_guard.h"
#include "pages/html_mend.h"
#include "pages/html_values.h"
#include "pages/selectors.h"
#include "pages/tags.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	NODES_MAX = 4 * 1024 * 1024,
	SKIPPED_CODE = 7, /* a level that no heading has: of script and style */
};

enum reading {
	READING_FIRST,
	READING_TORN, /* of a page that did not end well: only code is no text */
};

/* What the parser's callbacks share. */
struct builder {
	struct html *html;
	const struct cues *names;
	const struct selectors *rules;
	struct selectors_path path;
	htmlParserCtxtPtr parser;
	uint32_t current;    /* the open node */
	uint32_t skip_depth; /* how many elements that are no text are open */
	uint32_t depth;
	enum html_fact
		collect; /* where the characters go; HTML_FACT_COUNT: to the text */
	size_t collect_start;
	enum reading reading;
	bool too_deep;
	bool hides_text;    /* what is open and no text has some in it */
	bool has_left_open; /* it did, and had no end */
	bool may_be_torn;   /* the page may have ended in a comment or a tag */
};

void html_release(struct html *html)
{
	free(html->nodes);
	free(html->values);
	buf_release(&html->text);
	buf_release(&html->values_text);
	*html = (struct html){0};
}

static uint32_t add_node(struct html *html, uint32_t parent, enum html_role role)
{
	html->nodes = alloc_grow(
		html->nodes, html->node_count, &html->node_room, sizeof(*html->nodes));
	html->nodes[html->node_count] = (struct html_node){.parent = parent,
		.role = (uint8_t)role,
		.start = (uint32_t)html->text.length};
	return (uint32_t)html->node_count++;
}

static void read_special(
	struct builder *builder, const char *name, const char *const *attributes)
{
	struct html *html = builder->html;
	const char *value;

	if (tags_is(name, "meta")) {
		html_values_read_meta(html, attributes);
	} else if (tags_is(name, "html")) {
		value = html_values_attribute(attributes, "lang");
		html->language = language_of_code(
			value ? value : html_values_attribute(attributes, "xml:lang"));
	} else if (tags_is(name, "link")) {
		html_values_read_canonical(html, attributes);
	} else if (tags_is(name, "title") && builder->collect == HTML_FACT_COUNT
		&& !html_value_of(html, HTML_TITLE)) {
		builder->collect = HTML_TITLE;
		builder->collect_start = html->values_text.length;
	} else if (tags_is(name, "script")) {
		value = html_values_attribute(attributes, "type");
		if (value && strcasecmp(value, "application/ld+json") == 0) {
			builder->collect = HTML_JSON_LD;
			builder->collect_start = html->values_text.length;
		}
	}
}

static unsigned attribute_traits(
	const struct builder *builder, const char *const *attributes)
{
	unsigned traits = 0;

	for (; attributes && attributes[0]; attributes += 2)
		traits |= tags_traits_of_attribute(
			builder->names, attributes[0], attributes[1]);
	return traits;
}

/* What rules say of the element, whose depth is set. */
static void add_ruled(struct builder *builder, struct html_node *node, const char *name,
	const char *const *attributes)
{
	unsigned marks =
		selectors_path_enter(&builder->path, builder->depth, name, attributes);

	node->traits |= (uint16_t)marks;
	builder->html->ruled |= marks;
}

static bool is_page_itself(const char *name)
{
	return tags_is(name, "html") || tags_is(name, "body");
}

static bool is_code(const char *name)
{
	return tags_is(name, "script") || tags_is(name, "style");
}

static struct html_node *open_node(
	struct builder *builder, const char *name, const char *const *attributes)
{
	const struct tag *tag = tags_find(name);
	enum html_role role = tag ? tag->role : HTML_INLINE;

	if (role == HTML_LINK && !html_values_attribute(attributes, "href"))
		role = HTML_INLINE;
	if (role == HTML_SKIP && builder->reading == READING_TORN && !is_code(name))
		role = HTML_BLOCK;
	builder->current = add_node(builder->html, builder->current, role);
	struct html_node *node = &builder->html->nodes[builder->current];

	if (tag)
		node->traits = (uint16_t)tag->traits;
	if (role == HTML_HEADING)
		node->level = (uint8_t)(name[1] - '0');
	else if (role == HTML_SKIP && is_code(name))
		node->level = SKIPPED_CODE;
	return node;
}

static void on_start(void *context, const xmlChar *xml_name, const xmlChar **pairs)
{
	struct builder *builder = context;
	const char *name = (const char *)xml_name;
	const char *const *attributes = (const char *const *)pairs;

	if (++builder->depth > HTML_DEPTH_MAX || builder->html->node_count > NODES_MAX) {
		builder->too_deep = true;
		xmlStopParser(builder->parser);
		return;
	}
	struct html_node *node = open_node(builder, name, attributes);
	enum html_role role = node->role;

	if (builder->rules)
		add_ruled(builder, node, name, attributes);
	if (attributes && role != HTML_SKIP && !is_page_itself(name))
		node->traits |= (uint16_t)attribute_traits(builder, attributes);
	if (attributes || role == HTML_SKIP)
		read_special(builder, name, attributes);
	if (attributes)
		html_values_read_any(builder->html, name, attributes);
	if (role == HTML_LINK)
		html_values_read_link(builder->html, attributes);
	if (role == HTML_SKIP)
		builder->skip_depth++;
}

static void finish_collecting(struct builder *builder)
{
	if (builder->html->values_text.length > builder->collect_start)
		html_values_add_collected(
			builder->html, builder->collect, builder->collect_start);
	builder->collect = HTML_FACT_COUNT;
}

static void close_skipped(struct builder *builder, const char *name)
{
	if (--builder->skip_depth == 0) {
		if (builder->hides_text && html_mend_is_left_open(builder->parser, name))
			builder->has_left_open = true;
		builder->hides_text = false;
	}
	if (builder->collect != HTML_FACT_COUNT)
		finish_collecting(builder);
}

static void on_end(void *context, const xmlChar *name)
{
	struct builder *builder = context;
	struct html *html = builder->html;
	struct html_node *node = &html->nodes[builder->current];

	if (builder->current == 0)
		return;
	node->end = (uint32_t)html->node_count;
	if (node->role == HTML_SKIP)
		close_skipped(builder, (const char *)name);
	builder->current = node->parent;
	builder->depth--;
}

/* Text that is not shown; of code only that with tags, which is none. */
static void note_hidden(struct builder *builder, const char *text, size_t length)
{
	const struct html_node *node = &builder->html->nodes[builder->current];

	if (!builder->hides_text)
		builder->hides_text =
			node->level != SKIPPED_CODE || memmem(text, length, "</", 2);
}

static void on_characters(void *context, const xmlChar *text, int length)
{
	struct builder *builder = context;
	struct html *html = builder->html;

	if (builder->skip_depth)
		note_hidden(builder, (const char *)text, (size_t)length);
	if (builder->collect != HTML_FACT_COUNT) {
		buf_add(&html->values_text, (const char *)text, (size_t)length);
		return;
	}
	if (builder->skip_depth)
		return;
	uint32_t last = (uint32_t)html->node_count - 1;

	if (html->nodes[last].role != HTML_TEXT
		|| html->nodes[last].parent != builder->current)
		last = add_node(html, builder->current, HTML_TEXT);
	struct html_node *node = &html->nodes[last];

	blanks_fold(&html->text, node->start, (const char *)text, (size_t)length);
	node->length = (uint32_t)(html->text.length - node->start);
	node->end = last + 1;
}

static void close_parser(htmlParserCtxtPtr *parser)
{
	if (*parser)
		htmlFreeParserCtxt(*parser);
	*parser = NULL;
}

/* False: it did not come to the end of the page. */
static bool run_parser(struct builder *builder, const char *bytes, size_t length)
{
	SCOPED(close_parser)
	htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, (int)length);

	if (!parser)
		return false;
	*parser->sax = (xmlSAXHandler){
		.startElement = on_start,
		.endElement = on_end,
		.characters = on_characters,
		.ignorableWhitespace = on_characters,
		.cdataBlock = on_characters,
	};
	parser->userData = builder;
	builder->parser = parser;
	htmlCtxtUseOptions(parser,
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
			| HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NOIMPLIED
			| XML_PARSE_HUGE);
	xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
	htmlParseDocument(parser);
	builder->may_be_torn = html_mend_is_tear(parser);
	return parser->lastError.code != XML_ERR_NO_MEMORY
		&& parser->lastError.code != XML_ERR_INTERNAL_ERROR
		&& parser->input->cur >= parser->input->end;
}

static void close_nodes(struct html *html)
{
	for (size_t i = 0; i < html->node_count; i++) {
		if (!html->nodes[i].end)
			html->nodes[i].end = (uint32_t)html->node_count;
	}
}

static bool read_page(struct builder *builder, const char *bytes, size_t length)
{
	builder->collect = HTML_FACT_COUNT;
	add_node(builder->html, 0, HTML_BLOCK);
	selectors_path_open(&builder->path, builder->rules);
	bool parsed = run_parser(builder, bytes, length);

	selectors_path_release(&builder->path);
	close_nodes(builder->html);
	return parsed;
}

/* A page that was cut off, or forgot to close something, is read as it was meant. */
static bool read_torn(struct builder *builder, const char *bytes, size_t length)
{
	SCOPED(buf_release) struct buf mended = {0};

	if (!html_mend(bytes, length, &mended) && !builder->has_left_open)
		return true;
	html_release(builder->html);
	*builder = (struct builder){.html = builder->html,
		.names = builder->names,
		.rules = builder->rules,
		.reading = READING_TORN};
	return read_page(builder, mended.bytes, mended.length);
}

bool html_parse_ruled(const struct cues *names, const struct selectors *rules,
	const char *bytes, size_t length, struct html *out, struct error *err)
{
	struct builder builder = {.html = out, .names = names, .rules = rules};

	if (length > HTML_SIZE_MAX)
		return error_set(err, ERROR_INVALID, "more than %d MB of HTML",
			HTML_SIZE_MAX / 1024 / 1024);
	if (!html_guard_is_sane(bytes, length))
		return error_set(err, ERROR_INVALID, "a tag with more than %d attributes",
			HTML_ATTRIBUTES_MAX);
	bool parsed = read_page(&builder, bytes, length);

	if (parsed && (builder.has_left_open || builder.may_be_torn))
		parsed = read_torn(&builder, bytes, length);
	if (builder.too_deep)
		return error_set(err, ERROR_INVALID, "elements nested more than %d deep",
			HTML_DEPTH_MAX);
	return parsed || error_set(err, ERROR_INVALID, "the HTML parser gave up");
}

bool html_parse(const struct cues *names, const char *bytes, size_t length,
	struct html *out, struct error *err)
{
	return html_parse_ruled(names, NULL, bytes, length, out, err);
}

const char *html_value_of(const struct html *html, enum html_fact fact)
{
	for (size_t i = 0; i < html->value_count; i++) {
		if (html->values[i].fact == fact)
			return html->values_text.bytes + html->values[i].start;
	}
	return NULL;
}

void html_text_of(const struct html *html, size_t node, struct buf *out)
{
	size_t start = out->length;

	for (size_t i = node; i < html->nodes[node].end; i++) {
		const struct html_node *run = &html->nodes[i];

		if (run->role == HTML_TEXT)
			blanks_join(
				out, start, html->text.bytes + run->start, run->length);
		else if (run->role != HTML_INLINE && run->role != HTML_LINK)
			blanks_join(out, start, " ", 1);
	}
	blanks_trim(out, start);
}
