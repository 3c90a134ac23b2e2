/* SPDX-License-Identifier: GPL-2.0-or-later */
/* coverage_json: the coverage of an index for machines. */
#ifndef INDEXER_REPORTS_COVERAGE_JSON_H
#define INDEXER_REPORTS_COVERAGE_JSON_H

#include "base/buf.h"
#include "reports/coverage.h"

/*
 * Appends one object and a newline. Each list is an object with "count", how
 * many there are, and "items", at most COVERAGE_JSON_MOST of them; ids that
 * stand for others are in "examples".
 */
enum { COVERAGE_JSON_MOST = 200 };
void coverage_json_add(const struct coverage *coverage, struct buf *json);

#endif
