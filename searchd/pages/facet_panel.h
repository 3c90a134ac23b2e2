/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facet_panel: the part of the page that narrows a search down. */
#ifndef SEARCHD_PAGES_FACET_PANEL_H
#define SEARCHD_PAGES_FACET_PANEL_H

#include "answers/search.h"
#include "pages/search_form.h"

void facet_panel_write(
	struct buf *page, const struct search_form *form, const struct answer *answer);

/* The filters in force, each with a link that lifts it; nothing if there are none. */
void facet_panel_write_chosen(
	struct buf *page, const struct search_form *form, const struct answer *answer);

/* How many filter values are in force. */
size_t facet_panel_chosen(const struct request *request);

/* What people call a value; NULL if the facet does not list it. */
const char *facet_panel_label(
	const struct facet *facet, const char *value, size_t length);

#endif
