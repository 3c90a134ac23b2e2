/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/search.h"
#include "answers/searcher.h"
#include "dice.h"
#include "searchd/small_index.h"
#include "snapshot/shelf.h"
#include "snapshot/tables.h"

enum { PAGES = 90 };

static struct small_index small;
static struct tables tables;
static struct shelf *shelf;
static struct searcher *searcher;

static void put_page(uint64_t *seed, int number)
{
	static const char *const words[] = {"Hafen", "Häfen", "Rostock", "Messe",
		"Leipzig", "Netzwerk", "Energie", "und"};
	static const char *const cities[] = {
		"Leipzig", "Rostock", "Leipzig\tRostock", NULL};
	static const char *const types[] = {"news", "project", "network"};
	SCOPED(buf_release) struct buf text = {0};
	char id[16];
	char date[16];
	char year[8];

	for (uint32_t count = 1 + dice_roll(seed, 12); count; count--)
		buf_add_format(&text, "%s ", words[dice_roll(seed, COUNT(words))]);
	snprintf(id, sizeof(id), "page-%d", number);
	snprintf(year, sizeof(year), "%u", 2000 + dice_roll(seed, 4));
	snprintf(date, sizeof(date), "%s-0%u", year, 1 + dice_roll(seed, 3));
	small_index_put(&small,
		&(struct small_page){id, words[dice_roll(seed, COUNT(words))], text.bytes,
			LANGUAGE_DE, dice_roll(seed, 4) ? date : NULL,
			{cities[dice_roll(seed, 4)], NULL,
				dice_roll(seed, 4) ? year : NULL,
				types[dice_roll(seed, 3)], "de"}});
}

static int make(void **state)
{
	uint64_t seed = 1989;

	(void)state;
	small_index_make(&small);
	for (int i = 0; i < PAGES; i++)
		put_page(&seed, i);
	small_index_commit(&small);
	must(tables_open(&tables, &err));
	must(shelf_open(small.folder.path, 1 << 20, &shelf, &err));
	shelf_wait(shelf);
	must(searcher_open(shelf, &tables, &searcher, &err));
	return 0;
}

static int release(void **state)
{
	(void)state;
	searcher_close(&searcher);
	shelf_close(&shelf);
	tables_close(&tables);
	small_index_release(&small);
	return 0;
}

static struct request ask(const char *query)
{
	struct request request = {.limit = 10,
		.facet_limit = 20,
		.ui = LANGUAGE_DE,
		.translate = CHOICE_ON};

	buf_add_string(&request.query, query);
	return request;
}

static struct answer answer_to(const struct request *request)
{
	struct answer answer = {0};

	must(search(searcher, request, &answer, &err));
	return answer;
}

static struct record_part part_of(const struct hit *hit, enum record_tag tag)
{
	return record_find(hit->record.bytes, hit->record.length, tag);
}

static bool same_part(const struct hit *a, const struct hit *b, enum record_tag tag)
{
	struct record_part first = part_of(a, tag);
	struct record_part second = part_of(b, tag);

	return first.length == second.length
		&& !memcmp(first.bytes, second.bytes, first.length);
}

static void no_query_finds_everything(void **state)
{
	SCOPED(request_release) struct request request = ask("");
	SCOPED(answer_release) struct answer answer = {0};

	(void)state;
	request.limit = 100;
	answer = answer_to(&request);
	assert_int_equal(answer.total, PAGES);
	assert_int_equal(answer.documents, PAGES);
	assert_int_equal(answer.hit_count, PAGES);
}

static const char *const queries[] = {"", "hafen", "hafen rostock", "hafen OR messe",
	"-hafen", "\"hafen rostock\"", "und"};

static void pages_of_hits_neither_overlap_nor_leave_out(void **state)
{
	(void)state;
	for (size_t q = 0; q < COUNT(queries); q++) {
		for (int sort = SORT_RELEVANCE; sort <= SORT_OLDEST; sort++) {
			SCOPED(request_release) struct request request = ask(queries[q]);
			SCOPED(answer_release) struct answer all = {0};

			request.sort = (enum sort_order)sort;
			request.limit = 100;
			all = answer_to(&request);
			assert_int_equal(all.hit_count, all.total);
			for (size_t i = 1; !sort && i < all.hit_count; i++)
				assert_true(all.hits[i - 1].score >= all.hits[i].score);
			request.limit = 7;
			for (; request.offset < all.total + 7; request.offset += 7) {
				SCOPED(answer_release)
				struct answer some = answer_to(&request);

				assert_int_equal(some.total, all.total);
				for (size_t i = 0; i < some.hit_count; i++)
					assert_true(same_part(&some.hits[i],
						&all.hits[request.offset + i],
						RECORD_ID));
			}
		}
	}
}

static uint32_t date_of(const struct hit *hit)
{
	const struct columns *columns = &small.snapshot->columns;
	struct record_part id = part_of(hit, RECORD_ID);

	/* pages were put in the order of their numbers */
	return columns->dates[atoi(id.bytes + strlen("page-")) + 1];
}

static void dates_sort_either_way_and_undated_pages_last(void **state)
{
	(void)state;
	small_index_load(&small);
	for (int sort = SORT_NEWEST; sort <= SORT_OLDEST; sort++) {
		SCOPED(request_release) struct request request = ask("");
		SCOPED(answer_release) struct answer answer = {0};

		request.sort = (enum sort_order)sort;
		request.limit = 100;
		answer = answer_to(&request);
		for (size_t i = 1; i < answer.hit_count; i++) {
			uint32_t before = date_of(&answer.hits[i - 1]);
			uint32_t after = date_of(&answer.hits[i]);

			if (sort == SORT_NEWEST)
				assert_true(before >= after);
			else
				assert_true(!after || (before && before <= after));
		}
	}
}

static void same_counts(const struct answer *a, const struct answer *b)
{
	assert_int_equal(a->total, b->total);
	for (int f = 0; f < FIELD_FACET_COUNT; f++) {
		assert_int_equal(a->facets[f].count, b->facets[f].count);
		assert_int_equal(a->missing[f], b->missing[f]);
		for (size_t i = 0; i < a->facets[f].count; i++) {
			const struct facet_value *first = &a->facets[f].values[i];
			const struct facet_value *second = &b->facets[f].values[i];

			assert_string_equal(first->value, second->value);
			assert_int_equal(first->count, second->count);
			assert_int_equal(first->selected, second->selected);
		}
	}
}

static void counts_do_not_depend_on_what_is_shown(void **state)
{
	static const struct {
		unsigned offset, limit;
		enum sort_order sort;
	} cases[] = {{0, 0, SORT_RELEVANCE}, {0, 100, SORT_RELEVANCE},
		{5, 3, SORT_NEWEST}, {9000, 10, SORT_OLDEST}, {20, 1, SORT_OLDEST}};

	(void)state;
	for (size_t q = 0; q < COUNT(queries); q++) {
		char city[] = "leipzig";
		char *cities[] = {city};
		struct request request = ask(queries[q]);
		SCOPED(answer_release) struct answer first = {0};

		request.filters[FIELD_CITY] = (struct filter){cities, 1, 1};
		first = answer_to(&request);
		for (size_t i = 0; i < COUNT(cases); i++) {
			SCOPED(answer_release) struct answer other = {0};

			request.offset = cases[i].offset;
			request.limit = cases[i].limit;
			request.sort = cases[i].sort;
			other = answer_to(&request);
			same_counts(&first, &other);
			assert_true(other.hit_count <= request.limit);
		}
		buf_release(&request.query);
	}
}

static void a_filter_narrows_hits_and_other_fields_only(void **state)
{
	char city[] = "Rostock";
	char *cities[] = {city};
	struct request request = ask("hafen");
	SCOPED(answer_release) struct answer free_choice = answer_to(&request);
	SCOPED(answer_release) struct answer filtered = {0};

	(void)state;
	request.filters[FIELD_CITY] = (struct filter){cities, 1, 1};
	filtered = answer_to(&request);
	buf_release(&request.query);
	assert_true(filtered.total < free_choice.total);
	assert_int_equal(
		filtered.facets[FIELD_CITY].count, free_choice.facets[FIELD_CITY].count);
	for (size_t i = 0; i < filtered.facets[FIELD_CITY].count; i++) {
		const struct facet_value *value = &filtered.facets[FIELD_CITY].values[i];

		assert_int_equal(
			value->count, free_choice.facets[FIELD_CITY].values[i].count);
		if (value->selected == CHOICE_ON)
			assert_int_equal(value->count, filtered.total);
	}
}

static void what_nobody_has_is_found_nowhere_but_listed(void **state)
{
	char city[] = "Xanadu";
	char *cities[] = {city};
	struct request request = ask("hafen");
	SCOPED(answer_release) struct answer answer = {0};

	(void)state;
	request.filters[FIELD_CITY] = (struct filter){cities, 1, 1};
	answer = answer_to(&request);
	buf_release(&request.query);
	assert_int_equal(answer.total, 0);
	assert_int_equal(answer.facets[FIELD_CITY].count, 3);
}

static void a_word_nobody_has_does_not_spoil_the_others(void **state)
{
	SCOPED(request_release) struct request request = ask("hafen xyzzy");
	SCOPED(answer_release) struct answer answer = answer_to(&request);

	(void)state;
	assert_true(answer.total > 0);
	assert_non_null(strstr(answer.hits[0].snippet.bytes, "<mark>"));
}

static void no_text_is_an_error(void **state)
{
	static const char *const texts[] = {"\"", "((((", "AND", "*", "!!!", "city:", "-",
		"\xC2\xA0", "NOT NOT", "city:\"", "und", "abc*", "\xF0\x9F\x98\x80"};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		SCOPED(request_release) struct request request = ask(texts[i]);
		SCOPED(answer_release) struct answer answer = answer_to(&request);

		assert_true(answer.hit_count <= answer.total);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_query_finds_everything),
		cmocka_unit_test(pages_of_hits_neither_overlap_nor_leave_out),
		cmocka_unit_test(dates_sort_either_way_and_undated_pages_last),
		cmocka_unit_test(counts_do_not_depend_on_what_is_shown),
		cmocka_unit_test(a_filter_narrows_hits_and_other_fields_only),
		cmocka_unit_test(what_nobody_has_is_found_nowhere_but_listed),
		cmocka_unit_test(a_word_nobody_has_does_not_spoil_the_others),
		cmocka_unit_test(no_text_is_an_error),
	};

	return cmocka_run_group_tests(tests, make, release);
}
