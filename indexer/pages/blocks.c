/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/blocks.h"

#include "base/alloc.h"
#include "text/unicode.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	SHORT_LINE = 70,     /* bytes: a line broken before it is full was meant so */
	CELL_MOST = 400,     /* bytes of a cell that is a value, not a piece of layout */
	ROW_NODES = 400,     /* elements of a row of data */
	DROPPED_MOST = 2000, /* pieces */
};

struct writer {
	const struct html *html;
	const struct mainpart *part;
	struct document *out;
	struct buf line; /* of the block that is being filled */
	struct buf composed;
	enum block_kind kind;
	size_t break_at; /* of line: where a br stood; SIZE_MAX: nowhere */
	bool in_row;     /* cells are joined into one block */
	bool fresh_cell; /* the next text begins a cell */
};

static void trim(struct buf *line)
{
	while (line->length && line->bytes[line->length - 1] == ' ')
		line->bytes[--line->length] = '\0';
}

/* Ends the block that is being filled. */
static void flush(struct writer *writer, enum block_kind next)
{
	trim(&writer->line);
	if (writer->line.length) {
		buf_clear(&writer->composed);
		unicode_compose(
			writer->line.bytes, writer->line.length, &writer->composed);
		document_add_block(writer->out, writer->kind, writer->composed.bytes,
			writer->composed.length);
	}
	buf_clear(&writer->line);
	writer->break_at = SIZE_MAX;
	writer->kind = next;
}

/* Between the first cell of a row and the next one: "Label: value". */
static void join_cells(struct writer *writer)
{
	struct buf *line = &writer->line;

	writer->fresh_cell = false;
	trim(line);
	if (!line->length)
		return;
	char last = line->bytes[line->length - 1];
	bool first = !memchr(line->bytes, ':', line->length);

	buf_add_string(line,
		last == ':'                                  ? " "
			: first && line->length < SHORT_LINE ? ": "
							     : " | ");
}

static void add_run(struct writer *writer, const struct html_node *run)
{
	const char *text = writer->html->text.bytes + run->start;
	size_t length = run->length;
	struct buf *line = &writer->line;

	if (length == 1 && *text == ' ' && !line->length)
		return;
	if (writer->fresh_cell && !(length == 1 && *text == ' '))
		join_cells(writer);
	if (length && *text == ' '
		&& (!line->length || line->bytes[line->length - 1] == ' ')) {
		text++;
		length--;
	}
	buf_add(line, text, length);
}

/* Two breaks part paragraphs; one does after a line that is not full. */
static void add_break(struct writer *writer)
{
	struct buf *line = &writer->line;

	trim(line);
	if (!line->length)
		return;
	if (writer->in_row) {
		buf_add(line, " ", 1);
		return;
	}
	size_t since = writer->break_at == SIZE_MAX ? 0 : writer->break_at;

	if (line->length <= since + 1 || line->length - since < SHORT_LINE) {
		flush(writer, writer->kind);
		return;
	}
	buf_add(line, " ", 1);
	writer->break_at = line->length;
}

/* Whether all cells of a row are short: a row of data, not of layout. */
static bool is_data_row(const struct writer *writer, uint32_t row)
{
	const struct html_node *nodes = writer->html->nodes;
	const struct node_weight *weights = writer->part->weights;
	uint32_t cells = 0;

	if (nodes[row].end - row > ROW_NODES)
		return false;
	for (uint32_t i = row + 1; i < nodes[row].end; i = nodes[i].end) {
		if (nodes[i].role != HTML_CELL)
			continue;
		cells++;
		if (weights[i].text > CELL_MOST)
			return false;
	}
	return cells > 1;
}

static bool holds_rows(const struct writer *writer, uint32_t row)
{
	const struct html_node *nodes = writer->html->nodes;

	for (uint32_t i = row + 1; i < nodes[row].end; i++) {
		if (nodes[i].role == HTML_ROW || nodes[i].role == HTML_HEADING)
			return true;
	}
	return false;
}

static enum block_kind kind_of(const struct html_node *node, enum block_kind before)
{
	switch ((enum html_role)node->role) {
	case HTML_HEADING:
		return BLOCK_HEADING;
	case HTML_ITEM:
		return BLOCK_ITEM;
	case HTML_LABEL:
	case HTML_VALUE:
		return BLOCK_ROW;
	case HTML_PARAGRAPH:
	case HTML_BLOCK:
		return before == BLOCK_ITEM || before == BLOCK_HEADING ? before
								       : BLOCK_TEXT;
	default:
		return BLOCK_TEXT;
	}
}

/* Keeps a label on its line until its value comes. */
static void open_value(struct writer *writer)
{
	trim(&writer->line);
	if (writer->kind == BLOCK_ROW && writer->line.length) {
		writer->fresh_cell = true;
		return;
	}
	flush(writer, BLOCK_ROW);
}

static enum block_kind kind_around(const struct writer *writer, uint32_t node)
{
	const struct html_node *nodes = writer->html->nodes;

	for (int up = 0; node && up < 4; up++, node = nodes[node].parent) {
		if (nodes[node].role == HTML_ITEM)
			return BLOCK_ITEM;
		if (nodes[node].role == HTML_HEADING)
			return BLOCK_HEADING;
	}
	return BLOCK_TEXT;
}

static void open_element(struct writer *writer, uint32_t node)
{
	const struct html_node *element = &writer->html->nodes[node];

	switch ((enum html_role)element->role) {
	case HTML_TEXT:
		add_run(writer, element);
		break;
	case HTML_BREAK:
		add_break(writer);
		break;
	case HTML_INLINE:
	case HTML_LINK:
	case HTML_SKIP:
		break;
	case HTML_VALUE:
		open_value(writer);
		break;
	case HTML_CELL:
		if (writer->in_row)
			writer->fresh_cell = true;
		else
			flush(writer, BLOCK_TEXT);
		break;
	case HTML_ROW:
		flush(writer, BLOCK_ROW);
		writer->in_row = is_data_row(writer, node) && !holds_rows(writer, node);
		break;
	default:
		if (writer->in_row)
			buf_add(&writer->line, writer->line.length ? " " : "",
				writer->line.length ? 1 : 0);
		else if (element->role != HTML_PARAGRAPH || writer->kind != BLOCK_ROW
			|| !writer->fresh_cell)
			flush(writer,
				kind_of(element, kind_around(writer, element->parent)));
		break;
	}
}

static void close_element(struct writer *writer, const struct html_node *element)
{
	switch ((enum html_role)element->role) {
	case HTML_TEXT:
	case HTML_INLINE:
	case HTML_LINK:
	case HTML_BREAK:
	case HTML_CELL:
	case HTML_LABEL:
		break;
	case HTML_ROW:
		flush(writer, BLOCK_TEXT);
		writer->in_row = false;
		writer->fresh_cell = false;
		break;
	case HTML_VALUE:
		flush(writer, BLOCK_ROW);
		writer->fresh_cell = false;
		break;
	default:
		if (!writer->in_row && !writer->fresh_cell)
			flush(writer, BLOCK_TEXT);
		break;
	}
}

static void drop(struct writer *writer, uint32_t node)
{
	if (writer->part->weights[node].own == 0
		&& writer->html->nodes[node].end == node + 1)
		return;
	if (writer->html->nodes[node].role == HTML_SKIP
		|| writer->out->dropped_count >= DROPPED_MOST)
		return;
	buf_clear(&writer->composed);
	html_text_of(writer->html, node, &writer->composed);
	if (writer->composed.length)
		document_add_dropped(
			writer->out, writer->composed.bytes, writer->composed.length);
}

/* Whether something in the subtree is kept though its root is not. */
static uint32_t last_kept(
	const struct html *html, const uint8_t *kept, uint32_t *next_kept)
{
	uint32_t next = UINT32_MAX;

	for (size_t i = html->node_count; i-- > 0;) {
		if (kept[i])
			next = (uint32_t)i;
		next_kept[i] = next;
	}
	return next;
}

static void walk(struct writer *writer, const uint32_t *next_kept)
{
	const struct html_node *nodes = writer->html->nodes;
	uint32_t open = 0;

	for (uint32_t i = 1; i < writer->html->node_count;) {
		while (open && nodes[open].end <= i) {
			close_element(writer, &nodes[open]);
			open = nodes[open].parent;
		}
		bool kept = writer->part->kept[i];

		if (!kept && next_kept[i] >= nodes[i].end) {
			drop(writer, i);
			i = nodes[i].end;
			continue;
		}
		if (kept)
			open_element(writer, i);
		if (nodes[i].end > i + 1)
			open = i;
		else if (kept)
			close_element(writer, &nodes[i]);
		i++;
	}
	flush(writer, BLOCK_TEXT);
}

void blocks_build(
	const struct html *html, const struct mainpart *part, struct document *out)
{
	struct writer writer = {
		.html = html, .part = part, .out = out, .break_at = SIZE_MAX};
	uint32_t *next_kept = alloc_zeroed(html->node_count, sizeof(*next_kept));

	last_kept(html, part->kept, next_kept);
	walk(&writer, next_kept);
	free(next_kept);
	buf_release(&writer.line);
	buf_release(&writer.composed);
}
