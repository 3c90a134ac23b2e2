/* SPDX-License-Identifier: GPL-2.0-or-later */
/* request: what a visitor asked for, checked and bounded at the door. */
#ifndef SEARCHD_QUERY_REQUEST_H
#define SEARCHD_QUERY_REQUEST_H

#include "base/buf.h"
#include "base/error.h"
#include "index/field.h"
#include "query/cursor.h"
#include "text/language.h"

#include <stddef.h>

enum {
	REQUEST_QUERY_MAX = 1024,             /* bytes of q that are searched for */
	REQUEST_VALUE_MAX = 200,              /* bytes of a filter value */
	REQUEST_VALUES_MAX = 50,              /* values of one filter */
	REQUEST_LIMIT_MAX = CURSOR_SHOWN_MAX, /* hits */
	REQUEST_DEPTH_MAX = 10000,            /* offset + limit */
	REQUEST_FACET_LIMIT_MAX = 1000,
	REQUEST_SNAPSHOT_MAX = 1000000000,
};

/* A parameter of the URL, decoded; not yet checked. value NULL: "?name". */
struct parameter {
	const char *name, *value;
	size_t value_length; /* a NUL inside the value is seen by it */
};

enum sort_order { SORT_RELEVANCE, SORT_NEWEST, SORT_OLDEST };

/* Years in their order and all else by count; or all by count, or by name. */
enum facet_sort { FACET_SORT_USUAL, FACET_SORT_COUNT, FACET_SORT_NAME };

enum choice { CHOICE_OFF, CHOICE_ON };

enum duplicates_view {
	DUPLICATES_FOLDED, /* of the documents that are one page, one is found */
	DUPLICATES_SHOWN,  /* each is found by itself */
};

/* The values of one filter, any of which will do; ranges and VALUE_NONE, too. */
struct filter {
	char **values;
	size_t count, room;
};

/* The caller releases it. */
struct request {
	struct buf query; /* valid UTF-8; empty: everything */
	enum choice cut;  /* q was longer: query is what fits, up to a word's end */
	struct filter filters[FIELD_FILTER_COUNT];
	enum sort_order sort;
	unsigned offset, limit, facet_limit;
	enum facet_sort facet_sort;
	unsigned unwanted_facets; /* bits of fields */
	enum choice translate, synonyms, explain;
	enum duplicates_view duplicates;
	enum language ui;       /* of labels and of the page */
	struct cursor cursor;   /* where to go on, instead of an offset */
	unsigned snapshot;      /* number of the generation to search; 0: the newest */
	enum choice facet_only; /* no hits, and of the facets just this one */
	enum field facet;
	struct buf prefix; /* its values have a word that begins so; empty: all */
};

/*
 * ERROR_INVALID: an unknown parameter, one that is malformed, too long or out
 * of range; the sentence says what would do. ui is what the visitor's browser
 * prefers; the parameter ui=de|en wins over it.
 */
bool request_parse(const struct parameter *parameters, size_t count, enum language ui,
	struct request *out, struct error *err);
void request_release(struct request *request);

/* Whether the answer is to have this facet. */
static inline bool request_wants(const struct request *request, enum field facet)
{
	return !(request->unwanted_facets >> facet & 1);
}

/*
 * Appends what tells the request from all that may have another answer: all of
 * it, in whatever order the parameters came.
 */
void request_key(const struct request *request, struct buf *out);

/* The same for what decides which documents are found, and in which order. */
void request_search_key(const struct request *request, struct buf *out);

#endif
