/* SPDX-License-Identifier: GPL-2.0-or-later */
/* budgets: what the projects among some documents cost together. */
#ifndef SEARCHD_FACETS_BUDGETS_H
#define SEARCHD_FACETS_BUDGETS_H

#include "ranking/matches.h"
#include "revision/columns.h"

#include <stdint.h>

/* Euro cents; all 0 if no document tells a budget. */
struct budgets {
	uint32_t documents; /* that tell one */
	uint64_t sum, least, most;
	uint64_t median; /* the lower one of two in the middle */
};

void budgets_add_up(const struct columns *columns, const struct matches *matches,
	struct budgets *out);

#endif
