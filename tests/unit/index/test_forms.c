/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "index/dictionary.h"
#include "index/forms.h"
#include "index/sent_words.h"
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

/* A page whose words are parted by blanks; a hash is the first letters of a word. */
static void put_words(const char *id, const char *words)
{
	SCOPED(buf_release) struct buf nothing = {0};
	SCOPED(buf_release) struct buf entry_word = {0};
	SCOPED(entry_release) struct entry entry = {0};

	sent_words_begin(&entry.words, &nothing);
	for (const char *word = words; *word; word += strspn(word, " ")) {
		uint32_t length = (uint32_t)strcspn(word, " ");

		buf_clear(&entry_word);
		dictionary_add(&entry_word, word, 1, word, length);
		sent_words_add(
			&entry.words, &entry_word, &(struct sent_positions){"\0", 1});
		word += length;
	}
	buf_add_string(&entry.id, id);
	entry.length = 1;
	must(index_writer_put(writer, &entry, &err));
}

static void commit(void)
{
	must(index_writer_commit(writer, &err));
	must(index_writer_begin(writer, &err));
}

/* The number of the word in the committed dictionary; UINT32_MAX: none. */
static uint32_t number_of(const char *spelling, uint64_t size)
{
	SCOPED(store_map_close) struct store_map list = {0};
	struct dictionary_word word;
	uint32_t number = 0;
	size_t offset = 0;

	must(store_map_open(path_below(&folder, "dictionary"), &list, &err));
	assert_true(size <= list.length);
	for (; dictionary_next(list.bytes, size, &offset, &word); number++) {
		if (word.length == strlen(spelling)
			&& !memcmp(word.spelling, spelling, word.length))
			return number;
	}
	assert_int_equal(offset, size);
	return UINT32_MAX;
}

/* How many pages the committed list says have the word. */
static int pages_with(const char *word)
{
	SCOPED(index_reader_close) struct index_reader *reader = open_reader(&folder);
	SCOPED(store_map_close) struct store_map list = {0};
	struct forms_reader changes = {0};
	struct form_change change;
	struct index_facts facts;
	uint32_t number;
	int pages = 0;

	must(index_reader_facts(reader, &facts, &err));
	must(store_map_open(path_below(&folder, "forms"), &list, &err));
	assert_true(facts.forms_bytes <= list.length);
	number = number_of(word, facts.dictionary_bytes);
	changes.list = list.bytes;
	changes.size = facts.forms_bytes;
	while (forms_next(&changes, &change))
		pages += change.word == number ? change.pages : 0;
	assert_int_equal(changes.offset, facts.forms_bytes);
	return pages;
}

static void changes_are_read_as_they_were_added(void **state)
{
	static const struct form_change first[] = {{3, 1}, {4, -2}, {70000, 5000}};
	static const struct form_change second[] = {{0, -1}, {UINT32_MAX, INT32_MAX}};
	SCOPED(buf_release) struct buf list = {0};
	struct forms_reader reader = {0};
	struct form_change change;

	(void)state;
	forms_add(&list, first, COUNT(first));
	forms_add(&list, NULL, 0);
	forms_add(&list, second, COUNT(second));
	reader.list = list.bytes;
	reader.size = list.length;
	for (size_t i = 0; i < COUNT(first) + COUNT(second); i++) {
		const struct form_change *wanted =
			i < COUNT(first) ? &first[i] : &second[i - COUNT(first)];

		assert_true(forms_next(&reader, &change));
		assert_int_equal(change.word, wanted->word);
		assert_int_equal(change.pages, wanted->pages);
	}
	assert_false(forms_next(&reader, &change));
}

static void a_cut_list_ends_early(void **state)
{
	static const struct form_change changes[] = {{300, 3}};
	SCOPED(buf_release) struct buf list = {0};

	(void)state;
	forms_add(&list, changes, 1);
	for (size_t size = 0; size < list.length; size++) {
		SCOPED(string_free) char *cut = alloc_copy(list.bytes, size);
		struct forms_reader reader = {.list = cut, .size = size};
		struct form_change change;

		assert_false(forms_next(&reader, &change));
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
