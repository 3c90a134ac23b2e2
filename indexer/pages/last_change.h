/* SPDX-License-Identifier: GPL-2.0-or-later */
/* last_change: when a page was changed last, as others say who know of it. */
#ifndef INDEXER_PAGES_LAST_CHANGE_H
#define INDEXER_PAGES_LAST_CHANGE_H

#include "pages/declared.h"
#include "pages/document.h"

/*
 * Adds declared.changed as the page's last change if the page itself tells neither
 * that nor its publication: a copy may be younger than what it says.
 */
void last_change_read(const struct declared *declared, struct document *document);

#endif
