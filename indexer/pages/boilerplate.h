/* SPDX-License-Identifier: GPL-2.0-or-later */
/* boilerplate: blocks that are around a page's text, told by wording and repetition. */
#ifndef INDEXER_PAGES_BOILERPLATE_H
#define INDEXER_PAGES_BOILERPLATE_H

#include "pages/document.h"

#include <stdbool.h>

enum boilerplate_source {
	BOILERPLATE_MARKED,   /* the markup has told most of it already */
	BOILERPLATE_FLATTENED /* text of a page whose markup is gone */
};

struct cues;

/* The phrases that the others take; the caller closes them. */
struct cues *boilerplate_open_phrases(void);

/*
 * Moves cookie banners, share bars, captions, menus and what is printed twice
 * from the document's blocks to what it dropped.
 */
void boilerplate_drop(const struct cues *phrases, enum boilerplate_source source,
	struct document *document);

/*
 * Whether a line is a kicker (News, Pressemitteilung Nr. 3) that a headline
 * follows, and what kind of page it announces.
 */
bool boilerplate_is_kicker(const struct cues *phrases, const char *line, size_t length,
	enum page_type *type);

/* Whether a text is of a cookie banner. */
bool boilerplate_is_consent(const struct cues *phrases, const char *text, size_t length);

/*
 * Whether a line can be a headline: no kicker, button or word of a cookie
 * banner.
 */
bool boilerplate_is_headline(const struct cues *phrases, const char *line, size_t length);

/*
 * Whether a line that a heading follows is the site's (Willkommen bei uns;
 * Archiv | Presse; Archiv - Druckansicht) and the heading the headline.
 */
bool boilerplate_is_masthead(const struct cues *phrases, const char *line, size_t length);

#endif
