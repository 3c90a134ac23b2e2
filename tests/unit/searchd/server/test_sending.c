/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/sending.h"
#include "unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Writes as many blocks of five bytes, and fails or ends then. */
struct source {
	unsigned blocks;
	bool fails;
};

static bool write_block(void *source_, struct buf *out, struct error *error)
{
	struct source *source = source_;

	if (source->blocks) {
		source->blocks--;
		buf_add_string(out, "block");
	} else if (source->fails) {
		buf_add_string(out, "half");
		return error_set(error, ERROR_CORRUPT, "no more");
	}
	return true;
}

static void free_nothing(void *source)
{
	(void)source;
}

static void blocks_are_taken_in_pieces_up_to_the_end(void **state)
{
	struct source source = {2, false};
	const struct reply_stream stream = {&source, write_block, free_nothing};
	struct sending sending = {0};
	char out[16];

	(void)state;
	for (int block = 0; block < 2; block++) {
		assert_int_equal(sending.stage, SENDING_NEEDS_BLOCK);
		assert_true(sending_write(&sending, &stream, &err));
		assert_int_equal(sending.stage, SENDING_HAS_BYTES);
		assert_int_equal(sending_take(&sending, out, 3), 3);
		assert_int_equal(sending.stage, SENDING_HAS_BYTES);
		assert_int_equal(sending_take(&sending, out + 3, 13), 2);
		assert_memory_equal(out, "block", 5);
	}
	assert_true(sending_write(&sending, &stream, &err));
	assert_int_equal(sending.stage, SENDING_ENDED);
	assert_int_equal(sending.taken_bytes, 10);
	sending_release(&sending);
}

static void a_stream_that_fails_is_broken(void **state)
{
	struct source source = {0, true};
	const struct reply_stream stream = {&source, write_block, free_nothing};
	struct sending sending = {0};

	(void)state;
	assert_false(sending_write(&sending, &stream, &err));
	assert_string_equal(err.text, "no more");
	assert_int_equal(sending.stage, SENDING_BROKEN);
	sending_release(&sending);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_are_taken_in_pieces_up_to_the_end),
		cmocka_unit_test(a_stream_that_fails_is_broken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
