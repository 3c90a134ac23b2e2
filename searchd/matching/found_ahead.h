/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * found_ahead: parts of a query that were searched before their turn, with others, and
 * what they match. Of one search.
 */
#ifndef SEARCHD_MATCHING_FOUND_AHEAD_H
#define SEARCHD_MATCHING_FOUND_AHEAD_H

#include "query/query.h"
#include "ranking/matches.h"

#include <stdbool.h>
#include <stddef.h>

struct found_ahead_item {
	const struct query *query;
	struct matches matches;
};

/* {0} is empty; the caller releases it. */
struct found_ahead {
	struct found_ahead_item *items;
	size_t count, room;
};

void found_ahead_release(struct found_ahead *found);

/* To be filled by the caller, before another is added. */
struct matches *found_ahead_add(struct found_ahead *found, const struct query *query);

bool found_ahead_has(const struct found_ahead *found, const struct query *query);

/* Moves what the query matches to out, which is empty. False: it was not searched. */
bool found_ahead_take(
	struct found_ahead *found, const struct query *query, struct matches *out);

#endif
