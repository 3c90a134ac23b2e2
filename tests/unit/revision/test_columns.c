/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/columns.h"
#include "searchd/small_index.h"

static struct small_index small;

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
	return 0;
}

static int release(void **state)
{
	(void)state;
	small_index_release(&small);
	return 0;
}

static void put(const char *id, const char *cities, const char *date)
{
	small_index_put(&small,
		&(struct small_page){id, NULL, "zwei Wörter", LANGUAGE_DE, date,
			{[FIELD_CITY] = cities}});
}

static const struct column *cities(void)
{
	return &small.snapshot->columns.facets[FIELD_CITY];
}

static void has(uint32_t document, const char *wanted)
{
	SCOPED(buf_release) struct buf values = {0};
	struct ordinals ordinals;

	column_ordinals(cities(), document, &ordinals);
	for (size_t i = 0; i < ordinals.count; i++)
		buf_add_format(&values, "%s%s", i ? "|" : "",
			string_table_get(&cities()->values, ordinals.items[i]));
	assert_string_equal(buf_string(&values), wanted);
}

static void each_document_has_its_values(void **state)
{
	(void)state;
	put("a", "Leipzig", NULL);
	put("b", NULL, NULL);
	put("c", "Gdańsk\tLeipzig", NULL);
	put("d", "Varna\tPlzeň\tPécs\tLeipzig", NULL);
	put("e", "Gdańsk\tLeipzig", NULL);
	small_index_load(&small);
	has(1, "Leipzig");
	has(2, "");
	has(3, "Gdańsk|Leipzig");
	has(4, "Varna|Plzeň|Pécs|Leipzig");
	has(5, "Gdańsk|Leipzig");
	assert_int_equal(cities()->values.count, 5);
}

static void a_value_given_twice_counts_once(void **state)
{
	(void)state;
	put("a", "Leipzig\tGdańsk\tLeipzig", NULL);
	put("b", "Leipzig\tLeipzig", NULL);
	small_index_load(&small);
	has(1, "Leipzig|Gdańsk");
	has(2, "Leipzig");
}

static void a_removed_document_has_none(void **state)
{
	const struct columns *columns;

	(void)state;
	put("a", "Leipzig", "2007");
	put("b", "Varna", "2008");
	must(index_writer_remove(small.writer, "a", 1, &err));
	columns = &small_index_load(&small)->columns;
	has(1, "");
	has(2, "Varna");
	assert_int_equal(columns->places[1].size_bytes, 0);
	assert_int_not_equal(columns->places[2].size_bytes, 0);
	assert_int_equal(columns->cell_count, 3);
	assert_int_equal(columns->total_length, 2);
	assert_int_equal(columns->dates[1], 0);
}

/* Every document has the values that a look at all of them finds. */
static void are_the_same(const struct columns *columns, const struct columns *wanted)
{
	assert_int_equal(columns->cell_count, wanted->cell_count);
	assert_true(columns->total_length == wanted->total_length);
	for (uint32_t i = 0; i < wanted->cell_count; i++) {
		const struct column *column = &columns->facets[FIELD_CITY];
		struct ordinals ordinals;

		assert_memory_equal(&columns->places[i], &wanted->places[i],
			sizeof(wanted->places[i]));
		assert_int_equal(columns->dates[i], wanted->dates[i]);
		column_ordinals(&wanted->facets[FIELD_CITY], i, &ordinals);
		for (size_t j = 0; j < ordinals.count; j++) {
			const char *value = string_table_get(
				&wanted->facets[FIELD_CITY].values, ordinals.items[j]);
			struct ordinals found;

			column_ordinals(column, i, &found);
			assert_int_equal(found.count, ordinals.count);
			assert_int_equal(found.items[j], column_find(column, value));
		}
		column_ordinals(column, i, &ordinals);
		assert_int_equal(
			ordinals.count != 0, wanted->facets[FIELD_CITY].cells[i] != 0);
	}
}

/* Those of the snapshot, which is left without. */
static struct columns take_columns(void)
{
	struct columns columns = small.snapshot->columns;

	small.snapshot->columns = (struct columns){0};
	return columns;
}

static void put_many(void)
{
	char id[16];

	for (int i = 0; i < 60; i++) {
		snprintf(id, sizeof(id), "%d", i);
		put(id, i % 3 ? "Leipzig" : "Varna\tPécs", i % 2 ? "2007" : NULL);
	}
}

static void what_a_commit_changed_is_brought_up_to_date(void **state)
{
	static const uint32_t expected[] = {8, 9, 10, 60, 61};
	SCOPED(columns_release) struct columns known = {0};
	SCOPED(columns_release) struct columns columns = {0};
	SCOPED(changed_documents_release) struct changed_documents changed = {0};
	struct index_reader *reader;

	(void)state;
	put_many();
	small_index_load(&small);
	known = take_columns();
	put("7", "Gdańsk\tLeipzig\tVarna", "2011-02"); /* "0" is document 1 */
	put("8", NULL, NULL);
	put("new", "Plzeň", "2012");
	must(index_writer_remove(small.writer, "9", 1, &err));
	must(index_writer_remove(small.writer, "59", 2, &err));
	small_index_load(&small);
	reader = snapshot_borrow(small.snapshot);
	must(columns_refresh(reader, &known, &columns, &changed, &err));
	snapshot_give_back(small.snapshot, reader);
	are_the_same(&columns, &small.snapshot->columns);
	assert_int_equal(changed.count, COUNT(expected));
	assert_memory_equal(changed.documents, expected, sizeof(expected));
}

static void a_value_that_is_gone_is_not_found(void **state)
{
	SCOPED(columns_release) struct columns known = {0};
	SCOPED(columns_release) struct columns columns = {0};
	SCOPED(changed_documents_release) struct changed_documents changed = {0};
	struct index_reader *reader;

	(void)state;
	put_many();
	put("first", "Gdansk", NULL);
	put("other", "Gdańsk", NULL);
	small_index_load(&small);
	known = take_columns();
	must(index_writer_remove(small.writer, "first", 5, &err));
	small_index_load(&small);
	reader = snapshot_borrow(small.snapshot);
	must(columns_refresh(reader, &known, &columns, &changed, &err));
	snapshot_give_back(small.snapshot, reader);
	are_the_same(&columns, &small.snapshot->columns);
	assert_string_equal(string_table_get(&columns.facets[FIELD_CITY].values,
				    column_find(&columns.facets[FIELD_CITY], "gdansk")),
		"Gdańsk");
}

static void much_that_changed_is_too(void **state)
{
	SCOPED(columns_release) struct columns known = {0};
	SCOPED(columns_release) struct columns columns = {0};
	SCOPED(changed_documents_release) struct changed_documents changed = {0};
	struct index_reader *reader;

	(void)state;
	put("one", "Varna", NULL);
	small_index_load(&small);
	known = take_columns();
	put_many();
	small_index_load(&small);
	reader = snapshot_borrow(small.snapshot);
	must(columns_refresh(reader, &known, &columns, &changed, &err));
	snapshot_give_back(small.snapshot, reader);
	are_the_same(&columns, &small.snapshot->columns);
}

static void an_empty_index_has_no_cells(void **state)
{
	(void)state;
	small_index_load(&small);
	assert_int_equal(small.snapshot->columns.cell_count, 1);
	assert_int_equal(column_find(cities(), "Leipzig"), STRING_TABLE_NONE);
	assert_int_equal(column_find(cities(), ""), STRING_TABLE_NONE);
}

static void dates_are_numbers_in_their_order(void **state)
{
	static const struct {
		const char *date;
		uint32_t number;
	} cases[] = {{"2007-05-09", 20070509}, {"2007-05", 20070500}, {"2007", 20070000},
		{NULL, 0}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char id[] = {(char)('a' + i), '\0'};

		put(id, NULL, cases[i].date);
	}
	small_index_load(&small);
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(small.snapshot->columns.dates[i + 1], cases[i].number);
}

static void finds(const char *typed, const char *wanted)
{
	uint32_t ordinal = column_find(cities(), typed);

	assert_int_equal(ordinal == STRING_TABLE_NONE, wanted == NULL);
	if (wanted)
		assert_string_equal(string_table_get(&cities()->values, ordinal), wanted);
}

static void a_value_is_found_in_any_spelling(void **state)
{
	(void)state;
	put("a", "Gdańsk", NULL);
	put("b", "Neustadt (Sachsen)", NULL);
	put("c", "Munster", NULL);
	put("d", "Münster", NULL);
	small_index_load(&small);
	finds("Gdańsk", "Gdańsk");
	finds("gdansk", "Gdańsk");
	finds("GDAŃSK", "Gdańsk");
	finds("neustadt sachsen", "Neustadt (Sachsen)");
	finds("Münster", "Münster");
	finds("Munster", "Munster");
	finds("Гданьск", "Gdańsk");
	finds("Leipzig", NULL);
	finds("", NULL);
	finds("!", NULL);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(each_document_has_its_values),
		promise(a_value_given_twice_counts_once),
		promise(a_removed_document_has_none),
		promise(what_a_commit_changed_is_brought_up_to_date),
		promise(a_value_that_is_gone_is_not_found),
		promise(much_that_changed_is_too),
		promise(an_empty_index_has_no_cells),
		promise(dates_are_numbers_in_their_order),
		promise(a_value_is_found_in_any_spelling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
