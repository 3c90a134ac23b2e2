/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * help_box: the parts of the page for visitors who found little or nothing:
 * another spelling, how many pages have each word, what to leave out.
 */
#ifndef SEARCHD_PAGES_HELP_BOX_H
#define SEARCHD_PAGES_HELP_BOX_H

#include "answers/search.h"
#include "pages/search_form.h"

/* "Did you mean"; nothing if there is no suggestion. */
void help_box_write_suggestion(
	struct buf *page, const struct search_form *form, const struct answer *answer);

/* The words with their pages; nothing if some page has them all. */
void help_box_write_words(
	struct buf *page, const struct search_form *form, const struct answer *answer);

/* No match at all: what one may try. */
void help_box_write_advice(
	struct buf *page, const struct search_form *form, const struct answer *answer);

#endif
