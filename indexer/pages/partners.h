/* SPDX-License-Identifier: GPL-2.0-or-later */
/* partners: who takes part in a project, with role and place. */
#ifndef INDEXER_PAGES_PARTNERS_H
#define INDEXER_PAGES_PARTNERS_H

#include <stddef.h>

struct document;
struct fact_sheet;
struct facts;
struct places;
struct wording;

/*
 * Adds the partners that stand in or below the labels of a fact sheet, or in a
 * list under a heading that announces them. The one called lead partner
 * elsewhere is the lead in the list too.
 */
void partners_read(const struct wording *wording, const struct places *places,
	const struct document *document, const struct fact_sheet *sheet,
	struct facts *out);

#endif
