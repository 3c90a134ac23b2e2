/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * csv: tables for spreadsheets (RFC 4180), UTF-8 with a byte order mark, without
 * which the commonest one reads umlauts wrong.
 */
#ifndef SEARCHD_EXPORTS_CSV_H
#define SEARCHD_EXPORTS_CSV_H

#include "answers/search.h"
#include "base/buf.h"

#define CSV_CONTENT_TYPE "text/csv; charset=utf-8; header=present"

/*
 * Appends a facet: a row a value (value, label, count, missing 0), and last the
 * matches without any (none, a label, count, missing 1).
 */
void csv_write_facet(const struct answer *answer, enum field field, const char *without,
	struct buf *out);

#endif
