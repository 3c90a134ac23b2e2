/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kind: whether a page is a project, a network, news, or something else. */
#ifndef PAGES_KIND_H
#define PAGES_KIND_H

#include "pages/declared.h"
#include "pages/document.h"

struct cues;
struct wording;

/* What words say of a page's kind; the caller closes them. */
struct cues *kind_open_cues(void);

/*
 * Sets document.type and the evidence for it, from its fact sheet, its dates,
 * its wording and what it declares.
 */
void kind_find(const struct wording *wording, const struct declared *declared,
	struct document *document);

#endif
