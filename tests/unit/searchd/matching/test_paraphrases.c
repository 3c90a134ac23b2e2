/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/paraphrases.h"
#include "ranking/ranking.h"
#include "searchd/small_index.h"

enum { PAGES = 100 };

static struct small_index small;

/* Writes the word that is on so many pages, which is its own stem. */
static void add_word(struct buf *out, unsigned pages)
{
	static const char digits[] = "bcdfghjklp";

	buf_add_format(out, "zxk%c%c%c", digits[pages / 100], digits[pages / 10 % 10],
		digits[pages % 10]);
}

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
	for (unsigned i = 0; i < PAGES; i++) {
		SCOPED(buf_release) struct buf text = {0};
		char id[16];

		snprintf(id, sizeof(id), "%u", i);
		for (unsigned n = i + 1; n <= PAGES; n++) {
			add_word(&text, n);
			buf_add(&text, " ", 1);
		}
		small_index_put(&small,
			&(struct small_page){
				id, NULL, buf_string(&text), LANGUAGE_DE, NULL, {0}});
	}
	small_index_load(&small);
	return 0;
}

static int release(void **state)
{
	(void)state;
	small_index_release(&small);
	return 0;
}

/* A word on so many pages. */
static struct query *word_on(unsigned pages)
{
	struct query *word = query_create(QUERY_WORD);
	SCOPED(buf_release) struct buf term = {0};

	buf_add(&term, "D", 1);
	add_word(&term, pages);
	query_add_term(word, "", buf_string(&term),
		analyzer_hash(term.bytes, term.length), 1, ORIGIN_STEM);
	return word;
}

/* Paraphrases, the rarer word of each on so many pages, each of them below an OR. */
static struct query *question_of(const unsigned *pages, size_t count)
{
	struct query *some = query_create(QUERY_SOME);

	for (size_t i = 0; i < count; i++) {
		struct query *any = query_create(QUERY_OR);
		struct query *near = query_create(QUERY_NEAR);

		query_add_child(near, word_on(PAGES));
		query_add_child(near, word_on(pages[i]));
		query_add_child(any, word_on(1));
		query_add_child(any, near);
		query_add_child(some, any);
	}
	return some;
}

static void leaves_out(const unsigned *pages, size_t count, const char *wanted)
{
	SCOPED(query_free) struct query *question = question_of(pages, count);
	SCOPED(paraphrases_release) struct paraphrases left_out = {0};
	SCOPED(buf_release) struct buf found = {0};
	struct index_reader *reader = snapshot_borrow(small.snapshot);

	must(paraphrases_left_out(
		reader, small.snapshot->documents, question, &left_out, &err));
	for (size_t i = 0; i < left_out.count; i++) {
		assert_int_equal(left_out.items[i].near->kind, QUERY_NEAR);
		buf_add_format(&found, "%u ", (unsigned)left_out.items[i].pages);
	}
	snapshot_give_back(small.snapshot, reader);
	assert_string_equal(buf_string(&found), wanted);
}

#define LEAVES_OUT(wanted, ...)                     \
	leaves_out((const unsigned[]){__VA_ARGS__}, \
		sizeof((const unsigned[]){__VA_ARGS__}) / sizeof(unsigned), wanted)

static void the_rarest_are_looked_for(void **state)
{
	(void)state;
	assert_int_equal(QUESTION_PARAPHRASES, 3);
	leaves_out(NULL, 0, "");
	LEAVES_OUT("", 90);
	LEAVES_OUT("", 90, 70, 80);
	LEAVES_OUT("90 ", 90, 60, 70, 80);
	LEAVES_OUT("80 90 ", 90, 1, 2, 80, 3);
}

static void more_are_while_together_they_are_on_few_pages(void **state)
{
	(void)state;
	LEAVES_OUT("", 5, 5, 5, 5, 5);
	LEAVES_OUT("5 ", 5, 5, 5, 5, 5, 5);
	LEAVES_OUT("16 ", 1, 2, 3, 4, 16);
	LEAVES_OUT("", 1, 2, 3, 4, 15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rarest_are_looked_for),
		cmocka_unit_test(more_are_while_together_they_are_on_few_pages),
	};

	return cmocka_run_group_tests(tests, make, release);
}
