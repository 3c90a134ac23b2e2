/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_filter: what a query says of documents, not of their words: jahr:2007, is:undated. */
#ifndef SEARCHD_QUERY_QUERY_FILTER_H
#define SEARCHD_QUERY_QUERY_FILTER_H

#include "query/query.h"
#include "query/query_lexer.h"

#include <stdbool.h>

/* Whether the piece is one. */
bool query_filter_is(const struct lexeme *lexeme);

/* text: of the query that the piece is of. NULL: it has an empty value. */
struct query *query_filter_parse(const char *text, const struct lexeme *lexeme);

#endif
