/* SPDX-License-Identifier: GPL-2.0-or-later */
/* family_box: the forms and compounds of a word, each a link to its search. */
#ifndef SEARCHD_PAGES_FAMILY_BOX_H
#define SEARCHD_PAGES_FAMILY_BOX_H

#include "help/word_family.h"
#include "pages/search_form.h"

enum { FAMILY_BOX_WORDS = 12 };

/* Nothing if the pages have no more than one form of the word. */
void family_box_write(struct buf *page, const struct search_form *form,
	const struct word_family *family);

#endif
