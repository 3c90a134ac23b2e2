/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * year_chart: how many matches each year has, as a row of bars. A picture for
 * the eye and the mouse; the list of years beside it says the same in words.
 */
#ifndef SEARCHD_PAGES_YEAR_CHART_H
#define SEARCHD_PAGES_YEAR_CHART_H

#include "answers/search.h"
#include "pages/search_link.h"

/* Nothing if there are fewer than two years. ui: as for search_link_to(). */
void year_chart_write(struct buf *page, const struct request *request, enum field field,
	const struct facet *years, enum language ui);

#endif
