/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page: from the bytes of one page to what it says. */
#ifndef INDEXER_PAGES_PAGE_H
#define INDEXER_PAGES_PAGE_H

#include "base/error.h"
#include "pages/document.h"

#include <stddef.h>

struct block_hashes;
struct clusters;
struct places;
struct site_frame;
struct sites;
struct word_votes;
struct wording;

enum page_format { PAGE_HTML, PAGE_PLAIN };

struct page {
	const char *url;      /* NULL: unknown */
	const char *path;     /* below its source; for dates and type where url is NULL */
	const char *encoding; /* as the server said, or NULL */
	enum page_format format;
	const char *bytes;
	size_t length;
	const struct site_frame *frame; /* of its site; NULL: unknown */
	const char *title; /* of plain text, as who brought it says; or NULL */
	const char *
		changed; /* YYYY-MM-DD, or its beginning, where the page tells no date; or NULL */
	const char *changed_evidence;
};

/* What reading needs besides the page: opened once, for all pages of a thread. */
struct page_tables {
	const struct places *places;
	const struct clusters *clusters;
	struct wording *wording;
	struct word_votes *votes;
	const struct sites *sites; /* rules of the maintainer; NULL: none */
};

/* Without sites. Places and clusters must outlive the tables; the caller closes these. */
void page_tables_open(const struct places *places, const struct clusters *clusters,
	struct page_tables *out);
void page_tables_close(struct page_tables *tables);

/*
 * Reads title, main text, type, language, dates, years, cities, clusters and
 * facts of a page into *out (id stays NULL; url is the page's). ERROR_INVALID: empty,
 * binary, or in an encoding nobody knows; the text says which.
 */
bool page_read(const struct page *page, const struct page_tables *tables,
	struct document *out, struct error *err);

/*
 * Adds to the empty *out the hashes of all blocks of a page, for the frame of
 * its site. Costs a good part of page_read(); errors are the same.
 */
bool page_survey(const struct page *page, const struct page_tables *tables,
	struct block_hashes *out, struct error *err);

/*
 * As page_read() from a title and a text that are already plain (a JSON line's):
 * out->text holds the blocks, out->title the title; the rest is filled in
 * where out has nothing yet: given values stand.
 */
void page_understand(const struct page_tables *tables, struct document *out);

/*
 * Reads the facts of what is a project, with the years it ran, and drops those of
 * what is not one: for a caller that has set document->type otherwise.
 */
void page_settle_facts(const struct page_tables *tables, struct document *document);

#endif
