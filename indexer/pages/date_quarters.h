/* SPDX-License-Identifier: GPL-2.0-or-later */
/* date_quarters: quarters and halves of a year, as the months they have. */
#ifndef INDEXER_PAGES_DATE_QUARTERS_H
#define INDEXER_PAGES_DATE_QUARTERS_H

#include "pages/date_points.h"

/* Q3 2011, H1/2012 at the cursor, which moves behind it. */
bool date_quarters_read(struct date_cursor *cursor, struct date_point *out);

/* Behind "3.": "Quartal 2011". */
bool date_quarters_read_named(
	struct date_cursor *cursor, int number, struct date_point *out);

#endif
