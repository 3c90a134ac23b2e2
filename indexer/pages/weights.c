/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/weights.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/labels.h"

#include <string.h>

enum {
	SENTENCE = 70,         /* bytes: a block as long as this may be read */
	SHORT_PARAGRAPH = 30,  /* enough for what the page calls a paragraph */
	LABELS_MOST = 900,     /* bytes of a block that may hold labels and values */
	LABEL_ALONE_MOST = 64, /* bytes of a label that is all of a block */
	LABEL_NODES = 40,      /* more elements are no such block */
};

static bool is_inline(enum html_role role)
{
	return role == HTML_INLINE || role == HTML_LINK || role == HTML_TEXT
		|| role == HTML_BREAK;
}

/* What a run weighs: blanks at its ends do not. */
static uint32_t run_weight(const struct html *html, const struct html_node *run)
{
	const char *bytes = html->text.bytes + run->start;
	uint32_t length = run->length;

	if (length && bytes[0] == ' ')
		length--;
	if (length && bytes[run->length - 1] == ' ')
		length--;
	return length;
}

static void weigh_runs(const struct html *html, struct node_weight *weights)
{
	for (uint32_t i = 1; i < html->node_count; i++) {
		const struct html_node *node = &html->nodes[i];
		const struct node_weight *parent = &weights[node->parent];
		bool within = is_inline((enum html_role)node->role);

		weights[i].block = within ? parent->block : i;
		weights[i].in_link =
			node->role == HTML_LINK || (within && parent->in_link);
		if (node->role != HTML_TEXT)
			continue;
		struct node_weight *block = &weights[weights[i].block];
		uint32_t length = run_weight(html, node);

		block->own += length;
		if (weights[i].in_link)
			block->own_link += length;
	}
}

/* Labels in longer text have one behind them. */
static bool has_colon(const struct html *html, uint32_t node)
{
	const struct html_node *nodes = html->nodes;
	size_t end = nodes[node].end < html->node_count ? nodes[nodes[node].end].start
							: html->text.length;

	return memchr(html->text.bytes + nodes[node].start, ':', end - nodes[node].start);
}

/* "Partner" in a list, all of it a link: to a page of that name, and no label. */
static bool is_menu_item(
	const struct html *html, const struct node_weight *weights, uint32_t node)
{
	return html->nodes[node].role == HTML_ITEM
		&& weights[node].own_link == weights[node].own
		&& weights[node].own <= LABEL_ALONE_MOST;
}

/* A block's own text, if short enough for a label. */
static void find_label(const struct html *html, const struct labels *labels,
	struct node_weight *weights, uint32_t node, struct buf *line)
{
	if (weights[node].own < 4 || weights[node].own > LABELS_MOST
		|| is_menu_item(html, weights, node)
		|| html->nodes[node].end - node > LABEL_NODES)
		return;
	if (weights[node].own > LABEL_ALONE_MOST && !has_colon(html, node))
		return;
	buf_clear(line);
	html_text_of(html, node, line);
	weights[node].facts = (uint16_t)labels_count(labels, line->bytes, line->length);
}

static void find_labels(
	const struct html *html, const struct labels *labels, struct node_weight *weights)
{
	SCOPED(buf_release) struct buf line = {0};

	for (uint32_t i = 1; i < html->node_count; i++) {
		switch (html->nodes[i].role) {
		case HTML_BLOCK:
		case HTML_PARAGRAPH:
		case HTML_HEADING:
		case HTML_ITEM:
		case HTML_CELL:
		case HTML_LABEL:
			find_label(html, labels, weights, i, &line);
			break;
		default:
			break;
		}
	}
}

static uint32_t good_text(const struct html_node *node, const struct node_weight *weight)
{
	uint32_t least = node->role == HTML_PARAGRAPH ? SHORT_PARAGRAPH : SENTENCE;

	if (node->role == HTML_HEADING || weight->own < least
		|| weight->own_link * 5 > weight->own * 2)
		return 0;
	return weight->own;
}

void weights_sum(
	const struct html *html, const uint8_t *kept, struct node_weight *weights)
{
	for (size_t i = 0; i < html->node_count; i++) {
		bool live = !kept || kept[i];

		weights[i].text = live ? weights[i].own : 0;
		weights[i].link = live ? weights[i].own_link : 0;
		weights[i].good = live ? good_text(&html->nodes[i], &weights[i]) : 0;
	}
	for (size_t i = html->node_count - 1; i > 0; i--) {
		struct node_weight *parent = &weights[html->nodes[i].parent];

		if (kept && !kept[i])
			continue;
		parent->text += weights[i].text;
		parent->link += weights[i].link;
		parent->good += weights[i].good;
	}
}

static void sum_marks(const struct html *html, struct node_weight *weights)
{
	for (size_t i = html->node_count - 1; i > 0; i--) {
		struct node_weight *parent = &weights[html->nodes[i].parent];

		if (html->nodes[i].role == HTML_HEADING && html->nodes[i].level == 1)
			weights[i].has_title = 1;
		if (parent->facts < 1000)
			parent->facts = (uint16_t)(parent->facts + weights[i].facts);
		parent->has_title |= weights[i].has_title;
	}
}

struct node_weight *weights_of(const struct html *html, const struct labels *labels)
{
	struct node_weight *weights = alloc_zeroed(html->node_count, sizeof(*weights));

	weigh_runs(html, weights);
	find_labels(html, labels, weights);
	sum_marks(html, weights);
	weights_sum(html, NULL, weights);
	for (size_t i = 0; i < html->node_count; i++) {
		weights[i].whole_text = weights[i].text;
		weights[i].whole_link = weights[i].link;
	}
	return weights;
}
