/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the record keeps of a text's words helps, but the text has the last word. */
#include "answers/snippet.h"
#include "dice.h"
#include "query/query_parser.h"
#include "searchd/small_index.h"
#include "searchd/small_words.h"

static struct small_index small;
static struct small_words kept;
static struct index_reader *reader;

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
	small_words_make(&kept);
	small_index_put(&small,
		&(struct small_page){"a", NULL, "Hafen Städte", LANGUAGE_DE, NULL, {0}});
	small_index_load(&small);
	reader = snapshot_borrow(small.snapshot);
	return 0;
}

static int release(void **state)
{
	(void)state;
	snapshot_give_back(small.snapshot, reader);
	small_words_release(&kept);
	small_index_release(&small);
	return 0;
}

/* The entry's words become those that are stored of it. */
static void build_record(const char *text, enum language language, struct entry *out)
{
	struct small_page page = {"a", NULL, text, language, NULL, {0}};
	struct buf stored = {0};

	small_index_build(&small, &page, out);
	small_words_store(&kept, &out->words, &stored);
	buf_release(&out->words);
	out->words = stored;
}

static void check_snippet(const struct buf *record, const struct buf *words,
	const char *typed, const char *wanted)
{
	SCOPED(parsed_query_release) struct parsed_query query = {0};
	SCOPED(buf_release) struct buf snippet = {0};
	SCOPED(snippet_terms_release) struct snippet_terms terms = {0};

	must(query_parse(&(struct query_context){small.analyzer, reader,
				 small.snapshot->words, NULL, CHOICE_OFF},
		typed, strlen(typed), CHOICE_OFF, &query, &err));
	snippet_terms_collect(query.tree, &terms);
	snippet_terms_look_up(&terms, kept.numbers);
	snippet_write(small.analyzer, &small.analysis,
		&(struct stored_page){
			record->bytes, record->length, words->bytes, words->length},
		&terms, &snippet);
	assert_string_equal(buf_string(&snippet), wanted);
}

static void check_valid(const struct buf *record, const struct buf *words)
{
	SCOPED(buf_release) struct buf snippet = {0};
	SCOPED(snippet_terms_release) struct snippet_terms terms = {0};
	SCOPED(query_free) struct query *word = query_create(QUERY_WORD);

	query_add_term(word, "", "Dhaf", analyzer_hash("Dhaf", 4), 1, ORIGIN_STEM);
	snippet_terms_collect(word, &terms);
	snippet_terms_look_up(&terms, kept.numbers);
	snippet_write(small.analyzer, &small.analysis,
		&(struct stored_page){
			record->bytes, record->length, words->bytes, words->length},
		&terms, &snippet);
	assert_non_null(strstr(buf_string(&snippet), "Hafen"));
}

/* The text of one record beside the words of another. */
static void shows_text_of(const char *text, const char *words_of, const char *wanted)
{
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(entry_release) struct entry other = {0};

	build_record(text, LANGUAGE_DE, &entry);
	build_record(words_of, LANGUAGE_DE, &other);
	check_snippet(&entry.record, &other.words, "hafen", wanted);
}

static void words_that_stand_elsewhere_are_found_where_they_stand(void **state)
{
	(void)state;
	shows_text_of("Der neue Hafen liegt dort.", "Hafen, der neue, liegt dort.",
		"Der neue <mark>Hafen</mark> liegt dort.");
	shows_text_of(
		"Der Hafen.", "Der alte und neue Hafen.", "Der <mark>Hafen</mark>.");
	shows_text_of("Ein Hafen. Noch ein Hafen.", "Ein Hafen. Noch ein Haus.",
		"Ein <mark>Hafen</mark>. Noch ein Hafen.");
	shows_text_of("Nichts davon.", "Der Hafen.", "Nichts davon.");
}

static void more_or_fewer_blocks_do_not_mislead(void **state)
{
	(void)state;
	shows_text_of("Der Turm\nDer Hafen\nDas Haus", "Das Haus\nDer Turm",
		"… Der <mark>Hafen</mark> Das Haus");
	shows_text_of(
		"Der Hafen", "Das Haus\nDer Turm\nDas Boot", "Der <mark>Hafen</mark>");
	shows_text_of("Der Hafen", "", "Der <mark>Hafen</mark>");
}

/* Words that were damaged, however, mislead into no text that is not there. */
static void damaged_words_do_no_harm(void **state)
{
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(buf_release) struct buf damaged = {0};

	(void)state;
	build_record("Das Haus am Hafen\nDer neue Hafen", LANGUAGE_DE, &entry);
	for (size_t at = 0; at < entry.words.length; at++) {
		for (int bit = 0; bit < 8; bit++) {
			SCOPED(string_free)
			char *words = alloc_copy(entry.words.bytes, entry.words.length);

			words[at] = (char)(words[at] ^ 1 << bit);
			buf_clear(&damaged);
			buf_add(&damaged, words, entry.words.length);
			check_valid(&entry.record, &damaged);
		}
	}
	for (size_t size = 0; size < entry.words.length; size++) {
		SCOPED(string_free) char *words = alloc_copy(entry.words.bytes, size);

		check_valid(&entry.record, &(struct buf){words, size, size});
	}
}

static void another_word_with_the_same_hash_is_not_marked(void **state)
{
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(buf_release) struct buf snippet = {0};
	char other[] = "Dturm";
	const struct query_term term = {
		.term = other, .hash = analyzer_hash("Dhaf", strlen("Dhaf"))};
	SCOPED(snippet_terms_release)
	struct snippet_terms terms = {.terms = {&term}, .count = 1, .word_count = 1};

	(void)state;
	wanted_terms_add(&terms.wanted, term.hash);
	build_record("Der Hafen", LANGUAGE_DE, &entry);
	snippet_terms_look_up(&terms, kept.numbers);
	snippet_write(small.analyzer, &small.analysis,
		&(struct stored_page){entry.record.bytes, entry.record.length,
			entry.words.bytes, entry.words.length},
		&terms, &snippet);
	assert_string_equal(buf_string(&snippet), "Der Hafen");
}

/* The same as if the record kept no words and all of the text were analysed. */
static void check_same(const struct buf *text, enum language language, const char *typed)
{
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(parsed_query_release) struct parsed_query query = {0};
	SCOPED(buf_release) struct buf first = {0};
	SCOPED(buf_release) struct buf second = {0};
	SCOPED(snippet_terms_release) struct snippet_terms terms = {0};

	build_record(buf_string(text), language, &entry);
	must(query_parse(&(struct query_context){small.analyzer, reader,
				 small.snapshot->words, NULL, CHOICE_OFF},
		typed, strlen(typed), CHOICE_OFF, &query, &err));
	snippet_terms_collect(query.tree, &terms);
	snippet_terms_look_up(&terms, kept.numbers);
	snippet_write(small.analyzer, &small.analysis,
		&(struct stored_page){entry.record.bytes, entry.record.length,
			entry.words.bytes, entry.words.length},
		&terms, &first);
	snippet_write(small.analyzer, &small.analysis,
		&(struct stored_page){entry.record.bytes, entry.record.length, NULL, 0},
		&terms, &second);
	assert_string_equal(buf_string(&first), buf_string(&second));
}

/* More words of one block than are looked for one by one. */
static void a_block_full_of_the_word_shows_the_same(void **state)
{
	SCOPED(buf_release) struct buf text = {0};

	(void)state;
	buf_add_string(&text, "Das Ufer. ");
	for (int i = 0; i < 700; i++)
		buf_add_string(&text, i % 9 ? "Hafen " : "Haus. ");
	buf_add_string(&text, "\nDas Ufer am Hafen.");
	check_same(&text, LANGUAGE_DE, "hafen ufer");
	check_same(&text, LANGUAGE_DE, "haus");
	check_same(&text, LANGUAGE_DE, "ufer");
}

static void words_kept_and_words_analysed_show_the_same(void **state)
{
	static const char *const pieces[] = {"Ein- und Ausfuhr ", "Stadtplanung",
		" und -entwicklung", "City", "Regio", "-", " Akteur:innen ", "z. B. ",
		" ", ", ", ". ", "\n", "Hafenstadt ", "Städte", "der ", "the ", "harbour",
		"A", "Straßen", "2007"};
	static const char *const queries[] = {"ausfuhr stadt", "\"der stadt\"",
		"stadtentwicklung", "city-regio hafen", "städt*", "akteurin OR straße",
		"regio NOT 2007", "harbours the der", "cityregio"};
	uint64_t seed = 577;

	(void)state;
	for (int i = 0; i < 1500; i++) {
		SCOPED(buf_release) struct buf text = {0};

		for (uint32_t count = dice_roll(&seed, 120); count; count--)
			buf_add_string(&text, pieces[dice_roll(&seed, COUNT(pieces))]);
		check_same(&text, (enum language)(i % LANGUAGE_COUNT),
			queries[dice_roll(&seed, COUNT(queries))]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_that_stand_elsewhere_are_found_where_they_stand),
		cmocka_unit_test(more_or_fewer_blocks_do_not_mislead),
		cmocka_unit_test(damaged_words_do_no_harm),
		cmocka_unit_test(another_word_with_the_same_hash_is_not_marked),
		cmocka_unit_test(a_block_full_of_the_word_shows_the_same),
		cmocka_unit_test(words_kept_and_words_analysed_show_the_same),
	};

	return cmocka_run_group_tests(tests, make, release);
}
