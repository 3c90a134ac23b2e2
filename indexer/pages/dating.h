/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dating: what each date in a page's text means, by its label, place and words. */
#ifndef PAGES_DATING_H
#define PAGES_DATING_H

#include "pages/dates.h"
#include "pages/document.h"

/* Adds every date of the text, in its order, with its sentence. */
void dating_read(const struct dates *dates, struct document *document);

#endif
