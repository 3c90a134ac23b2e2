/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/work_queue.h"
#include "unit.h"

static void it_has_no_more_room_than_it_was_given(void **state)
{
	SCOPED(work_queue_free) struct work_queue *queue = work_queue_create(2);
	struct work works[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_true(work_queue_reserve(queue));
		work_queue_put(queue, &works[i]);
	}
	assert_false(work_queue_reserve(queue));
	work_queue_begin(queue);
	assert_ptr_equal(work_queue_take(queue), &works[0]);
	assert_true(work_queue_reserve(queue));
	work_queue_put(queue, &works[0]);
	assert_ptr_equal(work_queue_take(queue), &works[1]);
	assert_ptr_equal(work_queue_take(queue), &works[0]);
}

static void what_is_left_at_the_end_is_still_handed_out(void **state)
{
	SCOPED(work_queue_free) struct work_queue *queue = work_queue_create(1);
	struct work work;

	(void)state;
	assert_true(work_queue_reserve(queue));
	work_queue_put(queue, &work);
	work_queue_end(queue); /* before it began */
	assert_ptr_equal(work_queue_take(queue), &work);
	assert_null(work_queue_take(queue));
	assert_null(work_queue_take(queue));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_has_no_more_room_than_it_was_given),
		cmocka_unit_test(what_is_left_at_the_end_is_still_handed_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
