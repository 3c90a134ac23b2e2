/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * budget_range: amounts of money as visitors type them: 1000000.., 1m..5m,
 * ..500k, 1,5 Mio, >= 2 million, 1.250.000 €.
 */
#ifndef SEARCHD_QUERY_BUDGET_RANGE_H
#define SEARCHD_QUERY_BUDGET_RANGE_H

#include <stdbool.h>
#include <stdint.h>

/* Euro cents, both ends included. */
struct budget_range {
	uint64_t least, most;
};

/*
 * One amount without dots behind it is that amount alone. Of a single point or
 * comma, three digits behind it make it part thousands (1.250), unless a word as
 * Mio follows. False: no amount, or an end before its beginning.
 */
bool budget_range_parse(const char *typed, struct budget_range *out);

#endif
