/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reading_box: how a query was read, and how one can be written. */
#ifndef SEARCHD_PAGES_READING_BOX_H
#define SEARCHD_PAGES_READING_BOX_H

#include "answers/search.h"
#include "base/buf.h"
#include "pages/search_form.h"

/* How it was read, if it has operators, and what of it was not taken as typed. */
void reading_box_write(
	struct buf *page, const struct search_form *form, const struct answer *answer);

/* What one can type besides words, with examples. */
void reading_box_write_help(struct buf *page, const struct search_form *form);

#endif
