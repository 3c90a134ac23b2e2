/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * query_reading: how a query was read, in plain form: as one could have typed it,
 * with every operator that was only meant (title:hafen AND NOT berlin).
 */
#ifndef SEARCHD_QUERY_QUERY_READING_H
#define SEARCHD_QUERY_QUERY_READING_H

#include "base/buf.h"
#include "query/query.h"
#include "text/language.h"

/* How words side by side are tied. */
enum reading_style {
	READING_PLAIN,     /* they are words and phrases only: by blanks */
	READING_OPERATORS, /* by AND */
};

/*
 * tree, of what was typed, as parsed; NULL: nothing. Names are in the language.
 * What is appended is read in the same way again.
 */
void query_reading_write(const struct query *tree, const char *typed,
	enum reading_style style, enum language language, struct buf *out);

#endif
