/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answer_cache.h"
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
	const char *number = strchr(body, '9');

	buf_add_string(&name, key);
	buf_add_string(&bytes, body);
	answer_cache_put(cache, stamp, &name, &bytes,
		(struct answer_gap){
			(size_t)(number - body), (size_t)(number - body) + 1});
}

static bool find(struct answer_cache *cache, const struct shelf_stamp *stamp,
	const char *key, struct buf *out, size_t *gap)
{
	SCOPED(buf_release) struct buf name = {0};

	buf_add_string(&name, key);
	return answer_cache_find(cache, stamp, &name, out, gap);
}

static bool has(
	struct answer_cache *cache, const struct shelf_stamp *stamp, const char *key)
{
	SCOPED(buf_release) struct buf body = {0};
	size_t gap;

	return find(cache, stamp, key, &body, &gap);
}

static void an_answer_comes_back_without_what_was_in_the_gap(void **state)
{
	SCOPED(answer_cache_free) struct answer_cache *cache = answer_cache_create(BYTES);
	SCOPED(buf_release) struct buf body = {0};
	size_t gap = 0;

	(void)state;
	assert_false(has(cache, &now, "hafen"));
	put(cache, &now, "hafen", "took 9 ms");
	assert_true(find(cache, &now, "hafen", &body, &gap));
	assert_string_equal(body.bytes, "took  ms");
	assert_int_equal(gap, 5);
	assert_false(has(cache, &now, "hafe"));
	assert_false(has(cache, &now, "hafen "));
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
	body[0] = '9';
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
		cmocka_unit_test(an_answer_comes_back_without_what_was_in_the_gap),
		cmocka_unit_test(a_newer_revision_knows_nothing_of_the_old),
		cmocka_unit_test(it_keeps_to_its_bytes),
		cmocka_unit_test(without_room_it_has_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
