/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cities: which of the cities a page names it is about. */
#ifndef INDEXER_PAGES_CITIES_H
#define INDEXER_PAGES_CITIES_H

#include "pages/document.h"

struct places;

/*
 * Adds document.cities. A city counts when it stands in the title or a
 * heading, in a list or a fact sheet (partners), opens a sentence, is named
 * again, or is where a short text happens; not for one mention in passing
 * (enum place_manner). A dateline counts where no other city does.
 */
void cities_find(const struct places *places, struct document *document);

#endif
