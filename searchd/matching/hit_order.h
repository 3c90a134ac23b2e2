/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hit_order: which matches come first. Equal ones are told apart by their ids,
 * since the numbers of documents tell in which order they were indexed.
 */
#ifndef SEARCHD_MATCHING_HIT_ORDER_H
#define SEARCHD_MATCHING_HIT_ORDER_H

#include "query/request.h"
#include "ranking/matches.h"
#include "revision/columns.h"

struct hit_order {
	const struct columns *columns;
	const struct matches *matches;
	enum sort_order sort;
};

/* A match by what orders it. */
struct hit_place {
	double key; /* higher comes first */
	uint32_t document;
	uint32_t match; /* in matches */
};

/*
 * The first matches, at most wanted, in no order among themselves; returns how
 * many. *out is the caller's to free.
 */
size_t hit_order_choose(
	const struct hit_order *order, size_t wanted, struct hit_place **out);

/* The places of the given matches, by their scores of now. */
void hit_order_place(const struct hit_order *order, const uint32_t *matches, size_t count,
	struct hit_place *out);

/* Leaves the first places, in order; returns how many, at most wanted. */
size_t hit_order_sort(const struct hit_order *order, struct hit_place *places,
	size_t count, size_t wanted);

#endif
