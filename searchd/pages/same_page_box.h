/* SPDX-License-Identifier: GPL-2.0-or-later */
/* same_page_box: where else the page of a hit is to be found. */
#ifndef SEARCHD_PAGES_SAME_PAGE_BOX_H
#define SEARCHD_PAGES_SAME_PAGE_BOX_H

#include "answers/search.h"
#include "text/language.h"

/* Nothing if it has no duplicates. */
void same_page_box_write(struct buf *page, const struct hit *hit, enum language ui);

#endif
