/* SPDX-License-Identifier: GPL-2.0-or-later */
/* document: what one page says, each value with the evidence for it. */
#ifndef INDEXER_PAGES_DOCUMENT_H
#define INDEXER_PAGES_DOCUMENT_H

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

/* What a city is to the page. */
enum city_role {
	CITY_MAIN,      /* what it is about, or where it happens */
	CITY_PARTNER,   /* where one of those listed in it is at home */
	CITY_MENTIONED, /* named by the way: no city of the page */
};

struct document_city {
	char *value; /* of vocabulary/places, or as given */
	char *evidence;
	enum city_role role;
};

/* A county is never a city, and no facet. */
struct document_county {
	char *value;         /* of vocabulary/counties, or okres and powiat as written */
	const char *country; /* ISO 3166, two letters; a constant */
	int abolished;       /* year; 0: not, or not known */
	char *evidence;
};

struct document_cluster {
	char *id; /* of vocabulary/clusters, or as given */
	char *evidence;
};

struct document_link {
	char *target, *words; /* an absolute address; what the page calls it */
};

/* What speaks for or against the type, the strongest for it first. */
struct document_sign {
	char *name;      /* see kind_rules */
	double strength; /* to 1 */
	double weight;   /* for the type, below 0 against it */
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
	char *canonical;   /* the address that the page says is its own, as written */
	enum title_origin title_origin;
	enum page_type type;
	char *type_evidence;
	char *type_words; /* of the page, that spoke most for its type; NULL: none */
	struct document_sign *type_signs; /* not kept in an index */
	enum language language;
	struct buf text; /* main text, blocks end with a newline */

	struct block *blocks;
	struct document_date *dates;
	int *years;                      /* the page belongs to, ascending */
	struct document_city *cities;    /* of the page: main ones and partners */
	struct document_city *mentioned; /* the others that are named */
	struct document_county *counties;
	const char **countries; /* ISO 3166, two letters, of the cities; constants */
	int *running;           /* the years a project ran, ascending */
	struct document_cluster *clusters;
	struct document_link
		homepage;    /* of what the page is about; NULL: none is named */
	struct facts *facts; /* of a project; NULL: none were read */
	char **dropped;      /* what was taken for boilerplate */
	size_t block_count, date_count, year_count, city_count, mentioned_count,
		county_count, country_count, running_count, cluster_count, dropped_count,
		type_sign_count;
	size_t block_room, date_room, year_room, city_room, mentioned_room, county_room,
		country_room, running_room, cluster_room, dropped_room, type_sign_room;
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
/* In document.cities, or in document.mentioned by its role; once. */
void document_add_place(struct document *document, const char *value, enum city_role role,
	const char *evidence, size_t length);
void document_add_county(struct document *document, struct document_county county,
	const char *evidence, size_t length);                              /* once */
void document_add_country(struct document *document, const char *country); /* once */
void document_add_running(struct document *document, int year); /* once, kept ascending */
const char *document_role_name(enum city_role role);
void document_add_cluster(struct document *document, const char *id, const char *evidence,
	size_t length); /* once */
void document_add_dropped(struct document *document, const char *text, size_t length);
void document_add_type_sign(
	struct document *document, const char *name, double strength, double weight);

/*
 * The day that dates the page, for sorting and citing: published, else event,
 * else start, else end. NULL: undated.
 */
const struct document_date *document_main_date(const struct document *document);

#endif
