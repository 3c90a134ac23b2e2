/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kind: whether a page is a project, a network, news, or something else. */
#ifndef PAGES_KIND_H
#define PAGES_KIND_H

#include "pages/declared.h"
#include "pages/document.h"

/*
 * Sets document.type and the evidence for it, from its fact sheet, its dates,
 * its wording and what it declares; declared may be NULL.
 */
void kind_find(struct document *document, const struct declared *declared);

#endif
