/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/teasers.h"

#include <stdbool.h>

enum {
	TEASER_MOST = 700,     /* bytes of a box with a linked headline */
	TEASER_HEADLINE = 200, /* bytes of the headline */
	READABLE_LEAST = 70,   /* bytes of a block that is text */
	BOXED = 3,             /* in mainpart.kept, for a while */
	LEAD_IN_MOST = 60,     /* bytes of a line that ends with a colon: Mehr dazu: */
};

static bool holds_text(const struct html *html, uint32_t node)
{
	const struct html_node *run = &html->nodes[node];

	for (uint32_t i = 0; run->role == HTML_TEXT && i < run->length; i++) {
		if (html->text.bytes[run->start + i] != ' ')
			return true;
	}
	return false;
}

/* A heading that is a link as a whole. */
static bool is_linked_heading(
	const struct html *html, const struct mainpart *part, uint32_t i)
{
	const struct node_weight *weight = &part->weights[i];

	return html->nodes[i].role == HTML_HEADING && html->nodes[i].level > 1
		&& weight->own > 0 && weight->own < TEASER_HEADLINE
		&& weight->own_link * 5 > weight->own * 4;
}

/*
 * The largest box around a linked headline that has no other heading and is
 * small; 0: none.
 */
static uint32_t box_around(
	const struct html *html, const struct mainpart *part, uint32_t heading)
{
	uint32_t box = 0;

	for (uint32_t up = html->nodes[heading].parent; up > part->root;
		up = html->nodes[up].parent) {
		const struct node_weight *weight = &part->weights[up];

		if (weight->whole_text > TEASER_MOST || weight->has_title
			|| weight->facts)
			break;
		for (uint32_t i = up + 1; i < html->nodes[up].end; i++) {
			if (i != heading && html->nodes[i].role == HTML_HEADING)
				return box;
		}
		box = up;
	}
	return box;
}

/* Behind the last text of the article that is in no such box. */
static uint32_t find_tail(const struct html *html, const struct mainpart *part)
{
	uint32_t end = html->nodes[part->root].end;
	uint32_t tail = part->root + 1;

	for (uint32_t i = part->root + 1; i < end; i++) {
		const struct node_weight *weight = &part->weights[i];
		bool readable = part->kept[i] == 1 && weight->own >= READABLE_LEAST
			&& weight->own_link * 2 < weight->own
			&& html->nodes[i].role != HTML_HEADING;

		if (part->kept[i] == BOXED)
			i = html->nodes[i].end - 1;
		else if (readable)
			tail = i + 1;
	}
	return tail;
}

/* Marks the boxes; yields the bytes of readable text in them. */
static uint32_t find_boxes(const struct html *html, const struct mainpart *part)
{
	uint32_t end = html->nodes[part->root].end;
	uint32_t good = 0;

	for (uint32_t i = part->root + 1; i < end; i++) {
		uint32_t box =
			is_linked_heading(html, part, i) ? box_around(html, part, i) : 0;

		if (!box || part->kept[box] != 1)
			continue;
		part->kept[box] = BOXED;
		good += part->weights[box].good;
	}
	return good;
}

static bool are_several(
	const struct html *html, const struct mainpart *part, uint32_t from)
{
	uint32_t boxes = 0;

	for (uint32_t i = from; i < html->nodes[part->root].end; i++)
		boxes += part->kept[i] == BOXED;
	return boxes > 1;
}

/* Those between the paragraphs may be what the page is about. */
static void cut_boxes(const struct html *html, const struct mainpart *part)
{
	uint32_t end = html->nodes[part->root].end;
	uint32_t good = find_boxes(html, part);
	uint32_t tail = find_tail(html, part);
	bool teasers = good * 2 < part->weights[part->root].good
		&& are_several(html, part, tail);

	for (uint32_t i = part->root + 1; i < end; i++) {
		if (part->kept[i] == BOXED)
			part->kept[i] = !teasers || i < tail;
		else if (part->kept[i] && !part->kept[html->nodes[i].parent])
			part->kept[i] = 0;
	}
}

/* A line above others: a heading, or a short one that ends with a colon. */
static bool is_lead_in(const struct html *html, const struct mainpart *part, uint32_t i)
{
	const struct html_node *node = &html->nodes[i];
	const struct node_weight *weight = &part->weights[i];

	if (node->role == HTML_HEADING)
		return node->level > 1;
	if ((node->role != HTML_PARAGRAPH && node->role != HTML_BLOCK) || !weight->own
		|| weight->own > LEAD_IN_MOST || weight->own != weight->whole_text)
		return false;
	for (uint32_t k = node->end; k-- > i;) {
		const struct html_node *run = &html->nodes[k];
		uint32_t length = run->role == HTML_TEXT ? run->length : 0;

		while (length && html->text.bytes[run->start + length - 1] == ' ')
			length--;
		if (length)
			return html->text.bytes[run->start + length - 1] == ':';
	}
	return false;
}

/* What is below a line on the way through the article. */
struct section {
	uint32_t head;   /* 0: none */
	uint32_t before; /* lines of text before the head */
	bool links_gone, text_left;
};

static void settle(const struct mainpart *part, const struct section *section)
{
	if (section->head && section->before && section->links_gone && !section->text_left
		&& !part->weights[section->head].facts)
		part->kept[section->head] = 0;
}

static bool are_links(const struct node_weight *weight)
{
	return weight->whole_text && weight->whole_link * 2 > weight->whole_text;
}

static void cut_lead_ins(const struct html *html, const struct mainpart *part)
{
	struct section section = {0};
	uint32_t end = html->nodes[part->root].end;
	uint32_t lines = 0;

	for (uint32_t i = part->root + 1; i < end; i++) {
		const struct html_node *node = &html->nodes[i];

		if (!part->kept[i]) {
			section.links_gone |= are_links(&part->weights[i]);
			i = node->end - 1;
			continue;
		}
		if (is_lead_in(html, part, i)) {
			/* a subheading is text below a heading */
			section.text_left |= section.head
				&& node->level > html->nodes[section.head].level;
			settle(part, &section);
			section = (struct section){.head = i, .before = lines};
			i = node->end - 1;
		} else if (holds_text(html, i)) {
			section.text_left = true;
		}
		lines += node->role == HTML_PARAGRAPH || node->role == HTML_HEADING;
	}
	settle(part, &section);
}

void teasers_cut(const struct html *html, const struct mainpart *part)
{
	cut_boxes(html, part);
	cut_lead_ins(html, part);
}
