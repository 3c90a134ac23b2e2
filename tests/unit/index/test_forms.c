/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "index/forms.h"
#include "index/record.h"
#include "index/small_entry.h"
#include "index/store.h"

static struct temporary folder;
static struct index_writer *writer;

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
	index_writer_close(&writer);
	temporary_remove(&folder);
	return 0;
}

/* A page whose words are parted by blanks. */
static void put_words(const char *id, const char *words)
{
	SCOPED(buf_release) struct buf forms = {0};
	SCOPED(entry_release) struct entry entry = {0};

	for (const char *word = words; *word; word += strspn(word, " ")) {
		forms_add(&forms, word, strcspn(word, " "), 1);
		word += strcspn(word, " ");
	}
	buf_add_string(&entry.id, id);
	entry.length = 1;
	record_add(&entry.words, RECORD_FORMS, buf_string(&forms), forms.length);
	must(index_writer_put(writer, &entry, &err));
}

static void commit(void)
{
	must(index_writer_commit(writer, &err));
	must(index_writer_begin(writer, &err));
}

/* How many pages the committed list says have the word. */
static int pages_with(const char *word)
{
	SCOPED(index_reader_close) struct index_reader *reader = open_reader(&folder);
	SCOPED(store_map_close) struct store_map list = {0};
	struct index_facts facts;
	struct form_change change;
	size_t offset = 0;
	int pages = 0;

	must(index_reader_facts(reader, &facts, &err));
	must(store_map_open(path_below(&folder, "forms"), &list, &err));
	assert_true(facts.forms_bytes <= list.length);
	while (forms_next(list.bytes, facts.forms_bytes, &offset, &change)) {
		if (change.length == strlen(word)
			&& !memcmp(change.form, word, change.length))
			pages += change.pages;
	}
	assert_int_equal(offset, facts.forms_bytes);
	return pages;
}

static void changes_are_read_as_they_were_added(void **state)
{
	SCOPED(buf_release) struct buf list = {0};
	struct form_change change;
	size_t offset = 0;

	(void)state;
	forms_add(&list, "Hafen", 5, 3);
	forms_add(&list, "nothing", 7, 0);
	forms_add(&list, "", 0, 1);
	forms_add(&list, "ab", 1, -2);
	assert_true(forms_next(list.bytes, list.length, &offset, &change));
	assert_int_equal(change.pages, 3);
	assert_int_equal(change.length, 5);
	assert_memory_equal(change.form, "Hafen", 5);
	assert_true(forms_next(list.bytes, list.length, &offset, &change));
	assert_int_equal(change.pages, -2);
	assert_int_equal(change.length, 1);
	assert_false(forms_next(list.bytes, list.length, &offset, &change));
}

static void a_cut_list_ends_early(void **state)
{
	SCOPED(buf_release) struct buf list = {0};

	(void)state;
	forms_add(&list, "Hafen", 5, 3);
	for (size_t size = 0; size < list.length; size++) {
		struct form_change change;
		size_t offset = 0;

		assert_false(forms_next(list.bytes, size, &offset, &change));
	}
}

static void pages_are_counted_by_their_words(void **state)
{
	(void)state;
	put_words("a", "Hafen Stadt");
	put_words("b", "Hafen");
	commit();
	assert_int_equal(pages_with("Hafen"), 2);
	assert_int_equal(pages_with("Stadt"), 1);
	assert_int_equal(pages_with("Haf"), 0);
}

static void a_page_put_again_counts_once(void **state)
{
	(void)state;
	put_words("a", "Hafen Stadt");
	commit();
	put_words("a", "Hafen Messe");
	put_words("a", "Hafen Turm");
	commit();
	assert_int_equal(pages_with("Hafen"), 1);
	assert_int_equal(pages_with("Stadt"), 0);
	assert_int_equal(pages_with("Messe"), 0);
	assert_int_equal(pages_with("Turm"), 1);
}

static void a_removed_page_counts_no_more(void **state)
{
	(void)state;
	put_words("a", "Hafen");
	put_words("b", "Hafen");
	commit();
	must(index_writer_remove(writer, "a", 1, &err));
	must(index_writer_remove(writer, "nobody", 6, &err));
	commit();
	assert_int_equal(pages_with("Hafen"), 1);
}

static void what_was_not_committed_does_not_count(void **state)
{
	(void)state;
	put_words("a", "Hafen");
	commit();
	put_words("b", "Hafen");
	index_writer_close(&writer);
	assert_int_equal(pages_with("Hafen"), 1);
	writer = open_writer(&folder);
	must(index_writer_begin(writer, &err));
	put_words("c", "Hafen");
	commit();
	assert_int_equal(pages_with("Hafen"), 2);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_are_read_as_they_were_added),
		cmocka_unit_test(a_cut_list_ends_early),
		promise(pages_are_counted_by_their_words),
		promise(a_page_put_again_counts_once),
		promise(a_removed_page_counts_no_more),
		promise(what_was_not_committed_does_not_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
