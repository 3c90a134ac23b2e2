/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fact_sheet: the labels of a page with their values, wherever on it they stand. */
#ifndef INDEXER_PAGES_FACT_SHEET_H
#define INDEXER_PAGES_FACT_SHEET_H

#include "base/buf.h"
#include "pages/document.h"

#include <stdbool.h>
#include <stddef.h>

struct cues;
struct wording;

/* What a label asks for, in the order of the classes of fact_fields.tsv. */
enum fact_label {
	FACT_PROGRAMME,
	FACT_FUNDER,
	FACT_BUDGET,
	FACT_FUNDING, /* a grant or a programme, as the value tells */
	FACT_GRANT,
	FACT_RATE,
	FACT_OWN, /* what the partners pay themselves */
	FACT_PARTNERS,
	FACT_ASSOCIATED,
	FACT_LEAD,
	FACT_BENEFICIARY,
	FACT_OBSERVER,
	FACT_COUNTRIES,
	FACT_ACRONYM,
	FACT_HOMEPAGE,
	FACT_LABEL_COUNT,
	FACT_OTHER,  /* another label */
	FACT_UNNAMED /* a short line, or a part of one, without a label */
};

/* Bytes of document.text; an empty value starts where it ends. */
struct fact_field {
	enum fact_label label;
	size_t start; /* of the label; of the value if it has none */
	size_t value, end;
	size_t block; /* in which it ends */
};

/* {0} is an empty one; the caller releases it. */
struct fact_sheet {
	struct fact_field *fields; /* in the order of the page */
	size_t count, room;
	struct buf low; /* document.text as cues_lower() leaves it */
};

/* The labels; the caller closes them. */
struct cues *fact_sheet_open_labels(void);

/*
 * Reads "label: value" and "label" with the value in the next block. A label
 * that another one follows is empty; so is that of a table's row without a
 * value. Lists below a label (partners) are for the reader of the field.
 */
void fact_sheet_read(const struct wording *wording, const struct document *document,
	struct fact_sheet *out);
void fact_sheet_release(struct fact_sheet *sheet);

#endif
