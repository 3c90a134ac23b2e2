/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Random commits: what is kept after them is what a fresh look at the engine gives.
 */
#include "dice.h"
#include "index/posting_update.h"
#include "index/small_entry.h"

#include <stdio.h>

enum { PAGES = 120, TERMS = 40, COMMITS = 40, CHANGES_MAX = 9 };

static struct temporary folder;
static struct index_writer *writer;
static struct index_reader *reader;
static struct posting_cache *kept;
static uint64_t seed;

static int make(void **state)
{
	(void)state;
	temporary_make(&folder);
	writer = open_writer(&folder);
	must(index_writer_begin(writer, &err));
	kept = posting_cache_create(1 << 20);
	seed = 4711;
	return 0;
}

static int release(void **state)
{
	(void)state;
	index_reader_close(&reader);
	posting_cache_free(&kept);
	index_writer_close(&writer);
	temporary_remove(&folder);
	return 0;
}

static const char *term_of(unsigned number)
{
	static char term[16];

	snprintf(term, sizeof(term), "t%u", number);
	return term;
}

/* Some terms are in many pages, others in few or none. */
static void put(unsigned page)
{
	SCOPED(buf_release) struct buf terms = {0};
	char id[16];

	for (unsigned i = 0; i < TERMS; i++) {
		for (unsigned times = dice_roll(&seed, i + 1); times < 2; times++)
			buf_add_format(&terms, "%s ", term_of(i));
	}
	snprintf(id, sizeof(id), "%u", page);
	put_entry(writer, id, terms.length ? buf_string(&terms) : "none", "r");
}

/* The page's document, 0 if there is none. */
static uint32_t document_of(unsigned page)
{
	uint32_t document = 0;
	char id[16];
	int length = snprintf(id, sizeof(id), "%u", page);

	if (!index_reader_find(reader, id, (size_t)length, &document, &err))
		assert_int_equal(err.kind, ERROR_MISSING);
	return document;
}

static void open_next(void)
{
	must(index_writer_commit(writer, &err));
	must(index_writer_begin(writer, &err));
	index_reader_close(&reader);
	reader = open_reader(&folder);
}

static int by_number(const void *a, const void *b)
{
	uint32_t first = *(const uint32_t *)a;
	uint32_t second = *(const uint32_t *)b;

	return (first > second) - (first < second);
}

/* Adds a document unless it is there or 0. */
static void note(uint32_t document, uint32_t *documents, size_t *count)
{
	for (size_t i = 0; i < *count; i++) {
		if (documents[i] == document)
			return;
	}
	if (document)
		documents[(*count)++] = document;
}

/* Adds, replaces and removes some of the pages from first on. */
static void change(unsigned first, struct document_changes *out, uint32_t *documents)
{
	unsigned pages[CHANGES_MAX];
	size_t count = dice_roll(&seed, CHANGES_MAX + 1);
	struct index_facts facts;

	must(index_reader_facts(reader, &facts, &err));
	*out = (struct document_changes){{documents, 0}, facts.last_document + 1};
	for (size_t i = 0; i < count; i++) {
		char id[16];

		pages[i] = first + dice_roll(&seed, PAGES);
		note(document_of(pages[i]), documents, &out->documents.count);
		snprintf(id, sizeof(id), "%u", pages[i]);
		if (dice_roll(&seed, 3))
			put(pages[i]);
		else
			index_writer_remove(writer, id, strlen(id), &err);
	}
	open_next();
	for (size_t i = 0; i < count; i++)
		note(document_of(pages[i]), documents, &out->documents.count);
	qsort(documents, out->documents.count, sizeof(*documents), by_number);
}

/* Of some terms the postings, of others the frequency only. */
static void ask_some(void)
{
	index_reader_keep_in(reader, kept);
	for (unsigned i = 0; i < TERMS; i++) {
		struct posting_list list;
		uint32_t frequency;

		if (dice_roll(&seed, 4) < 2)
			must(index_reader_frequency(
				reader, term_of(i), &frequency, &err));
		else if (dice_roll(&seed, 2))
			must(index_reader_postings(reader, term_of(i), &list, &err));
	}
	index_reader_rest(reader);
	index_reader_keep_in(reader, NULL);
}

/* The kept list, if there is one, is the one decoded now. */
static bool list_is_right(const char *term, const struct posting_list *wanted)
{
	SCOPED(shared_list_let_go)
	struct shared_list *list =
		posting_cache_find(kept, (struct posting_key){term, strlen(term)});

	if (!list)
		return false;
	assert_int_equal(list->count, wanted->count);
	assert_memory_equal(list->documents, wanted->documents,
		wanted->count * sizeof(*wanted->documents));
	assert_memory_equal(
		list->counts, wanted->counts, wanted->count * sizeof(*wanted->counts));
	return true;
}

static void all_is_right(size_t *lists, size_t *frequencies)
{
	for (unsigned i = 0; i < TERMS; i++) {
		const char *term = term_of(i);
		struct posting_key key = {term, strlen(term)};
		struct posting_list wanted;
		uint32_t frequency;

		must(index_reader_postings(reader, term, &wanted, &err));
		*lists += list_is_right(term, &wanted);
		if (posting_cache_frequency(kept, key, &frequency)) {
			assert_int_equal(frequency, wanted.count);
			++*frequencies;
		}
	}
	index_reader_rest(reader);
}

/* step: how far the numbers of pages move on with each commit. */
static void holds_over_commits(unsigned step)
{
	uint32_t documents[2 * CHANGES_MAX];
	size_t frequencies = 0;
	size_t lists = 0;

	for (unsigned i = 0; i < PAGES; i += 2)
		put(i);
	open_next();
	for (unsigned i = 0; i < COMMITS; i++) {
		struct posting_cache *before = kept;
		struct document_changes changes;

		ask_some();
		change((i + 1) * step, &changes, documents);
		must(posting_update_make(before, reader, &changes, &kept, &err));
		posting_cache_free(&before);
		all_is_right(&lists, &frequencies);
	}
	assert_true(lists > (size_t)COMMITS * TERMS / 2);
	assert_true(frequencies > lists);
}

static void what_is_kept_over_commits_is_right(void **state)
{
	(void)state;
	holds_over_commits(0);
}

static void where_pages_are_only_added_it_is_too(void **state)
{
	(void)state;
	holds_over_commits(PAGES);
}

static void who_has_the_old_one_is_not_disturbed(void **state)
{
	struct document_changes changes = {{(const uint32_t[]){1, 2}, 2}, 2};
	SCOPED(posting_cache_free) struct posting_cache *next = NULL;
	SCOPED(shared_list_let_go) struct shared_list *old = NULL;
	SCOPED(shared_list_let_go) struct shared_list *new = NULL;
	struct posting_list list;

	(void)state;
	put_entry(writer, "a", "x", "r");
	open_next();
	index_reader_keep_in(reader, kept);
	must(index_reader_postings(reader, "x", &list, &err));
	put_entry(writer, "a", "y", "r");
	put_entry(writer, "b", "x", "r");
	open_next();
	must(posting_update_make(kept, reader, &changes, &next, &err));
	old = posting_cache_find(kept, (struct posting_key){"x", 1});
	new = posting_cache_find(next, (struct posting_key){"x", 1});
	assert_int_equal(old->count, 1);
	assert_int_equal(old->documents[0], 1);
	assert_int_equal(new->count, 1);
	assert_int_equal(new->documents[0], 2);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(what_is_kept_over_commits_is_right),
		promise(where_pages_are_only_added_it_is_too),
		promise(who_has_the_old_one_is_not_disturbed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
