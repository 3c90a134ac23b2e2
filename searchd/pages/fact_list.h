/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fact_list: what was understood of a document: its values, and a project's facts. */
#ifndef SEARCHD_PAGES_FACT_LIST_H
#define SEARCHD_PAGES_FACT_LIST_H

#include "answers/document_search.h"
#include "pages/search_form.h"

void fact_list_write(struct buf *page, const struct search_form *form,
	const struct found_document *found);

#endif
