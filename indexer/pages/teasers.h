/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * teasers: what inside the article leads to other pages: boxes of a linked
 * headline and a few words on it, and headings whose links are gone already.
 */
#ifndef INDEXER_PAGES_TEASERS_H
#define INDEXER_PAGES_TEASERS_H

#include "pages/html.h"
#include "pages/mainpart.h"

/*
 * Takes them out of part->kept, below part->root. Of a page that is nothing
 * but a list of teasers they are the text, and stay.
 */
void teasers_cut(const struct html *html, const struct mainpart *part);

#endif
