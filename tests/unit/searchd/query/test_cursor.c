/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dice.h"
#include "query/cursor.h"
#include "unit.h"

static const struct buf search = {.bytes = (char *)"q", .length = 1};
static const struct buf other = {.bytes = (char *)"p", .length = 1};

static struct cursor cursor_of(uint32_t shown)
{
	uint64_t seed = shown + 1;
	struct cursor cursor = {.kind = shown % 2 ? CURSOR_FIRST : CURSOR_ON,
		.position = dice_roll(&seed, UINT32_MAX),
		.revision = (uint64_t)dice_roll(&seed, UINT32_MAX) << 32 | shown};

	while (cursor.shown_count < shown)
		cursor.shown[cursor.shown_count++] =
			((uint64_t)dice_roll(&seed, UINT32_MAX) << 16)
			& CURSOR_SHOWN_MASK;
	return cursor;
}

static void what_is_written_is_read(void **state)
{
	(void)state;
	for (uint32_t shown = 0; shown <= CURSOR_SHOWN_MAX; shown++) {
		SCOPED(buf_release) struct buf text = {0};
		struct cursor cursor = cursor_of(shown);
		struct cursor read = {.kind = CURSOR_NONE};

		cursor_write(&cursor, &search, &text);
		must(cursor_read(buf_string(&text), &search, &read, &err));
		assert_memory_equal(&read, &cursor, sizeof(read));
		must_fail(cursor_read(buf_string(&text), &other, &read, &err),
			ERROR_INVALID);
	}
}

static void a_short_walk_has_short_cursors(void **state)
{
	SCOPED(buf_release) struct buf text = {0};
	struct cursor cursor = cursor_of(0);

	(void)state;
	cursor_write(&cursor, &search, &text);
	assert_true(text.length < 40);
}

static void no_letter_can_be_changed(void **state)
{
	SCOPED(buf_release) struct buf text = {0};
	struct cursor cursor = cursor_of(3);
	struct cursor read;

	(void)state;
	cursor_write(&cursor, &search, &text);
	for (size_t i = 0; i < text.length; i++) {
		for (int c = 1; c < 256; c++) {
			char letter = text.bytes[i];

			if ((unsigned char)letter == c)
				continue;
			text.bytes[i] = (char)c;
			must_fail(cursor_read(buf_string(&text), &search, &read, &err),
				ERROR_INVALID);
			text.bytes[i] = letter;
		}
	}
	for (size_t length = text.length; length--;) {
		text.bytes[length] = '\0';
		must_fail(cursor_read(buf_string(&text), &search, &read, &err),
			ERROR_INVALID);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(a_short_walk_has_short_cursors),
		cmocka_unit_test(no_letter_can_be_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
