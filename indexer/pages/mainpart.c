/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/mainpart.h"

#include "base/alloc.h"
#include "pages/teasers.h"
#include "pages/weights.h"

#include <stdbool.h>
#include <stdlib.h>

enum {
	FACTS_LEAST = 2,        /* so many labels make a fact sheet */
	FACT_SHEET_MOST = 6000, /* bytes: more is no sheet */
	WEAK_MOST = 200,        /* bytes of text a weakly named box may hide */
	ROOT_PARTS = 6,         /* all but one of them: most of the text */
	MINOR_SHARE = 7,        /* a minor box is less than this part of the page */
	HEAD_LINE_MOST = 120,   /* bytes of a line above a headline */
	LINK_LINE_MOST = 300,   /* bytes of a paragraph that is nothing but a link */
};

struct search {
	const struct html *html;
	struct mainpart *part;
	uint32_t good; /* in all the page */
};

void mainpart_release(struct mainpart *part)
{
	free(part->kept);
	free(part->weights);
	*part = (struct mainpart){0};
}

static bool is_fact_sheet(const struct search *search, uint32_t node)
{
	const struct node_weight *weight = &search->part->weights[node];

	return weight->facts >= FACTS_LEAST && weight->text < FACT_SHEET_MOST
		&& weight->link * 2 < weight->text;
}

static bool within_article(const struct html *html, uint32_t node)
{
	for (int up = 0; node && up < 8; up++) {
		node = html->nodes[node].parent;
		if (html->nodes[node].traits & (HTML_ARTICLE | HTML_BODY))
			return true;
	}
	return false;
}

/* A box whose name alone does not tell: most links, or hardly any text. */
static bool is_weak_box(const struct node_weight *weight)
{
	if (weight->has_title)
		return false;
	if (weight->link * 2 > weight->text)
		return true;
	return weight->good == 0 && weight->text < WEAK_MOST;
}

static bool is_never_text(const struct html_node *node)
{
	return node->role == HTML_SKIP || (node->traits & HTML_RULED_DROPPED);
}

/* Whether the element is around the text, with all that is in it. */
static bool is_chrome(const struct search *search, uint32_t node)
{
	const struct html_node *element = &search->html->nodes[node];
	const struct node_weight *weight = &search->part->weights[node];
	bool holds_page = weight->good * 2 > search->good;

	if (is_never_text(element))
		return true;
	if (element->role == HTML_TEXT || element->role == HTML_BREAK)
		return false;
	if (element->traits & HTML_NAMED_HARD)
		return weight->good * 5 < search->good * 4;
	if (holds_page)
		return false;
	if (element->traits & HTML_HIDDEN)
		return true;
	if (element->role == HTML_HEADER)
		return !within_article(search->html, node)
			|| (!weight->has_title && !weight->good);
	if (element->role == HTML_CHROME || (element->traits & HTML_NAMED_CHROME))
		return !is_fact_sheet(search, node)
			&& !(weight->has_title && element->role != HTML_CHROME);
	if (is_fact_sheet(search, node))
		return false;
	if ((element->traits & HTML_NAMED_MINOR) && element->role == HTML_BLOCK
		&& !weight->has_title && weight->good * MINOR_SHARE < search->good)
		return true;
	return (element->traits & HTML_NAMED_WEAK) && is_weak_box(weight);
}

static void cut_chrome(const struct search *search)
{
	const struct html *html = search->html;
	uint8_t *kept = search->part->kept;

	kept[0] = 1;
	for (uint32_t i = 1; i < html->node_count; i++)
		kept[i] = kept[html->nodes[i].parent] && !is_chrome(search, i);
	weights_sum(html, kept, search->part->weights);
}

/* The innermost element that calls itself the text and holds most of it. */
static uint32_t named_root(const struct search *search)
{
	const struct html *html = search->html;
	const struct node_weight *weights = search->part->weights;
	uint32_t best = 0;
	uint32_t best_good = weights[0].good;

	for (uint32_t i = 1; i < html->node_count; i++) {
		const struct html_node *node = &html->nodes[i];
		bool named = node->traits & (HTML_BODY | HTML_ARTICLE);

		if (!named || !search->part->kept[i])
			continue;
		uint32_t least = best ? best_good / 5 * 4 : best_good / 2;

		if (weights[i].good > least) {
			best = i;
			best_good = weights[i].good;
		}
	}
	return best;
}

/* Down to where the text no longer sits in one child. */
static uint32_t narrow_root(const struct search *search, uint32_t root)
{
	const struct html *html = search->html;
	const struct node_weight *weights = search->part->weights;
	uint32_t child = root + 1;

	while (child < html->nodes[root].end) {
		bool most = search->part->kept[child]
			&& html->nodes[child].role != HTML_TEXT
			&& (uint64_t)weights[child].good * ROOT_PARTS
				> (uint64_t)weights[root].good * (ROOT_PARTS - 1);

		if (most && weights[child].good && html->nodes[child].role < HTML_CHROME
			&& html->nodes[child].role != HTML_PARAGRAPH) {
			root = child;
			child = root + 1;
		} else {
			child = html->nodes[child].end;
		}
	}
	return root;
}

/* Whether no text of the article stands above a heading in it. */
static bool opens_article(const struct search *search, uint32_t heading)
{
	for (uint32_t i = search->part->root + 1; i < heading; i++) {
		const struct node_weight *weight = &search->part->weights[i];

		if (search->part->kept[i] && weight->own >= HEAD_LINE_MOST
			&& weight->own_link * 2 < weight->own)
			return false;
	}
	return true;
}

/*
 * The first-level heading that opens the root, or the nearest before it, which
 * may be the site's; else the first in it.
 */
static uint32_t find_title(const struct search *search)
{
	const struct html *html = search->html;
	uint32_t end = html->nodes[search->part->root].end;
	uint32_t found = 0;

	for (uint32_t i = 1; i < end; i++) {
		const struct html_node *node = &html->nodes[i];

		if (node->role != HTML_HEADING || node->level != 1
			|| search->part->weights[i].own < 3)
			continue;
		if (found && i > search->part->root && search->part->kept[found]
			&& !opens_article(search, i))
			break;
		found = i;
		if (i > search->part->root)
			break;
	}
	return found;
}

/* Lists of links, and boxes of nothing else, inside the root. */
static bool is_link_box(const struct search *search, uint32_t node)
{
	const struct node_weight *weight = &search->part->weights[node];

	switch (search->html->nodes[node].role) {
	case HTML_LIST:
	case HTML_BLOCK:
	case HTML_TABLE:
		break;
	default:
		return false;
	}
	return weight->text > 0 && weight->good == 0 && !weight->has_title
		&& weight->facts == 0 && weight->link * 4 > weight->text * 3;
}

/* Without lists of links in it, unless a label such as "Partner" is above them. */
static void keep_subtree(const struct search *search, uint32_t node)
{
	const struct html *html = search->html;
	const struct node_weight *weights = search->part->weights;
	uint8_t *kept = search->part->kept;
	bool listed = false;

	kept[node] = 2;
	for (uint32_t i = node + 1; i < html->nodes[node].end; i++) {
		enum html_role role = (enum html_role)html->nodes[i].role;

		if (role == HTML_HEADING || role == HTML_LABEL)
			listed = weights[i].facts > 0;
		if (kept[html->nodes[i].parent] == 2 && !is_never_text(&html->nodes[i])
			&& (listed || !is_link_box(search, i)))
			kept[i] = 2;
	}
}

/* What stands outside the root but belongs to the page: title, lead, facts. */
static void rescue(const struct search *search, uint32_t title)
{
	const struct html *html = search->html;
	const struct node_weight *weights = search->part->weights;
	uint32_t root = search->part->root;

	if (title)
		keep_subtree(search, title);
	for (uint32_t i = 1; i < html->node_count; i++) {
		if (i == root) {
			i = html->nodes[root].end - 1;
			continue;
		}
		enum html_role role = (enum html_role)html->nodes[i].role;
		bool lead = title && i > title && i < root && search->part->kept[i]
			&& role == HTML_PARAGRAPH && weights[i].good;
		bool holds_root = i < root && html->nodes[i].end > root;

		if (!lead
			&& (holds_root || !search->part->kept[i]
				|| !is_fact_sheet(search, i)))
			continue;
		keep_subtree(search, i);
		i = html->nodes[i].end - 1;
	}
}

static void keep_root_only(const struct search *search)
{
	const struct html *html = search->html;
	uint32_t root = search->part->root;
	uint8_t *kept = search->part->kept;

	for (uint32_t i = 0; i < html->node_count; i++) {
		bool inside = i >= root && i < html->nodes[root].end;

		kept[i] = kept[i] == 2 || (kept[i] && inside);
	}
}

/* A heading or a short paragraph that is nothing but a link elsewhere. */
static bool is_link_line(const struct search *search, uint32_t node)
{
	const struct html_node *element = &search->html->nodes[node];
	const struct node_weight *weight = &search->part->weights[node];
	bool line = element->role == HTML_PARAGRAPH
		|| (element->role == HTML_HEADING && element->level > 1);

	return line && weight->own > 0 && weight->own < LINK_LINE_MOST
		&& weight->own_link * 5 > weight->own * 4;
}

/* Whatever follows a heading like "Partner" may well be links. */
static void cut_link_boxes(const struct search *search)
{
	const struct html *html = search->html;
	const struct node_weight *weights = search->part->weights;
	uint8_t *kept = search->part->kept;
	uint32_t root = search->part->root;
	bool listed = false;

	for (uint32_t i = root + 1; i < html->nodes[root].end; i++) {
		enum html_role role = (enum html_role)html->nodes[i].role;

		if (role == HTML_HEADING || (role == HTML_PARAGRAPH && weights[i].facts))
			listed = weights[i].facts > 0;
		if (kept[i]
			&& (!kept[html->nodes[i].parent]
				|| (!listed && is_link_box(search, i))
				|| is_link_line(search, i)))
			kept[i] = 0;
	}
}

static void keep_visible(const struct search *search)
{
	const struct html *html = search->html;
	uint8_t *kept = search->part->kept;

	kept[0] = 1;
	for (uint32_t i = 1; i < html->node_count; i++)
		kept[i] = kept[html->nodes[i].parent] && !is_never_text(&html->nodes[i]);
}

/* The article as the maintainer has marked it; its elements may be many. */
static void keep_ruled(const struct search *search)
{
	const struct html *html = search->html;
	uint8_t *kept = search->part->kept;

	for (uint32_t i = 1; i < html->node_count; i++) {
		const struct html_node *node = &html->nodes[i];

		kept[i] = (kept[node->parent] || (node->traits & HTML_RULED_ARTICLE))
			&& !is_never_text(node);
		if (kept[i] && !search->part->root)
			search->part->root = i;
	}
}

void mainpart_find(const struct html *html, const struct labels *labels,
	enum mainpart_extent extent, struct mainpart *out)
{
	*out = (struct mainpart){.kept = alloc_zeroed(html->node_count, 1),
		.weights = weights_of(html, labels)};
	struct search search = {.html = html, .part = out, .good = out->weights[0].good};

	if (html->ruled & HTML_RULED_ARTICLE) {
		keep_ruled(&search);
		out->title = find_title(&search);
		if (out->root)
			return;
	}
	if (extent == MAINPART_ALL) {
		keep_visible(&search);
		out->title = find_title(&search);
		return;
	}
	cut_chrome(&search);
	out->prose = out->weights[0].good;
	if (extent == MAINPART_ARTICLE)
		out->root = narrow_root(&search, named_root(&search));
	out->title = find_title(&search);
	if (extent == MAINPART_BODY)
		return;
	cut_link_boxes(&search);
	teasers_cut(html, out);
	rescue(&search, out->title);
	keep_root_only(&search);
}
