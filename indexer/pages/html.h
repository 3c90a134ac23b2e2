/* SPDX-License-Identifier: GPL-2.0-or-later */
/* html: a page's elements and texts as one flat list, in the order of the page. */
#ifndef INDEXER_PAGES_HTML_H
#define INDEXER_PAGES_HTML_H

#include "base/buf.h"
#include "base/error.h"
#include "text/language.h"

#include <stddef.h>
#include <stdint.h>

enum {
	HTML_SIZE_MAX = 16 * 1024 * 1024, /* bytes */
	HTML_DEPTH_MAX = 10000,
	HTML_ATTRIBUTES_MAX = 256, /* libxml2 takes a minute over 100,000 on one tag */
};

/* What an element does to the text in it. */
enum html_role {
	HTML_INLINE,
	HTML_TEXT,      /* no element: a run of characters */
	HTML_LINK,      /* a with href */
	HTML_BREAK,     /* br, hr */
	HTML_BLOCK,     /* div, section, article ... */
	HTML_PARAGRAPH, /* p, blockquote, pre */
	HTML_HEADING,
	HTML_LIST,
	HTML_ITEM,
	HTML_TABLE,
	HTML_ROW,
	HTML_CELL,
	HTML_LABEL,  /* dt */
	HTML_VALUE,  /* dd */
	HTML_CHROME, /* nav, footer, aside, form ... */
	HTML_HEADER, /* header: the site's or the article's */
	HTML_SKIP,   /* script, style ...: never text */
};

/* What an element's names say; a set. */
enum html_trait {
	HTML_NAMED_CHROME = 1,  /* cookie, share, related ... */
	HTML_NAMED_WEAK = 2,    /* sidebar, teaser, meta: chrome if the text agrees */
	HTML_NAMED_CONTENT = 4, /* article, entry, story */
	HTML_NAMED_FACTS = 8,   /* facts, steckbrief */
	HTML_HIDDEN = 16,
	HTML_ARTICLE = 32,    /* article, or itemprop articleBody, or main */
	HTML_HAS_BLOCKS = 64, /* set for ancestors of block-like elements */
	HTML_BODY = 128, /* main, itemprop articleBody: where the text is said to be */
	HTML_NAMED_HARD = 256,     /* consent, cookie: chrome whatever its size */
	HTML_NAMED_MINOR = 512,    /* author, call to action: chrome if a small part */
	HTML_RULED_ARTICLE = 1024, /* a rule of the maintainer: here is the text */
	HTML_RULED_DROPPED = 2048, /* the same: this is none */
};

struct html_node {
	uint32_t parent;
	uint32_t end;   /* behind the last node inside it */
	uint32_t start; /* of text runs: bytes of html.text */
	uint32_t length;
	uint16_t traits;
	uint8_t role;  /* enum html_role */
	uint8_t level; /* of a heading, 1 to 6 */
};

/* What a page says about itself outside its text. */
enum html_fact {
	HTML_OG_TITLE,
	HTML_TITLE,
	HTML_SITE_NAME,
	HTML_PUBLISHED,
	HTML_UPDATED,
	HTML_CANONICAL,
	HTML_TYPE, /* og:type, @type */
	HTML_TIME, /* datetime of a time element: node tells where */
	HTML_HREF, /* an absolute address: node is the link to it */
	HTML_JSON_LD,
	HTML_MODIFIED, /* of the file: says little */
	HTML_DATE,     /* a date of unknown kind: meta name=date */
	HTML_DESCRIPTION,
	HTML_SUMMARY, /* a description for others: OpenGraph, Dublin Core */
	HTML_AUTHOR,
	HTML_ADDRESS, /* og:url */
	HTML_LANGUAGE,
	HTML_FACT_COUNT
};

struct html_value {
	enum html_fact fact;
	uint32_t node;          /* that stood last when it was said */
	uint32_t start, length; /* bytes of html.values_text */
};

struct html {
	struct html_node *nodes; /* the first is the root */
	struct html_value *values;
	size_t node_count, node_room, value_count, value_room;
	struct buf text, values_text;
	enum language language; /* as declared */
	unsigned ruled;         /* HTML_RULED_* of any node */
};

struct cues;
struct selectors;

/*
 * Parses valid UTF-8. ERROR_INVALID: too big, too deep, or a tag with more
 * attributes than any page needs. names: see tags_open_names().
 */
bool html_parse(const struct cues *names, const char *bytes, size_t length,
	struct html *out, struct error *err);

/* The same; rules mark elements with HTML_RULED_*. NULL: there are none. */
bool html_parse_ruled(const struct cues *names, const struct selectors *rules,
	const char *bytes, size_t length, struct html *out, struct error *err);
void html_release(struct html *html);

/* The first value of that kind, NUL-terminated, or NULL. */
const char *html_value_of(const struct html *html, enum html_fact fact);

/* Appends all text inside a node, on one line; block edges become blanks. */
void html_text_of(const struct html *html, size_t node, struct buf *out);

#endif
