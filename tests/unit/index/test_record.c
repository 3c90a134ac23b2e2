/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dice.h"
#include "index/record.h"
#include "unit.h"

#include <string.h>

static void parts_come_back_in_order(void **state)
{
	SCOPED(buf_release) struct buf record = {0};
	struct record_part part;
	size_t offset = 0;

	(void)state;
	record_add(&record, RECORD_ID, "a", 1);
	record_add(&record, RECORD_CITY, "Leipzig", 7);
	record_add(&record, RECORD_TITLE, "", 0);
	record_add(&record, RECORD_CITY, "a\0b", 3);
	assert_true(record_next(record.bytes, record.length, &offset, &part));
	assert_int_equal(part.tag, RECORD_ID);
	assert_true(record_next(record.bytes, record.length, &offset, &part));
	assert_int_equal(part.tag, RECORD_CITY);
	assert_int_equal(part.length, 7);
	assert_memory_equal(part.bytes, "Leipzig", 7);
	assert_true(record_next(record.bytes, record.length, &offset, &part));
	assert_int_equal(part.tag, RECORD_TITLE);
	assert_int_equal(part.length, 0);
	assert_true(record_next(record.bytes, record.length, &offset, &part));
	assert_memory_equal(part.bytes, "a\0b", 3);
	assert_false(record_next(record.bytes, record.length, &offset, &part));
	assert_int_equal(offset, record.length);
}

static void the_first_part_with_a_tag_is_found(void **state)
{
	SCOPED(buf_release) struct buf record = {0};
	struct record_part part;

	(void)state;
	record_add(&record, RECORD_ID, "a", 1);
	record_add(&record, RECORD_CITY, "one", 3);
	record_add(&record, RECORD_CITY, "two", 3);
	part = record_find(record.bytes, record.length, RECORD_CITY);
	assert_int_equal(part.length, 3);
	assert_memory_equal(part.bytes, "one", 3);
	part = record_find(record.bytes, record.length, RECORD_URL);
	assert_int_equal(part.tag, RECORD_URL);
	assert_int_equal(part.length, 0);
	assert_non_null(part.bytes);
	part = record_find("", 0, RECORD_ID);
	assert_int_equal(part.length, 0);
}

/* However a record is cut or changed, nothing outside it is read. */
static void a_damaged_record_ends_early(void **state)
{
	SCOPED(buf_release) struct buf record = {0};
	uint64_t seed = 17;

	(void)state;
	record_add(&record, RECORD_ID, "id", 2);
	record_add(&record, RECORD_TEXT, "some text", 9);
	for (int i = 0; i < 2000; i++) {
		size_t size = dice_roll(&seed, (uint32_t)record.length + 1);
		SCOPED(string_free) char *damaged = malloc(size + 1);
		struct record_part part;
		size_t offset = 0;
		size_t before = 0;

		memcpy(damaged, record.bytes, size);
		if (size)
			damaged[dice_roll(&seed, (uint32_t)size)] =
				(char)dice_roll(&seed, 256);
		while (record_next(damaged, size, &offset, &part)) {
			assert_true(offset > before && offset <= size);
			assert_true(part.bytes + part.length == damaged + offset);
			before = offset;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_come_back_in_order),
		cmocka_unit_test(the_first_part_with_a_tag_is_found),
		cmocka_unit_test(a_damaged_record_ends_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
