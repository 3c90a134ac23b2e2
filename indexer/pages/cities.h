/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cities: which of the cities a page names it is about. */
#ifndef PAGES_CITIES_H
#define PAGES_CITIES_H

#include "pages/document.h"

struct places;

/*
 * Adds document.cities. A city counts when it stands in the title or a
 * heading, in a list or a fact sheet (partners), is named again, or is where a
 * short text happens; not for one mention in passing in a long one.
 */
void cities_find(const struct places *places, struct document *document);

#endif
