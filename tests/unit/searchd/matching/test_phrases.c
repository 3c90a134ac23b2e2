/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dice.h"
#include "matching/phrases.h"
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

static void put(const char *id, const char *text)
{
	small_index_put(
		&small, &(struct small_page){id, NULL, text, LANGUAGE_DE, NULL, {0}});
}

/* A phrase of words parted by blanks, each with its stem only. */
static struct query *phrase_of(const char *stems)
{
	struct query *phrase = query_create(QUERY_PHRASE);

	for (const char *stem = stems; *stem; stem += strspn(stem, " ")) {
		SCOPED(buf_release) struct buf term = {0};
		struct query *word = query_create(QUERY_WORD);

		buf_add(&term, stem, strcspn(stem, " "));
		query_add_term(word, "", term.bytes,
			analyzer_hash(term.bytes, term.length), 1, ORIGIN_STEM);
		query_add_child(phrase, word);
		stem += term.length;
	}
	return phrase;
}

/* Of all pages, those that are kept, as verdicts have it or as the pages do. */
static void keeps_by(struct verdicts *verdicts, const char *stems, const char *wanted)
{
	SCOPED(query_free) struct query *phrase = phrase_of(stems);
	SCOPED(matches_release) struct matches matches = {0};
	SCOPED(buf_release) struct buf ids = {0};

	for (uint32_t i = 1; i <= small.snapshot->last_document; i++)
		matches_add(&matches, i, (float)i);
	phrases_filter(small.snapshot, verdicts, &(struct phrase){phrase, &matches}, 1);
	for (size_t i = 0; i < matches.count; i++) {
		assert_true(matches.scores[i] == (float)matches.documents[i]);
		buf_add(&ids, small_index_id(small.snapshot, matches.documents[i]).bytes,
			1);
	}
	assert_string_equal(buf_string(&ids), wanted);
}

static void keeps(const char *stems, const char *wanted)
{
	keeps_by(NULL, stems, wanted);
}

static void neighbours_in_order_are_kept(void **state)
{
	(void)state;
	put("a", "eins zwei drei");
	put("b", "zwei eins drei");
	put("c", "eins eins zwei drei");
	put("d", "eins\nzwei drei");
	put("e", "drei");
	put("f", "eins, zwei! Drei");
	put("g", "");
	small_index_load(&small);
	keeps("Dein", "abcdf");
	keeps("Dein Dzwei", "acf");
	keeps("Dzwei Ddrei", "acdf");
	keeps("Dein Dzwei Ddrei", "acf");
	keeps("Dein Dein", "c");
	keeps("Ddrei Dein", "");
	keeps("Dein Dzwei Ddrei Dvier", "");
}

static void a_removed_page_is_not_kept(void **state)
{
	(void)state;
	put("a", "eins zwei");
	put("b", "eins zwei");
	must(index_writer_remove(small.writer, "a", 1, &err));
	small_index_load(&small);
	keeps("Dein Dzwei", "b");
}

static void a_hyphenated_word_stands_for_its_parts(void **state)
{
	(void)state;
	put("a", "das City-Regio Netz");
	small_index_load(&small);
	keeps("Dcity Dregio Dnetz", "a");
	keeps("ddas Dcity", "a");
	keeps("ddas Dregio", "");
	keeps("Dcityregio", "a");
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

/* Asks for a phrase in a request of its own. */
static void request_keeps(
	struct verdicts *verdicts, const char *stems, const char *wanted)
{
	verdicts_begin(verdicts, small.snapshot);
	keeps_by(verdicts, stems, wanted);
	verdicts_end(verdicts);
}

/* What is known of "eins zwei"; in a request. */
static struct verdict *verdict_of(struct verdicts *verdicts)
{
	return verdicts_of(verdicts, "0\nDein\0\nDzwei", 14);
}

static void what_was_seen_once_is_not_looked_for_again(void **state)
{
	SCOPED(verdicts_free) struct verdicts *verdicts = verdicts_create();
	struct verdict *verdict;

	(void)state;
	put("a", "eins zwei drei");
	put("b", "zwei eins drei");
	small_index_load(&small);
	verdicts_begin(verdicts, small.snapshot);
	keeps_by(verdicts, "Dein Dzwei", "a");
	keeps_by(verdicts, "Dzwei Dein", "b");
	keeps_by(verdicts, "Dein Dzwei", "a");
	verdict = verdict_of(verdicts);
	assert_true(verdict_is_known(verdict, 1));
	assert_true(verdict_get(verdict, 1));
	assert_true(verdict_is_known(verdict, 2));
	assert_false(verdict_get(verdict, 2));
	verdict->yes[0] = 0; /* nobody looks at the pages */
	keeps_by(verdicts, "Dein Dzwei", "");
	verdicts_end(verdicts);
}

static void what_one_thread_saw_all_know(void **state)
{
	SCOPED(verdicts_free) struct verdicts *first = verdicts_create();
	SCOPED(verdicts_free) struct verdicts *second = verdicts_create();

	(void)state;
	put("a", "eins zwei");
	put("b", "eins drei");
	small_index_load(&small);
	request_keeps(first, "Dein Dzwei", "a");
	verdicts_begin(second, small.snapshot);
	assert_true(verdict_is_known(verdict_of(second), 1));
	assert_true(verdict_get(verdict_of(second), 1));
	assert_true(verdict_is_known(verdict_of(second), 2));
	assert_false(verdict_get(verdict_of(second), 2));
	verdicts_end(second);
	verdicts_begin(second, small.snapshot);
	assert_false(verdict_is_known(verdicts_of(second, "x", 1), 1));
	verdicts_end(second);
}

/* Both begin with nothing; each sees another page. */
static void what_two_saw_at_a_time_is_put_together(void **state)
{
	SCOPED(verdicts_free) struct verdicts *first = verdicts_create();
	SCOPED(verdicts_free) struct verdicts *second = verdicts_create();

	(void)state;
	put("a", "eins zwei");
	put("b", "eins drei");
	small_index_load(&small);
	verdicts_begin(first, small.snapshot);
	verdicts_begin(second, small.snapshot);
	verdict_put(verdict_of(first), 2, false);
	verdict_put(verdict_of(second), 1, true);
	verdicts_end(first);
	verdicts_end(second);
	verdicts_begin(first, small.snapshot);
	assert_true(verdict_get(verdict_of(first), 1));
	assert_true(verdict_is_known(verdict_of(first), 2));
	assert_false(verdict_get(verdict_of(first), 2));
	verdicts_end(first);
}

static void of_another_revision_only_what_changed_is_looked_at(void **state)
{
	SCOPED(verdicts_free) struct verdicts *verdicts = verdicts_create();

	(void)state;
	put("a", "eins zwei");
	put("b", "eins drei");
	small_index_load(&small);
	request_keeps(verdicts, "Dein Dzwei", "a");
	put("a", "zwei eins");
	put("c", "eins zwei");
	small_index_follow(&small);
	verdicts_begin(verdicts, small.snapshot);
	assert_false(verdict_is_known(verdict_of(verdicts), 1));
	assert_true(verdict_is_known(verdict_of(verdicts), 2));
	keeps_by(verdicts, "Dein Dzwei", "c");
	verdicts_end(verdicts);
	must(index_writer_remove(small.writer, "c", 1, &err));
	small_index_follow(&small);
	request_keeps(verdicts, "Dein Dzwei", "");
}

static void verdicts_grow_with_the_index(void **state)
{
	enum { PAGES = 5000 };
	SCOPED(verdicts_free) struct verdicts *verdicts = verdicts_create();
	struct verdict *verdict;

	(void)state;
	put("a", "eins zwei");
	small_index_load(&small);
	request_keeps(verdicts, "Dein Dzwei", "a");
	for (int i = 0; i < PAGES; i++) {
		char id[16];

		snprintf(id, sizeof(id), "%d", i);
		put(id, "drei");
	}
	small_index_load(&small);
	verdicts_begin(verdicts, small.snapshot);
	keeps_by(verdicts, "Dein Dzwei", "a");
	verdict = verdict_of(verdicts);
	assert_true(verdict_get(verdict, 1));
	assert_true(verdict_is_known(verdict, PAGES + 1));
	assert_false(verdict_get(verdict, PAGES + 1));
	verdicts_end(verdicts);
}

enum { PAGES = 600, PHRASES = 40, WORDS_MAX = 5, STEMS = 6 };

static const char *const stems[STEMS] = {
	"Dein", "Dzwei", "Ddrei", "Dvier", "Delf", "Dacht"};

/* Words of few kinds in parts, so that any of them often stand together. */
static void put_random_page(uint64_t *seed, int number)
{
	static const char *const words[STEMS] = {
		"eins", "zwei", "drei", "vier", "elf", "acht"};
	SCOPED(buf_release) struct buf text = {0};
	size_t length = dice_roll(seed, 60);
	char id[16];

	for (size_t i = 0; i < length; i++) {
		uint32_t rolled = dice_roll(seed, 3 * STEMS);

		buf_add_string(&text, rolled < STEMS ? words[rolled] : "sonst");
		buf_add(&text, dice_roll(seed, 8) ? " " : "\n", 1);
	}
	snprintf(id, sizeof(id), "%d", number);
	put(id, buf_string(&text));
}

static struct query *roll_phrase(uint64_t *seed)
{
	static const enum query_kind kinds[] = {
		QUERY_PHRASE, QUERY_NEAR, QUERY_PROXIMITY};
	size_t words = 1 + dice_roll(seed, WORDS_MAX);
	SCOPED(buf_release) struct buf text = {0};
	struct query *phrase;

	for (size_t i = 0; i < words; i++)
		buf_add_format(&text, "%s ", stems[dice_roll(seed, STEMS)]);
	phrase = phrase_of(buf_string(&text));
	phrase->kind = kinds[dice_roll(seed, 3)];
	for (size_t i = 0; i < phrase->child_count; i++)
		phrase->children[i]->distance = 1 + dice_roll(seed, 10);
	return phrase;
}

static void roll_matches(uint64_t *seed, struct matches *out)
{
	uint32_t rarity = 1 + dice_roll(seed, 4);

	for (uint32_t i = 1; i <= small.snapshot->last_document; i++) {
		if (!dice_roll(seed, rarity))
			matches_add(out, i, (float)i);
	}
}

static void copy_matches(const struct matches *from, struct matches *to)
{
	for (size_t i = 0; i < from->count; i++)
		matches_add(to, from->documents[i], from->scores[i]);
}

static void assert_alike(const struct matches *found, const struct matches *wanted)
{
	assert_int_equal(found->count, wanted->count);
	for (size_t i = 0; i < found->count; i++) {
		assert_int_equal(found->documents[i], wanted->documents[i]);
		assert_true(found->scores[i] == wanted->scores[i]);
	}
}

/* One by one without memory, and together, some of them known from before. */
static size_t find_both_ways(uint64_t *seed, struct verdicts *verdicts)
{
	struct query *queries[PHRASES];
	struct matches alone[PHRASES] = {{0}};
	struct matches together[PHRASES] = {{0}};
	struct phrase phrases[PHRASES];
	size_t found = 0;

	for (size_t i = 0; i < PHRASES; i++) {
		queries[i] = i % 5 == 4 ? queries[i - 1] : roll_phrase(seed);
		roll_matches(seed, &alone[i]);
		copy_matches(&alone[i], &together[i]);
		phrases[i] = (struct phrase){queries[i], &together[i]};
		phrases_filter(
			small.snapshot, NULL, &(struct phrase){queries[i], &alone[i]}, 1);
	}
	phrases_filter(small.snapshot, verdicts, phrases, PHRASES);
	for (size_t i = 0; i < PHRASES; i++) {
		assert_alike(&together[i], &alone[i]);
		found += alone[i].count;
		matches_release(&alone[i]);
		matches_release(&together[i]);
		if (i % 5 != 4)
			query_free(&queries[i]);
	}
	return found;
}

static void many_at_once_are_found_as_one_by_one(void **state)
{
	SCOPED(verdicts_free) struct verdicts *verdicts = verdicts_create();
	uint64_t seed = 21;
	size_t found = 0;

	(void)state;
	for (int i = 0; i < PAGES; i++)
		put_random_page(&seed, i);
	small_index_load(&small);
	for (int i = 0; i < 20; i++) {
		verdicts_begin(verdicts, small.snapshot);
		found += find_both_ways(&seed, i % 2 ? verdicts : NULL);
		found += find_both_ways(&seed, i % 2 ? verdicts : NULL);
		verdicts_end(verdicts);
	}
	assert_in_range(found, 40 * PHRASES * PAGES / 100, 40 * PHRASES * PAGES / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(neighbours_in_order_are_kept),
		promise(a_removed_page_is_not_kept),
		promise(a_hyphenated_word_stands_for_its_parts),
		promise(what_was_seen_once_is_not_looked_for_again),
		promise(what_one_thread_saw_all_know),
		promise(what_two_saw_at_a_time_is_put_together),
		promise(of_another_revision_only_what_changed_is_looked_at),
		promise(verdicts_grow_with_the_index),
		promise(many_at_once_are_found_as_one_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
