/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "index/posting_cache.h"
#include "unit.h"

#include <stdio.h>

enum { LIST = 100 }; /* postings of each list, 6 bytes each */

static struct known_term *add(struct posting_cache *cache, const char *term)
{
	struct known_term *known = posting_cache_add(cache, term, LIST);
	uint32_t *documents = alloc_zeroed(LIST, sizeof(*documents));
	uint16_t *counts = alloc_zeroed(LIST, sizeof(*counts));

	if (!posting_cache_keep(cache, known, documents, counts)) {
		free(documents);
		free(counts);
	}
	return known;
}

static void what_was_added_is_found(void **state)
{
	SCOPED(posting_cache_free)
	struct posting_cache *cache = posting_cache_create(9999);

	(void)state;
	assert_null(posting_cache_find(cache, "a"));
	add(cache, "a");
	assert_int_equal(posting_cache_find(cache, "a")->frequency, LIST);
	assert_non_null(posting_cache_find(cache, "a")->documents);
	assert_null(posting_cache_find(cache, "ab"));
}

static void what_was_not_asked_for_longest_goes_first(void **state)
{
	SCOPED(posting_cache_free)
	struct posting_cache *cache = posting_cache_create(9999);
	char term[16];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		snprintf(term, sizeof(term), "t%d", i);
		add(cache, term);
		assert_non_null(posting_cache_find(cache, "t0"));
		posting_cache_trim(cache);
	}
	assert_non_null(posting_cache_find(cache, "t0"));
	assert_non_null(posting_cache_find(cache, "t999"));
	assert_null(posting_cache_find(cache, "t500"));
}

static void nothing_goes_before_it_is_trimmed(void **state)
{
	SCOPED(posting_cache_free)
	struct posting_cache *cache = posting_cache_create(9999);
	struct known_term *first = add(cache, "first");
	char term[16];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		snprintf(term, sizeof(term), "t%d", i);
		add(cache, term);
	}
	assert_ptr_equal(posting_cache_find(cache, "first"), first);
	assert_non_null(first->documents);
	assert_null(posting_cache_find(cache, "t999")->documents); /* no room */
}

static void a_list_that_would_fill_it_is_not_kept(void **state)
{
	SCOPED(posting_cache_free)
	struct posting_cache *cache = posting_cache_create(1000);

	(void)state;
	assert_null(add(cache, "a")->documents);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_added_is_found),
		cmocka_unit_test(what_was_not_asked_for_longest_goes_first),
		cmocka_unit_test(nothing_goes_before_it_is_trimmed),
		cmocka_unit_test(a_list_that_would_fill_it_is_not_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
