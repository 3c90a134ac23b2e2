/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "index/posting_cache.h"
#include "unit.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { LIST = 100 }; /* postings of each list, 6 bytes each */

static struct posting_key key_of(const char *term)
{
	return (struct posting_key){term, strlen(term)};
}

/* Keeps documents 1, 2, 3..., each with the number. */
static void keep(struct posting_cache *cache, const char *term, uint32_t number)
{
	SCOPED(shared_list_let_go) struct shared_list *list = shared_list_create(LIST);

	for (uint32_t i = 1; i <= LIST; i++)
		shared_list_add(list, i, number);
	posting_cache_keep(cache, key_of(term), list);
}

static bool is_kept(struct posting_cache *cache, const char *term)
{
	SCOPED(shared_list_let_go)
	struct shared_list *list = posting_cache_find(cache, key_of(term));

	return list != NULL;
}

static void what_was_kept_is_found(void **state)
{
	SCOPED(posting_cache_free)
	struct posting_cache *cache = posting_cache_create(9999);
	uint32_t frequency = 0;

	(void)state;
	assert_false(is_kept(cache, "a"));
	assert_false(posting_cache_frequency(cache, key_of("a"), &frequency));
	posting_cache_note(cache, key_of("a"), 7);
	assert_true(posting_cache_frequency(cache, key_of("a"), &frequency));
	assert_int_equal(frequency, 7);
	assert_false(is_kept(cache, "a"));
	keep(cache, "a", 1);
	assert_true(posting_cache_frequency(cache, key_of("a"), &frequency));
	assert_int_equal(frequency, LIST);
	assert_true(is_kept(cache, "a"));
	assert_false(is_kept(cache, "ab"));
}

static void what_was_not_asked_for_longest_goes_first(void **state)
{
	SCOPED(posting_cache_free)
	struct posting_cache *cache = posting_cache_create(9999);
	char term[16];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		snprintf(term, sizeof(term), "t%d", i);
		keep(cache, term, 1);
		assert_true(is_kept(cache, "t0"));
	}
	assert_true(is_kept(cache, "t999"));
	assert_false(is_kept(cache, "t500"));
}

static void a_list_lives_as_long_as_it_is_held(void **state)
{
	SCOPED(posting_cache_free)
	struct posting_cache *cache = posting_cache_create(9999);
	SCOPED(shared_list_let_go) struct shared_list *held = NULL;

	(void)state;
	keep(cache, "a", 3);
	held = posting_cache_find(cache, key_of("a"));
	keep(cache, "a", 4);
	posting_cache_free(&cache);
	assert_int_equal(held->documents[LIST - 1], LIST);
	assert_int_equal(held->counts[LIST - 1], 3);
}

static void a_list_that_would_fill_it_is_not_kept(void **state)
{
	SCOPED(posting_cache_free)
	struct posting_cache *cache = posting_cache_create(1000);

	(void)state;
	keep(cache, "a", 1);
	assert_false(is_kept(cache, "a"));
}

static void trouble_adds_up_until_a_list_is_kept(void **state)
{
	SCOPED(posting_cache_free)
	struct posting_cache *cache = posting_cache_create(9999);

	(void)state;
	posting_cache_note(cache, key_of("a"), 7);
	assert_int_equal(posting_cache_trouble(cache, key_of("a"), 5), 5);
	assert_int_equal(posting_cache_trouble(cache, key_of("a"), 5), 10);
	keep(cache, "a", 1);
	assert_int_equal(posting_cache_trouble(cache, key_of("a"), 5), 5);
}

static void a_number_that_is_too_large_is_cut(void **state)
{
	SCOPED(shared_list_let_go) struct shared_list *list = shared_list_create(1);

	(void)state;
	shared_list_add(list, 9, 70000);
	assert_int_equal(list->counts[0], SHARED_LIST_COUNT_MAX);
}

/* Keeps and reads lists of few terms, over and over, with little room for them. */
static void *use(void *context)
{
	struct posting_cache *cache = context;
	char term[16];

	for (uint32_t i = 0; i < 20000; i++) {
		SCOPED(shared_list_let_go) struct shared_list *list = NULL;

		snprintf(term, sizeof(term), "t%u", i % 37);
		list = posting_cache_find(cache, key_of(term));
		if (!list)
			keep(cache, term, i % 37);
		else if (list->count != LIST || list->counts[i % LIST] != i % 37)
			return "wrong";
	}
	return NULL;
}

static void threads_share_it(void **state)
{
	enum { THREADS = 4 };
	SCOPED(posting_cache_free)
	struct posting_cache *cache = posting_cache_create(9999);
	pthread_t threads[THREADS];

	(void)state;
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, use, cache), 0);
	for (int i = 0; i < THREADS; i++) {
		void *trouble = NULL;

		assert_int_equal(pthread_join(threads[i], &trouble), 0);
		assert_null(trouble);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_kept_is_found),
		cmocka_unit_test(what_was_not_asked_for_longest_goes_first),
		cmocka_unit_test(a_list_lives_as_long_as_it_is_held),
		cmocka_unit_test(a_list_that_would_fill_it_is_not_kept),
		cmocka_unit_test(trouble_adds_up_until_a_list_is_kept),
		cmocka_unit_test(a_number_that_is_too_large_is_cut),
		cmocka_unit_test(threads_share_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
