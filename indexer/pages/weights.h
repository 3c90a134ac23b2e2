/* SPDX-License-Identifier: GPL-2.0-or-later */
/* weights: how much text, how many links and how many fact labels an element holds. */
#ifndef INDEXER_PAGES_WEIGHTS_H
#define INDEXER_PAGES_WEIGHTS_H

#include "pages/html.h"
#include "pages/mainpart.h"

struct labels;

/* One weight a node; the caller frees them. */
struct node_weight *weights_of(const struct html *html, const struct labels *labels);

/* Sums the subtrees again, without those whose kept is 0. */
void weights_sum(
	const struct html *html, const uint8_t *kept, struct node_weight *weights);

#endif
