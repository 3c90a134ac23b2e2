/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kind: whether a page is a project, a network, news, or something else. */
#ifndef INDEXER_PAGES_KIND_H
#define INDEXER_PAGES_KIND_H

#include "pages/declared.h"
#include "pages/document.h"

struct wording;

/*
 * Sets document.type, the evidence for it in words, and its signs.
 *
 * A linear classifier: each sign that is there (see kind_signs) adds its
 * strength times its weight for a type (kind_signs.tsv, fitted by fit_kinds.py)
 * to that type, and the heaviest type is the page's.
 */
void kind_find(const struct wording *wording, const struct declared *declared,
	struct document *document);

#endif
