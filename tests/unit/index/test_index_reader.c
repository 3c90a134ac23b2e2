/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/index_reader.h"
#include "index/posting_cache.h"
#include "index/small_entry.h"

static struct temporary folder;
static struct index_writer *writer;
static struct index_reader *reader;

static int make(void **state)
{
	(void)state;
	temporary_make(&folder);
	writer = open_writer(&folder);
	must(index_writer_begin(writer, &err));
	return 0;
}

static int release(void **state)
{
	(void)state;
	index_reader_close(&reader);
	index_writer_close(&writer);
	temporary_remove(&folder);
	return 0;
}

static void commit(void)
{
	must(index_writer_commit(writer, &err));
	must(index_writer_begin(writer, &err));
}

/* Many pages in one commit: every third has y too. */
static void put_many(int count)
{
	for (int i = 0; i < count; i++) {
		char id[16];

		snprintf(id, sizeof(id), "%d", i);
		put_entry(writer, id, i % 3 ? "x" : "x y", "r");
	}
	commit();
}

static void a_missing_index_is_told(void **state)
{
	(void)state;
	must_fail(index_reader_open(path_below(&folder, "none"), &reader, &err),
		ERROR_MISSING);
	assert_null(reader);
}

static void a_damaged_index_is_told(void **state)
{
	(void)state;
	put_many(1);
	write_file(path_below(&folder, "engine/iamglass"), "rubbish", 7);
	must_fail(index_reader_open(folder.path, &reader, &err), ERROR_CORRUPT);
	assert_null(reader);
}

static void facts_grow_with_commits(void **state)
{
	struct index_facts before = {0};
	struct index_facts after = {0};
	struct index_reader *second = NULL;

	(void)state;
	put_many(3);
	reader = open_reader(&folder);
	must(index_reader_facts(reader, &before, &err));
	assert_int_equal(before.documents, 3);
	assert_int_equal(before.last_document, 3);
	must(index_writer_remove(writer, "1", 1, &err));
	commit();
	second = open_reader(&folder);
	must(index_reader_facts(second, &after, &err));
	index_reader_close(&second);
	assert_int_equal(after.documents, 2);
	assert_int_equal(after.last_document, 3);
	assert_true(after.revision > before.revision);
	must(index_reader_facts(reader, &after, &err));
	assert_int_equal(after.documents, 3);
}

static void postings_come_in_order(void **state)
{
	SCOPED(posting_list_release) struct posting_list list = {0};
	uint32_t frequency = 0;

	(void)state;
	put_many(50);
	reader = open_reader(&folder);
	must(index_reader_frequency(reader, "x", &frequency, &err));
	assert_int_equal(frequency, 50);
	must(index_reader_postings(reader, "x", &list, &err));
	assert_int_equal(list.count, 50);
	for (size_t i = 0; i < list.count; i++) {
		assert_true(!i || list.documents[i] > list.documents[i - 1]);
		assert_int_equal(list.counts[i], 1);
	}
}

static void postings_are_decoded_once_for_all_readers(void **state)
{
	SCOPED(posting_cache_free)
	struct posting_cache *cache = posting_cache_create(1 << 20);
	SCOPED(index_reader_close) struct index_reader *second = NULL;
	SCOPED(posting_list_release) struct posting_list first = {0};
	SCOPED(posting_list_release) struct posting_list again = {0};

	(void)state;
	put_many(50);
	reader = open_reader(&folder);
	second = open_reader(&folder);
	index_reader_keep_in(reader, cache);
	index_reader_keep_in(second, cache);
	must(index_reader_postings(reader, "x", &first, &err));
	index_reader_rest(reader);
	must(index_reader_postings(second, "x", &again, &err));
	assert_ptr_equal(first.documents, again.documents);
	index_reader_close(&reader);
}

/* What goes from the cache stays with who was given it. */
static void postings_live_until_the_reader_rests(void **state)
{
	SCOPED(posting_cache_free)
	struct posting_cache *cache = posting_cache_create(9999);
	SCOPED(posting_list_release) struct posting_list list = {0};
	struct posting_key key = {"x", 1};
	char other[16];

	(void)state;
	put_many(50);
	reader = open_reader(&folder);
	index_reader_keep_in(reader, cache);
	must(index_reader_postings(reader, "x", &list, &err));
	for (int i = 0; i < 1000; i++) {
		snprintf(other, sizeof(other), "o%d", i);
		posting_cache_note(cache, (struct posting_key){other, strlen(other)}, 1);
	}
	assert_null(posting_cache_find(cache, key));
	for (size_t i = 0; i < list.count; i++)
		assert_int_equal(list.counts[i], 1);
	index_reader_close(&reader);
}

/* The first time they are stepped through, later on found in what is kept. */
static void postings_may_be_read_among_candidates(void **state)
{
	static const uint32_t candidates[] = {1, 2, 4, 49, 51, 900};
	static const uint32_t expected[] = {1, 4, 49};

	(void)state;
	put_many(50);
	reader = open_reader(&folder);
	for (int i = 0; i < 5; i++) {
		SCOPED(posting_list_release) struct posting_list list = {0};
		SCOPED(posting_list_release) struct posting_list none = {0};

		must(index_reader_postings_among(
			reader, "y", candidates, i ? COUNT(candidates) : 2, &list, &err));
		assert_int_equal(list.count, i ? COUNT(expected) : 1);
		assert_memory_equal(
			list.documents, expected, list.count * sizeof(*expected));
		assert_int_equal(list.counts[0], 1);
		must(index_reader_postings_among(
			reader, "never", candidates, COUNT(candidates), &none, &err));
		assert_int_equal(none.count, 0);
	}
}

static void weights_are_those_given(void **state)
{
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(posting_list_release) struct posting_list list = {0};

	(void)state;
	buf_add_string(&entry.id, "a");
	entry_add_term(&entry, "x", 1, 4);
	entry_add_term(&entry, "y", 1, 1);
	entry_add_term(&entry, "x", 1, 3);
	must(index_writer_put(writer, &entry, &err));
	commit();
	reader = open_reader(&folder);
	must(index_reader_postings(reader, "x", &list, &err));
	assert_int_equal(list.count, 1);
	assert_int_equal(list.counts[0], 7);
}

static void next_value(
	struct value_stream *stream, uint32_t wanted_document, const char *wanted)
{
	const char *bytes = NULL;
	size_t length = 0;
	uint32_t document = 77;

	must(value_stream_next(stream, &document, &bytes, &length, &err));
	assert_int_equal(document, wanted_document);
	if (!wanted_document)
		return;
	assert_int_equal(length, strlen(wanted));
	assert_memory_equal(bytes, wanted, length);
}

static void values_come_in_the_order_of_documents(void **state)
{
	SCOPED(value_stream_close) struct value_stream *cities = NULL;
	SCOPED(value_stream_close) struct value_stream *dates = NULL;
	SCOPED(value_stream_close) struct value_stream *years = NULL;
	SCOPED(entry_release) struct entry entry = {0};

	(void)state;
	buf_add_string(&entry.id, "a");
	entry_add_value(&entry, FIELD_CITY, "Leipzig");
	entry_add_value(&entry, FIELD_CITY, "Gdańsk");
	buf_add_string(&entry.date, "2007-05");
	must(index_writer_put(writer, &entry, &err));
	put_entry(writer, "b", "x", "r");
	entry_clear(&entry);
	buf_add_string(&entry.id, "c");
	entry_add_value(&entry, FIELD_CITY, "Varna");
	must(index_writer_put(writer, &entry, &err));
	commit();
	reader = open_reader(&folder);
	must(value_stream_open(reader, FIELD_CITY, &cities, &err));
	next_value(cities, 1, "Leipzig\tGdańsk");
	next_value(cities, 3, "Varna");
	next_value(cities, 0, NULL);
	next_value(cities, 0, NULL);
	must(value_stream_open(reader, SLOT_DATE, &dates, &err));
	next_value(dates, 1, "2007-05");
	next_value(dates, 0, NULL);
	must(value_stream_open(reader, FIELD_YEAR, &years, &err));
	next_value(years, 0, NULL);
}

static void terms_are_listed_by_prefix(void **state)
{
	SCOPED(buf_release) struct buf terms = {0};
	size_t count = 0;

	(void)state;
	put_entry(writer, "a", "Dhaf Dhafen Dhaus Ehaf Dh", "r");
	commit();
	reader = open_reader(&folder);
	must(index_reader_terms(reader, "Dhaf", 10, &terms, &count, &err));
	assert_int_equal(count, 2);
	assert_memory_equal(terms.bytes, "Dhaf\0Dhafen", 12);
	must(index_reader_terms(reader, "D", 3, &terms, &count, &err));
	assert_int_equal(count, 3);
	must(index_reader_terms(reader, "Z", 3, &terms, &count, &err));
	assert_int_equal(count, 0);
}

/* Pages with a term of their own, as many as fill several blocks of the engine. */
static void put_different(const char *first_letter)
{
	char term[64];
	char id[16];

	for (int i = 0; i < 800; i++) {
		snprintf(id, sizeof(id), "%d", i);
		snprintf(term, sizeof(term), "%s-a-term-of-some-length-%d", first_letter,
			i);
		put_entry(writer, id, term, "r");
	}
	commit();
}

/* It answers as before, or says that the index moved on; never anything else. */
static void an_old_reader_answers_or_is_busy(void **state)
{
	static const char *const letters[] = {"b", "c", "d", "e", "f", "g"};
	size_t busy = 0;

	(void)state;
	put_different("a");
	reader = open_reader(&folder);
	for (size_t commits = 0; commits < COUNT(letters); commits++) {
		SCOPED(buf_release) struct buf terms = {0};
		size_t count = 0;

		put_different(letters[commits]);
		err = (struct error){0};
		if (index_reader_terms(reader, "a", 9999, &terms, &count, &err)) {
			assert_int_equal(count, 800);
			continue;
		}
		assert_int_equal(err.kind, ERROR_BUSY);
		busy++;
	}
	assert_in_range(busy, 1, COUNT(letters));
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(a_missing_index_is_told),
		promise(a_damaged_index_is_told),
		promise(facts_grow_with_commits),
		promise(postings_come_in_order),
		promise(postings_are_decoded_once_for_all_readers),
		promise(postings_live_until_the_reader_rests),
		promise(postings_may_be_read_among_candidates),
		promise(weights_are_those_given),
		promise(values_come_in_the_order_of_documents),
		promise(terms_are_listed_by_prefix),
		promise(an_old_reader_answers_or_is_busy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
