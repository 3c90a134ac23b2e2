/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * html_mend: a page that was cut off, or forgot to close what hides text, as it
 * was meant. Browsers take all behind an open comment, script or quote for a part
 * of it; for a search that loses a page for one character.
 */
#ifndef INDEXER_PAGES_HTML_MEND_H
#define INDEXER_PAGES_HTML_MEND_H

#include "base/buf.h"

#include <libxml/tree.h>

#include <stdbool.h>
#include <stddef.h>

/* Whether the page, read to its end, may have ended in an open comment or tag. */
bool html_mend_is_tear(const xmlParserCtxt *parser);

/* Whether an element that ends now does so without an end of its own. */
bool html_mend_is_left_open(const xmlParserCtxt *parser, const char *name);

/*
 * Appends the page with blanks in place of each comment's, script's or style's
 * beginning that has no end and has markup behind it, and of each quote in a
 * tag that is not closed. One pass. False: it is as it was.
 */
bool html_mend(const char *bytes, size_t length, struct buf *out);

#endif
