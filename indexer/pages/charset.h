/* SPDX-License-Identifier: GPL-2.0-or-later */
/* charset: from the bytes of a page to UTF-8, in the encoding browsers would take. */
#ifndef INDEXER_PAGES_CHARSET_H
#define INDEXER_PAGES_CHARSET_H

#include "pages/page.h"

/*
 * Appends the page as valid UTF-8 without NULs. The encoding is the byte order
 * mark's, else the server's, else what the page says near its top (HTML only), else
 * UTF-8 if the bytes are that, else windows-1252 (WHATWG HTML, "determining the
 * character encoding"). A label that browsers do not know says nothing. Bytes that
 * are wrong become U+FFFD. ERROR_INVALID: empty or binary.
 */
bool charset_decode(const struct page *page, struct buf *out, struct error *err);

#endif
