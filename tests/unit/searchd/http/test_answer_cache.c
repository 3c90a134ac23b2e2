/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/answer_cache.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static const struct shelf_stamp now = {1, 7, 100};
static const struct shelf_stamp later = {1, 7, 101};

enum { BYTES = 64 << 10 };

static void put(struct answer_cache *cache, const struct shelf_stamp *stamp,
	const char *key, const char *body)
{
	SCOPED(buf_release) struct buf name = {0};
	SCOPED(buf_release) struct buf bytes = {0};
	const struct answer_note note = {.gap = 5, .total = 7};

	buf_add_string(&name, key);
	buf_add_string(&bytes, body);
	answer_cache_put(cache, stamp, &name, &bytes, &note);
}

static bool find(struct answer_cache *cache, const struct shelf_stamp *stamp,
	const char *key, struct buf *out, struct answer_note *note)
{
	SCOPED(buf_release) struct buf name = {0};

	buf_add_string(&name, key);
	return answer_cache_find(cache, stamp, &name, out, note);
}

static bool has(
	struct answer_cache *cache, const struct shelf_stamp *stamp, const char *key)
{
	SCOPED(buf_release) struct buf body = {0};
	struct answer_note note;

	return find(cache, stamp, key, &body, &note);
}

static void an_answer_comes_back_as_it_was_with_what_was_noted(void **state)
{
	SCOPED(answer_cache_free) struct answer_cache *cache = answer_cache_create(BYTES);
	SCOPED(buf_release) struct buf body = {0};
	struct answer_note note = {0};

	(void)state;
	assert_false(has(cache, &now, "hafen"));
	put(cache, &now, "hafen", "took  ms");
	assert_true(find(cache, &now, "hafen", &body, &note));
	assert_string_equal(body.bytes, "took  ms");
	assert_int_equal(note.gap, 5);
	assert_int_equal(note.total, 7);
	assert_false(has(cache, &now, "hafe"));
	assert_false(has(cache, &now, "hafen "));
	assert_true(answer_cache_bytes(cache) > strlen("hafentook  ms"));
}

static void a_newer_revision_knows_nothing_of_the_old(void **state)
{
	SCOPED(answer_cache_free) struct answer_cache *cache = answer_cache_create(BYTES);

	(void)state;
	assert_false(has(cache, &now, "hafen"));
	put(cache, &now, "hafen", "9");
	assert_false(has(cache, &later, "hafen"));
	put(cache, &now, "hafen", "9"); /* by one that began before */
	assert_false(has(cache, &later, "hafen"));
	put(cache, &later, "hafen", "9");
	assert_true(has(cache, &later, "hafen"));
}

static void it_keeps_to_its_bytes(void **state)
{
	SCOPED(answer_cache_free) struct answer_cache *cache = answer_cache_create(BYTES);
	char body[1000];
	char key[16];
	int kept = 0;

	(void)state;
	memset(body, 'x', sizeof(body));
	body[sizeof(body) - 1] = '\0';
	for (int i = 0; i < 1000; i++) {
		snprintf(key, sizeof(key), "k%d", i);
		assert_false(has(cache, &now, key));
		put(cache, &now, key, body);
		assert_true(has(cache, &now, key));
	}
	for (int i = 0; i < 1000; i++) {
		snprintf(key, sizeof(key), "k%d", i);
		kept += has(cache, &now, key);
	}
	assert_in_range(kept, 8, BYTES / sizeof(body));
}

static void without_room_it_has_nothing(void **state)
{
	SCOPED(answer_cache_free) struct answer_cache *cache = answer_cache_create(0);

	(void)state;
	put(cache, &now, "hafen", "9");
	assert_false(has(cache, &now, "hafen"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_comes_back_as_it_was_with_what_was_noted),
		cmocka_unit_test(a_newer_revision_knows_nothing_of_the_old),
		cmocka_unit_test(it_keeps_to_its_bytes),
		cmocka_unit_test(without_room_it_has_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
