/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kept_orders: in which order all that a search found came, in one revision of
 * the index, so that who walks through it page by page meets each document
 * once, whatever is added, replaced or removed meanwhile. Up to a number of
 * bytes; what was not walked longest goes first. Any thread may call.
 */
#ifndef SEARCHD_ANSWERS_KEPT_ORDERS_H
#define SEARCHD_ANSWERS_KEPT_ORDERS_H

#include "base/buf.h"
#include "snapshot/shelf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kept_orders;

/* A document as it was when the order was made. */
struct kept_place {
	uint64_t order; /* of its id: entry_place */
	uint32_t document;
	float score;
};

/* A piece of an order, copied. */
struct kept_part {
	struct shelf_stamp stamp; /* the revision of the order */
	struct kept_place *places;
	size_t count;
	size_t total; /* in the whole order */
};

/* However large, the newest order is kept. */
struct kept_orders *kept_orders_create(size_t bytes_max);
void kept_orders_free(struct kept_orders **orders);

bool kept_orders_have(struct kept_orders *orders, const struct buf *key);

/* Takes the places, which alloc.h gave; the key says all that the order depends on. */
void kept_orders_put(struct kept_orders *orders, const struct shelf_stamp *stamp,
	const struct buf *key, struct kept_place *places, size_t count);

/*
 * Fills out->places, the caller's, with at most room of them, from the position
 * on. False: the order is not kept.
 */
bool kept_orders_read(struct kept_orders *orders, const struct buf *key, size_t position,
	size_t room, struct kept_part *out);

#endif
