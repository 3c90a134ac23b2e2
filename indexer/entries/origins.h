/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * origins: where on a page the evidence for each of its values stands, in a few
 * bytes of the record (RECORD_ORIGINS), so that a report on all pages need not
 * read them again.
 */
#ifndef INDEXER_ENTRIES_ORIGINS_H
#define INDEXER_ENTRIES_ORIGINS_H

#include "base/buf.h"
#include "vocabulary/kinds.h"

#include <stdbool.h>
#include <stddef.h>

struct document;

/* Never renumbered. */
enum origin {
	ORIGIN_NONE,  /* there is no value, or no evidence */
	ORIGIN_GIVEN, /* said outright by a line of JSON */
	ORIGIN_JSON_LD,
	ORIGIN_META,     /* a meta element */
	ORIGIN_TIME,     /* a time element */
	ORIGIN_ADDRESS,  /* the URL, or the path below the source */
	ORIGIN_DATELINE, /* the line of the day at the headline */
	ORIGIN_TITLE,
	ORIGIN_HEADING,
	ORIGIN_LIST,    /* an item of a list: a partner, a member */
	ORIGIN_SHEET,   /* a row, or a label with its value */
	ORIGIN_TEXT,    /* a sentence */
	ORIGIN_OUTSIDE, /* not in the main text: its frame, its markup */
	ORIGIN_CUT,     /* a title: the page says none */
	ORIGIN_COUNT
};

const char *origin_name(enum origin origin);  /* for machines: json_ld */
const char *origin_label(enum origin origin); /* to be read: JSON-LD */

/* What of a project is known. Never renumbered. */
enum origins_fact {
	ORIGINS_START,
	ORIGINS_END,
	ORIGINS_BUDGET,
	ORIGINS_GRANT,
	ORIGINS_RATE,
	ORIGINS_PARTNER_COUNT,
	ORIGINS_PARTNERS,
	ORIGINS_COUNTRIES,
	ORIGINS_PROGRAMME,
	ORIGINS_ACRONYM,
	ORIGINS_HOMEPAGE,
	ORIGINS_FACT_COUNT
};

const char *origins_fact_name(enum origins_fact fact);

struct origins {
	enum origin title, type, date;
	enum date_kind date_kind;  /* of the date; DATE_KIND_COUNT: none */
	enum date_kind year_kind;  /* of a date that the years come from */
	unsigned cities, clusters; /* sets: 1 << enum origin */
	unsigned facts;            /* a set: 1 << enum origins_fact */
};

void origins_of(const struct document *document, struct origins *out);

void origins_write(const struct origins *origins, struct buf *out);

/* False: damaged, or written by a version that knew more. */
bool origins_read(const char *bytes, size_t length, struct origins *out);

#endif
