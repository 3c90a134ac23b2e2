/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/kept_orders.h"

#include "base/alloc.h"
#include "base/lru.h"
#include "base/scope.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct kept_order {
	struct lru_item item; /* first, as lru.h wants it */
	struct shelf_stamp stamp;
	struct kept_place *places;
	size_t count;
	char key[];
};

struct kept_orders {
	pthread_mutex_t lock;
	struct lru orders;
	size_t bytes_max;
};

static void order_free(struct kept_order *order)
{
	if (order)
		free(order->places);
	free(order);
}

struct kept_orders *kept_orders_create(size_t bytes_max)
{
	struct kept_orders *orders = alloc_zeroed(1, sizeof(*orders));

	pthread_mutex_init(&orders->lock, NULL);
	orders->bytes_max = bytes_max;
	return orders;
}

void kept_orders_free(struct kept_orders **orders_)
{
	struct kept_orders *orders = TAKE(*orders_);

	if (!orders)
		return;
	while (orders->orders.oldest)
		order_free((struct kept_order *)lru_take_oldest(&orders->orders));
	lru_release(&orders->orders);
	pthread_mutex_destroy(&orders->lock);
	free(orders);
}

static struct kept_order *find(struct kept_orders *orders, const struct buf *key)
{
	return (struct kept_order *)lru_find(&orders->orders, key->bytes, key->length);
}

bool kept_orders_have(struct kept_orders *orders, const struct buf *key)
{
	bool found;

	pthread_mutex_lock(&orders->lock);
	found = find(orders, key) != NULL;
	pthread_mutex_unlock(&orders->lock);
	return found;
}

void kept_orders_put(struct kept_orders *orders, const struct shelf_stamp *stamp,
	const struct buf *key, struct kept_place *places, size_t count)
{
	struct kept_order *order = alloc_zeroed(1, sizeof(*order) + key->length);

	order->stamp = *stamp;
	order->places = places;
	order->count = count;
	memcpy(order->key, key->bytes, key->length);
	order->item.key = order->key;
	order->item.key_length = key->length;
	order->item.bytes = sizeof(*order) + key->length + count * sizeof(*places);
	pthread_mutex_lock(&orders->lock);
	if (!find(orders, key)) /* else another thread was faster */
		lru_add(&orders->orders, &TAKE(order)->item);
	while (orders->orders.bytes > orders->bytes_max && orders->orders.count > 1)
		order_free((struct kept_order *)lru_take_oldest(&orders->orders));
	pthread_mutex_unlock(&orders->lock);
	order_free(order);
}

bool kept_orders_read(struct kept_orders *orders, const struct buf *key, size_t position,
	size_t room, struct kept_part *out)
{
	struct kept_order *order;

	out->count = 0;
	pthread_mutex_lock(&orders->lock);
	order = find(orders, key);
	if (order) {
		out->stamp = order->stamp;
		out->total = order->count;
		if (position < order->count)
			out->count = order->count - position < room
				? order->count - position
				: room;
		if (out->count)
			memcpy(out->places, order->places + position,
				out->count * sizeof(*out->places));
	}
	pthread_mutex_unlock(&orders->lock);
	return order != NULL;
}
