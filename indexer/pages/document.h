/* SPDX-License-Identifier: GPL-2.0-or-later */
/* document: what one page says, each value with the evidence for it. */
#ifndef PAGES_DOCUMENT_H
#define PAGES_DOCUMENT_H

#include "base/buf.h"
#include "text/language.h"
#include "vocabulary/kinds.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct facts;

enum block_kind { BLOCK_TEXT, BLOCK_HEADING, BLOCK_ITEM, BLOCK_ROW };

/* A heading, paragraph, list item or table row of the main text. */
struct block {
	size_t start, end; /* bytes of document.text */
	enum block_kind kind;
	enum language language;
};

struct document_date {
	int year;       /* 1000 to 9999 */
	int month, day; /* from 1; 0: not said */
	enum date_kind kind;
	char *evidence; /* the sentence, or where on the page it stands */
};

struct document_city {
	char *value; /* of vocabulary/places, or as given */
	char *evidence;
};

struct document_cluster {
	char *id; /* of vocabulary/clusters, or as given */
	char *evidence;
};

/* Whose words a title is. */
enum title_origin {
	TITLE_SAID, /* the page calls itself so */
	TITLE_CUT,  /* it does not: the beginning of its text */
};

/* {0} is an empty document; the owner releases it. Strings are UTF-8 or NULL. */
struct document {
	char *id; /* unique in an index */
	char *url;
	char *title;
	char *description; /* as the page's markup has it, like the next two */
	char *author;      /* names, with commas between them */
	char *canonical;   /* its address, as it says */
	enum title_origin title_origin;
	enum page_type type;
	char *type_evidence;
	enum language language;
	struct buf text; /* main text, blocks end with a newline */

	struct block *blocks;
	struct document_date *dates;
	int *years; /* the page belongs to, ascending */
	struct document_city *cities;
	struct document_cluster *clusters;
	struct facts *facts; /* of a project; NULL: none were read */
	char **dropped;      /* what was taken for boilerplate */
	size_t block_count, date_count, year_count, city_count, cluster_count,
		dropped_count;
	size_t block_room, date_room, year_room, city_room, cluster_room, dropped_room;
};

void document_release(struct document *document);

/* Appends text and a newline to document.text, and a block over it. */
void document_add_block(
	struct document *document, enum block_kind kind, const char *text, size_t length);

/*
 * Moves the blocks whose gone is set to what was dropped, and closes the gaps.
 * gone has one for each block.
 */
void document_drop_blocks(struct document *document, const bool *gone);

/* Copies evidence (length bytes of it, NULL-safe). */
void document_add_date(struct document *document, struct document_date date,
	const char *evidence, size_t length);
void document_add_year(struct document *document, int year); /* once, kept ascending */
void document_add_city(struct document *document, const char *value, const char *evidence,
	size_t length); /* once */
void document_add_cluster(struct document *document, const char *id, const char *evidence,
	size_t length); /* once */
void document_add_dropped(struct document *document, const char *text, size_t length);

/*
 * The day that dates the page, for sorting and citing: published, else event,
 * else start, else end. NULL: undated.
 */
const struct document_date *document_main_date(const struct document *document);

#endif
