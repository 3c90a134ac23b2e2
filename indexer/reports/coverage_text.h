/* SPDX-License-Identifier: GPL-2.0-or-later */
/* coverage_text: the coverage of an index to be read on one screen. */
#ifndef INDEXER_REPORTS_COVERAGE_TEXT_H
#define INDEXER_REPORTS_COVERAGE_TEXT_H

#include "base/buf.h"
#include "reports/coverage.h"

/* index: what the user called it. Lines of 80 columns, most frequent things first. */
void coverage_text_add(
	const struct coverage *coverage, const char *index, struct buf *out);

#endif
