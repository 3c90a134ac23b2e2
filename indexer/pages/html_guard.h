/* SPDX-License-Identifier: GPL-2.0-or-later */
/* html_guard: what a page must not have before a parser may see it. */
#ifndef INDEXER_PAGES_HTML_GUARD_H
#define INDEXER_PAGES_HTML_GUARD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether no tag has more than HTML_ATTRIBUTES_MAX attributes, in one pass:
 * libxml2 2.9 compares each with all before it, which can take a minute.
 */
bool html_guard_is_sane(const char *bytes, size_t length);

#endif
