/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the record keeps of a text's words helps, but the text has the last word. */
#include "dice.h"
#include "query_parser.h"
#include "searchd/small_index.h"
#include "snippet.h"

static struct small_index small;
static struct index_reader *reader;

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
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
	small_index_release(&small);
	return 0;
}

static void build_record(const char *text, enum language language, struct entry *out)
{
	struct small_page page = {"a", NULL, text, language, NULL, {0}};

	small_index_build(&small, &page, out);
}

static void check_snippet(const struct buf *record, const struct buf *words,
	const char *typed, const char *wanted)
{
	SCOPED(parsed_query_release) struct parsed_query query = {0};
	SCOPED(buf_release) struct buf snippet = {0};
	struct snippet_terms terms = {0};

	must(query_parse(&(struct query_context){small.analyzer, reader,
				 small.snapshot->words, NULL, CHOICE_OFF},
		typed, strlen(typed), CHOICE_OFF, &query, &err));
	snippet_terms_collect(query.tree, &terms);
	snippet_write(small.analyzer, &small.analysis,
		&(struct stored_page){
			record->bytes, record->length, words->bytes, words->length},
		&terms, &snippet);
	assert_string_equal(buf_string(&snippet), wanted);
}

/* The part of the record, with bytes in place of its own. */
static void replace_part(const struct buf *record, enum record_tag tag, const char *bytes,
	size_t length, struct buf *out)
{
	struct record_part part;
	size_t offset = 0;

	while (record_next(record->bytes, record->length, &offset, &part))
		record_add(out, part.tag, part.tag == tag ? bytes : part.bytes,
			part.tag == tag ? length : part.length);
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

static void a_word_that_found_no_room_is_looked_for_in_the_text(void **state)
{
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(buf_release) struct buf stream = {0};
	SCOPED(buf_release) struct buf record = {0};
	const uint16_t no_room = RECORD_WORDS_MAX + 1;
	struct record_part part;

	(void)state;
	build_record("Das Haus\nDer neue Hafen", LANGUAGE_DE, &entry);
	part = record_find(entry.words.bytes, entry.words.length, RECORD_STREAM);
	buf_add(&stream, part.bytes, part.length - sizeof(no_room));
	buf_add(&stream, (const char *)&no_room, sizeof(no_room));
	replace_part(&entry.words, RECORD_STREAM, stream.bytes, stream.length, &record);
	check_snippet(&entry.record, &record, "hafen", "… Der neue <mark>Hafen</mark>");
}

/* An entry with as many hashes as fit may have lost some. */
static void a_word_with_too_many_terms_is_looked_for_in_the_text(void **state)
{
	static const uint16_t positions[] = {0, 1};
	static const uint32_t hashes[UINT8_MAX] = {0};
	const char count = (char)UINT8_MAX;
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(buf_release) struct buf words = {0};
	SCOPED(buf_release) struct buf half = {0};
	SCOPED(buf_release) struct buf record = {0};

	(void)state;
	build_record("„Hafen“", LANGUAGE_DE, &entry);
	buf_add(&words, &count, 1);
	buf_add(&words, (const char *)hashes, sizeof(hashes));
	replace_part(&entry.words, RECORD_STREAM, (const char *)positions,
		sizeof(positions), &half);
	replace_part(&half, RECORD_WORDS, words.bytes, words.length, &record);
	check_snippet(&entry.record, &record, "hafen", "„<mark>Hafen</mark>“");
	check_snippet(&entry.record, &record, "turm", "„Hafen“");
}

static void another_word_with_the_same_hash_is_not_marked(void **state)
{
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(buf_release) struct buf snippet = {0};
	char other[] = "Dturm";
	const struct query_term term = {
		.term = other, .hash = analyzer_hash("Dhaf", strlen("Dhaf"))};
	struct snippet_terms terms = {
		.terms = {&term}, .count = 1, .word_count = 1, .present = {0}};

	(void)state;
	memset(terms.present, 0xFF, sizeof(terms.present));
	build_record("Der Hafen", LANGUAGE_DE, &entry);
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
	struct snippet_terms terms = {0};

	build_record(buf_string(text), language, &entry);
	must(query_parse(&(struct query_context){small.analyzer, reader,
				 small.snapshot->words, NULL, CHOICE_OFF},
		typed, strlen(typed), CHOICE_OFF, &query, &err));
	snippet_terms_collect(query.tree, &terms);
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
		cmocka_unit_test(a_word_that_found_no_room_is_looked_for_in_the_text),
		cmocka_unit_test(a_word_with_too_many_terms_is_looked_for_in_the_text),
		cmocka_unit_test(another_word_with_the_same_hash_is_not_marked),
		cmocka_unit_test(a_block_full_of_the_word_shows_the_same),
		cmocka_unit_test(words_kept_and_words_analysed_show_the_same),
	};

	return cmocka_run_group_tests(tests, make, release);
}
