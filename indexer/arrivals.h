/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * arrivals: pages that are new in this run, by their content, so that one that
 * vanished elsewhere is known to have moved. {0} is empty; the owner releases it.
 */
#ifndef INDEXER_ARRIVALS_H
#define INDEXER_ARRIVALS_H

#include "base/digest.h"
#include "digest_table.h"

struct arrivals {
	struct digest_table contents;
	char **ids; /* of the first page with each */
	size_t room;
};

void arrivals_release(struct arrivals *arrivals);
void arrivals_add(struct arrivals *arrivals, struct digest content, const char *id);

/* The id of the page that came with this content; NULL: none. It lives on. */
const char *arrivals_find(const struct arrivals *arrivals, struct digest content);

#endif
