/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mainpart: which elements of a page are its text and which are around it,
 * by structure, names and link density. Linear in the page's size. Where rules
 * of the maintainer have marked elements (HTML_RULED_*), these stand: what is
 * inside the article is the text, at every extent; what is dropped is not.
 */
#ifndef INDEXER_PAGES_MAINPART_H
#define INDEXER_PAGES_MAINPART_H

#include "pages/html.h"

#include <stdint.h>

/* How much is left out. */
enum mainpart_extent {
	MAINPART_ARTICLE, /* the page's own text */
	MAINPART_BODY,    /* all but what is surely not text: where too little is left */
	MAINPART_ALL,     /* everything that can be seen */
};

struct node_weight {
	uint32_t own; /* bytes of text in the node itself and inline elements in it */
	uint32_t own_link;               /* of these in links */
	uint32_t text, link;             /* in the subtree, without what was cut */
	uint32_t whole_text, whole_link; /* with it */
	uint32_t good;  /* text that reads like sentences, in the whole subtree */
	uint16_t facts; /* labels of a fact sheet in the subtree */
	uint8_t in_link;
	uint8_t has_title; /* a first-level heading is inside */
	uint32_t block;    /* the nearest node that is no inline element */
};

/* {0} is an empty one; the caller releases it. */
struct mainpart {
	uint8_t *kept; /* one a node: 1 if it is the page's text */
	struct node_weight *weights;
	uint32_t root;  /* the element that holds the article */
	size_t prose;   /* bytes of readable text that is surely not around the page's */
	uint32_t title; /* the first-level heading of the article; 0: none */
};

struct labels;

void mainpart_find(const struct html *html, const struct labels *labels,
	enum mainpart_extent extent, struct mainpart *out);
void mainpart_release(struct mainpart *part);

#endif
