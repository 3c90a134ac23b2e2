/* SPDX-License-Identifier: GPL-2.0-or-later */
/* partner_items: one partner of a list, however the list writes names and roles. */
#ifndef INDEXER_PAGES_PARTNER_ITEMS_H
#define INDEXER_PAGES_PARTNER_ITEMS_H

#include "pages/fact_sheet.h"

#include <stdbool.h>
#include <stddef.h>

struct facts;
struct wording;

enum { PARTNER_NAME_MOST = 200 }; /* bytes */

/* Bytes of document.text. */
struct partner_range {
	size_t start, end;
};

/* What is read, and the facts that take the partners. */
struct partner_reader {
	const struct wording *wording;
	const struct document *document;
	const struct fact_sheet *sheet;
	const char *text, *low; /* document.text, and the sheet's */
	struct facts *out;
};

/* Without blanks and marks at its ends. */
struct partner_range partner_items_trim(
	const struct partner_reader *reader, struct partner_range range);

/* Of the partners a label asks for; NULL: it asks for none. */
const char *partner_items_role(enum fact_label label);

/* Whether a word like City or GmbH stands in the range. */
bool partner_items_name_organisation(
	const struct partner_reader *reader, struct partner_range range);

/*
 * Adds a partner once; the item may say another role before or behind the
 * name: "Lead Partner: City of Pilsen", "Aarhus (lead)".
 */
void partner_items_add(
	struct partner_reader *reader, struct partner_range range, const char *role);

/* Adds the partner of a table's row: its first cell that is more than a sign. */
void partner_items_add_row(
	struct partner_reader *reader, struct partner_range range, const char *role);

/* Adds all of a list between commas or semicolons. */
void partner_items_add_line(
	struct partner_reader *reader, struct partner_range range, const char *role);

#endif
