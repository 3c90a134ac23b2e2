/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export_box: links to what is found as files, and to its feed. */
#ifndef SEARCHD_PAGES_EXPORT_BOX_H
#define SEARCHD_PAGES_EXPORT_BOX_H

#include "pages/search_form.h"

void export_box_write(struct buf *page, const struct search_form *form);

/* For the head of the page: where its feed is. */
void export_box_write_head(struct buf *head, const struct search_form *form);

#endif
