/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/kept_orders.h"
#include "base/alloc.h"
#include "base/scope.h"
#include "unit.h"

enum { PLACES = 100 };

static const struct shelf_stamp stamp = {1, 2, 3};

static void put(struct kept_orders *orders, const char *name)
{
	SCOPED(buf_release) struct buf key = {0};
	struct kept_place *places = alloc_zeroed(PLACES, sizeof(*places));

	buf_add_string(&key, name);
	for (uint32_t i = 0; i < PLACES; i++)
		places[i].document = i + 1;
	kept_orders_put(orders, &stamp, &key, places, PLACES);
}

static bool has(struct kept_orders *orders, const char *name)
{
	SCOPED(buf_release) struct buf key = {0};

	buf_add_string(&key, name);
	return kept_orders_have(orders, &key);
}

static void a_part_is_read(void **state)
{
	SCOPED(kept_orders_free) struct kept_orders *orders = kept_orders_create(1 << 20);
	SCOPED(buf_release) struct buf key = {0};
	struct kept_place places[PLACES];
	struct kept_part part = {.places = places};

	(void)state;
	put(orders, "a");
	put(orders, "a");
	buf_add_string(&key, "a");
	assert_true(kept_orders_read(orders, &key, 90, 20, &part));
	assert_int_equal(part.count, 10);
	assert_int_equal(part.total, PLACES);
	assert_int_equal(places[0].document, 91);
	assert_int_equal(part.stamp.revision, 3);
	assert_true(kept_orders_read(orders, &key, UINT32_MAX, 20, &part));
	assert_int_equal(part.count, 0);
	buf_add_string(&key, "b");
	assert_false(kept_orders_read(orders, &key, 0, 20, &part));
}

static void the_least_walked_goes_first_and_the_newest_stays(void **state)
{
	SCOPED(kept_orders_free)
	struct kept_orders *orders = kept_orders_create(5 * PLACES * 16 / 2);
	SCOPED(kept_orders_free) struct kept_orders *small = kept_orders_create(1);

	(void)state;
	put(orders, "a");
	put(orders, "b");
	assert_true(has(orders, "a"));
	put(orders, "c");
	assert_true(has(orders, "a"));
	assert_false(has(orders, "b"));
	assert_true(has(orders, "c"));
	put(small, "a");
	assert_true(has(small, "a"));
	put(small, "b");
	assert_false(has(small, "a"));
	assert_true(has(small, "b"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_part_is_read),
		cmocka_unit_test(the_least_walked_goes_first_and_the_newest_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
