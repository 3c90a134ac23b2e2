/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * query_values: values of filters as people type them in a query, as filters
 * take them: year:2005-2008, jahr:>=2005, budget:>1m, ort:ohne.
 */
#ifndef SEARCHD_QUERY_QUERY_VALUES_H
#define SEARCHD_QUERY_QUERY_VALUES_H

#include "base/buf.h"
#include "index/field.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Appends what facet_filter_add() takes for it. False: a year or an amount it is
 * not, or it is too long (REQUEST_VALUE_MAX).
 */
bool query_values_read(
	enum field field, const char *typed, size_t length, struct buf *out);

#endif
