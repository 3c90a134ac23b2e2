/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * citation: what a bibliography says of a document. What is not known is left
 * out: no year, author or day of access is made up, and the cities a page is about
 * are keywords, not the place it was published at.
 */
#ifndef SEARCHD_WRITING_CITATION_H
#define SEARCHD_WRITING_CITATION_H

#include "base/buf.h"
#include "base/digest.h"
#include "text/language.h"

#include <stddef.h>

struct tables;

enum { CITATION_KEY_BYTES = sizeof("regio-") + DIGEST_LETTERS };

struct citation_list {
	char **items;
	size_t count, room;
};

/* {0} is an empty one; the caller releases it. All text is on one line, free of control characters. */
struct citation {
	char key[CITATION_KEY_BYTES]; /* of the id alone: stable, letters, digits, - and _ */
	char *id;
	char *title;     /* the id if it has none */
	char *url;       /* on the web; of a document that is not there, its page here */
	char *publisher; /* the host it is at; NULL: it is at none */
	char *language;  /* de, en; NULL: not known */
	char *genre;     /* label of its type; NULL: none */
	int year, month, day;          /* 0: not known */
	struct citation_list keywords; /* labels of its clusters, then of its cities */
};

/* Labels are in the language ui. site: site_address_write(). */
void citation_build(const struct buf *record, const struct tables *tables,
	enum language ui, const char *site, struct citation *out);
void citation_release(struct citation *citation);

/* Appends the date as far as it is known, its parts joined: 2007-04; nothing if undated. */
void citation_add_date(
	const struct citation *citation, const char *separator, struct buf *out);

#endif
