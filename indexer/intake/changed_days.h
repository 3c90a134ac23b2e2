/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * changed_days: the days on which pages changed last, and which file says so. Pages
 * are digests, days numbers like 20070424, of which the end may be 0: not said.
 * {0} is empty; the owner releases it.
 */
#ifndef INDEXER_INTAKE_CHANGED_DAYS_H
#define INDEXER_INTAKE_CHANGED_DAYS_H

#include "ledger/digest_table.h"

#include <stddef.h>
#include <stdint.h>

struct changed_day {
	struct digest page;
	uint32_t day;
	uint32_t file; /* a number of the caller's */
};

struct changed_days {
	struct digest_table pages;
	struct changed_day *days;
	size_t room;
};

void changed_days_release(struct changed_days *days);

/* Of several days of a page the last one stands, and of one day the first file. */
void changed_days_add(struct changed_days *days, struct changed_day day);

/* NULL: nothing is said of the page. Valid until the next one is added. */
const struct changed_day *changed_days_find(
	const struct changed_days *days, struct digest page);

/*
 * The day that nine of ten and more have, which is that of a deployment and tells
 * nothing of the pages; 0: there is none, or they are too few to tell.
 */
uint32_t changed_days_common(const struct changed_day *days, size_t count);

#endif
