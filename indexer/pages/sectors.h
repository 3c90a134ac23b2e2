/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sectors: which clusters of the vocabulary a page is about. */
#ifndef PAGES_SECTORS_H
#define PAGES_SECTORS_H

#include "pages/document.h"

struct clusters;

enum { SECTORS_MOST = 4 }; /* of one page */

/*
 * Adds document.clusters: those whose cues weigh enough in title, headings and
 * text for the page's length, never by a single mention.
 */
void sectors_find(const struct clusters *clusters, struct document *document);

#endif
