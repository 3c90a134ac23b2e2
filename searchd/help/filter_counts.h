/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * filter_counts: how many pages have each value under some filters, whatever the
 * words. While somebody types, the filters stay as they are, so the last ones are
 * kept. For one thread, of one snapshot at a time.
 */
#ifndef SEARCHD_HELP_FILTER_COUNTS_H
#define SEARCHD_HELP_FILTER_COUNTS_H

#include "facets/facets.h"
#include "help/trial.h"

struct filter_counts;

struct filter_counts *filter_counts_create(void);
void filter_counts_free(struct filter_counts **counts);

/* Before a request: what is known of other revisions is forgotten. */
void filter_counts_begin(struct filter_counts *counts, const struct snapshot *snapshot);

/*
 * Pages of each value of all fields, under the trial's filters, which request tells, but
 * the field's own. They live until the next call.
 */
const struct facet_counts *filter_counts_of(struct filter_counts *counts,
	const struct trial *trial, const struct request *request);

#endif
