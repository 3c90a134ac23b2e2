/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dating: what each date in a page's text means, by its label, place and words. */
#ifndef INDEXER_PAGES_DATING_H
#define INDEXER_PAGES_DATING_H

#include "pages/document.h"

struct cues;
struct wording;

/* What the words around a date say it is; the caller closes them. */
struct cues *dating_open_meanings(void);

/* Adds every date of the text, in its order, with its sentence. */
void dating_read(const struct wording *wording, struct document *document);

#endif
