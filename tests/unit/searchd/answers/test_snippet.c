/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/snippet.h"
#include "base/alloc.h"
#include "dice.h"
#include "query/query_parser.h"
#include "searchd/small_index.h"
#include "text/unicode.h"

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

static void write_snippet_of(
	const struct small_page *page, const char *typed, struct buf *out)
{
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(parsed_query_release) struct parsed_query query = {0};
	SCOPED(snippet_terms_release) struct snippet_terms terms = {0};

	small_index_build(&small, page, &entry);
	must(query_parse(&(struct query_context){small.analyzer, reader,
				 small.snapshot->words, NULL, CHOICE_OFF},
		typed, strlen(typed), CHOICE_OFF, &query, &err));
	if (query.tree)
		snippet_terms_collect(query.tree, &terms);
	snippet_write(small.analyzer, &small.analysis,
		&(struct stored_page){entry.record.bytes, entry.record.length, NULL, 0},
		&terms, out);
}

static void write_snippet(
	const char *text, enum language language, const char *typed, struct buf *out)
{
	const struct small_page page = {"a", NULL, text, language, NULL, {0}};

	write_snippet_of(&page, typed, out);
}

static void shows_page(
	const struct small_page *page, const char *typed, const char *wanted)
{
	SCOPED(buf_release) struct buf snippet = {0};

	write_snippet_of(page, typed, &snippet);
	assert_string_equal(buf_string(&snippet), wanted);
}

static void shows(const char *text, const char *typed, const char *wanted)
{
	SCOPED(buf_release) struct buf snippet = {0};

	write_snippet(text, LANGUAGE_DE, typed, &snippet);
	assert_string_equal(buf_string(&snippet), wanted);
}

static void words_of_the_query_are_marked(void **state)
{
	(void)state;
	shows("Der Hafen.", "hafen", "Der <mark>Hafen</mark>.");
	shows("Die Häfen und der Hafen", "HAFEN",
		"Die <mark>Häfen</mark> und der <mark>Hafen</mark>");
	shows("Hafenstadt", "hafen", "<mark>Hafenstadt</mark>");
	shows("Der Hafen", "der hafen", "Der <mark>Hafen</mark>");
	shows("Der Hafen", "hafen -rostock", "Der <mark>Hafen</mark>");
	shows("Der Hafen in Rostock", "hafen NOT rostock",
		"Der <mark>Hafen</mark> in Rostock");
	shows("Der neue Hafen", "\"neue hafen\"",
		"Der <mark>neue</mark> <mark>Hafen</mark>");
	shows("Die Hafenstadt, die Stadt", "title:stadt",
		"Die <mark>Hafenstadt</mark>, die <mark>Stadt</mark>");
}

static void the_word_as_typed_is_shown_rather_than_a_part_of_others(void **state)
{
	static const char text[] =
		"Die Landwirtschaft und die Forstwirtschaft, die Gastwirtschaft: all das "
		"steht am Anfang der Seite und sagt wenig. Es folgt ein langer Absatz, in "
		"dem von ganz anderen Dingen die Rede ist, damit der Anfang weit weg ist. "
		"Noch ein Satz dieser Art und ein weiterer Satz, der nichts sagt. Erst am "
		"Ende kommt die Wirtschaft.";
	SCOPED(buf_release) struct buf snippet = {0};

	(void)state;
	write_snippet(text, LANGUAGE_DE, "wirtschaft", &snippet);
	assert_non_null(strstr(snippet.bytes, "<mark>Wirtschaft</mark>"));
}

static void small_words_are_marked_within_phrases_only(void **state)
{
	(void)state;
	shows("Viele Häuser der Stadt: Hafen und der Turm", "\"hafen und der turm\"",
		"Viele Häuser der Stadt: <mark>Hafen</mark> <mark>und</mark> "
		"<mark>der</mark> <mark>Turm</mark>");
	shows("Und die Stadt. Der Hafen und die Leute", "\"hafen und\"",
		"… Der <mark>Hafen</mark> <mark>und</mark> die Leute");
}

static void both_names_of_people_are_marked_as_one(void **state)
{
	(void)state;
	shows("Die Akteurinnen und Akteure kamen.", "akteur",
		"Die <mark>Akteurinnen und Akteure</mark> kamen.");
	shows("Ärzte bzw. Ärztinnen und Pfleger", "arzt",
		"<mark>Ärzte bzw. Ärztinnen</mark> und Pfleger");
	shows("Ärzte und Pfleger", "arzt pfleger",
		"<mark>Ärzte</mark> und <mark>Pfleger</mark>");
}

static void a_mark_holds_the_word_as_written(void **state)
{
	(void)state;
	shows("Zwei Städte!", "staedte", "Zwei <mark>Städte</mark>!");
	shows("Zwei Staedte!", "Städte", "Zwei <mark>Staedte</mark>!");
	shows("Zwei Sta\u0308dte!", "stadt", "Zwei <mark>Sta\u0308dte</mark>!");
	shows("Stra\u00ADße", "strasse", "<mark>Stra\u00ADße</mark>");
	shows("das City-Regio-Netz", "city-regio-netz",
		"das <mark>City-Regio-Netz</mark>");
	shows("das City-Regio-Netz", "regio", "das City-<mark>Regio</mark>-Netz");
	shows("„Hafen“", "hafen", "„<mark>Hafen</mark>“");
}

static void the_text_is_escaped(void **state)
{
	(void)state;
	shows("<b>Hafen</b> & \"x\" 'y'", "hafen",
		"&lt;b&gt;<mark>Hafen</mark>&lt;/b&gt; &amp; &quot;x&quot; &#39;y&#39;");
	shows("<mark>x</mark>", "hafen", "&lt;mark&gt;x&lt;/mark&gt;");
}

static void lines_are_joined_by_blanks(void **state)
{
	(void)state;
	shows("Hafen baut\nHafen plant\n", "hafen",
		"<mark>Hafen</mark> baut <mark>Hafen</mark> plant");
	shows("baut\nplant\n", "hafen", "baut plant");
	shows("baut Hafen\nplant", "hafen", "baut <mark>Hafen</mark> plant");
}

static void a_text_without_a_match_shows_its_beginning(void **state)
{
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf snippet = {0};

	(void)state;
	shows("", "hafen", "");
	shows("Nichts.", "hafen", "Nichts.");
	shows("Nichts.", "", "Nichts.");
	while (text.length < 600)
		buf_add_string(&text, "Nichts davon ");
	write_snippet(text.bytes, LANGUAGE_DE, "hafen", &snippet);
	assert_memory_equal(snippet.bytes, "Nichts davon ", 13);
	assert_non_null(strstr(snippet.bytes, " …"));
	assert_null(strstr(snippet.bytes, "<mark>"));
	assert_in_range(snippet.length, 200, 260);
}

static void the_richest_part_is_shown(void **state)
{
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf snippet = {0};

	(void)state;
	buf_add_string(&text, "Der Hafen allein. ");
	while (text.length < 3000)
		buf_add_string(&text, "Hier steht nichts davon. ");
	buf_add_string(&text, "Der Hafen von Rostock.");
	write_snippet(text.bytes, LANGUAGE_DE, "hafen rostock", &snippet);
	assert_string_equal(
		snippet.bytes, "… Der <mark>Hafen</mark> von <mark>Rostock</mark>.");
}

static void whole_sentences_are_shown(void **state)
{
	static const char long_one[] =
		"Am 24. April wurde der Hafen nach einer Bauzeit von mehr als sieben "
		"Jahren, in denen vieles anders kam als geplant, im Beisein der Ministerin, "
		"vieler Gäste aus den Städten der Umgebung und der Leute aus Dr. Meiers "
		"Büro, das alles gezeichnet hatte, mit einem Fest eröffnet.";
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf snippet = {0};

	(void)state;
	while (text.length < 1000)
		buf_add_string(&text, "Hier steht nichts davon. ");
	buf_add_string(&text, long_one);
	while (text.length < 2000)
		buf_add_string(&text, " Auch hier steht nichts davon.");
	write_snippet(text.bytes, LANGUAGE_DE, "eröffnet", &snippet);
	assert_memory_equal(snippet.bytes, "… Am 24. April", strlen("… Am 24. April"));
	assert_non_null(strstr(snippet.bytes, "Fest <mark>eröffnet</mark>. …"));
}

/* A text whose sentences stand far from each other, how what is shown of it begins and ends. */
static void shows_far(const char *first, const char *second, const char *typed,
	const char *begin, const char *end)
{
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf snippet = {0};

	buf_add_string(&text, first);
	while (text.length < 1000)
		buf_add_string(&text, " Hier steht nichts davon.");
	buf_add_format(&text, " %s Mehr steht da nicht.", second);
	write_snippet(text.bytes, LANGUAGE_DE, typed, &snippet);
	assert_memory_equal(snippet.bytes, begin, strlen(begin));
	assert_true(snippet.length > strlen(end));
	assert_string_equal(snippet.bytes + snippet.length - strlen(end), end);
	assert_in_range(snippet.length, 0, 360 + 6 * strlen("<mark>…"));
}

static void a_second_sentence_has_what_the_first_lacks(void **state)
{
	(void)state;
	shows_far("Der Hafen wird umgebaut.", "Die Stadt Rostock zahlt.", "hafen rostock",
		"Der <mark>Hafen</mark> wird umgebaut. ",
		"nichts davon. … Die Stadt <mark>Rostock</mark> zahlt. …");
	shows_far("Wer zahlt für Rostock?", "Der Hafen und die Werft.",
		"hafen werft rostock", "Wer zahlt für <mark>Rostock</mark>? … Der ",
		"<mark>Hafen</mark> und die <mark>Werft</mark>. Mehr steht da nicht.");
}

static void a_second_sentence_adds_something(void **state)
{
	SCOPED(buf_release) struct buf snippet = {0};

	(void)state;
	shows_far("Der Hafen. Mehr vom Turm.", "Noch ein Hafen.", "hafen turm",
		"Der <mark>Hafen</mark>. Mehr vom <mark>Turm</mark>. Hier ",
		"steht nichts davon. …");
	write_snippet("Die Wirtschaftsförderung zahlt. Eine Förderung. Noch ein Satz.",
		LANGUAGE_DE, "wirtschaftsförderung", &snippet);
	assert_null(strstr(snippet.bytes, " … "));
	shows_far("Es fehlt der Stoff.", "Wasser für den Wasserstoff.", "wasserstoff",
		"… <mark>Wasser</mark> für den <mark>Wasserstoff</mark>. ",
		"Mehr steht da nicht.");
}

static void a_heading_that_is_the_title_is_not_told_again(void **state)
{
	struct small_page page = {
		"a", "Der Hafen", "Der Hafen\nEr wird umgebaut.", LANGUAGE_DE, NULL, {0}};

	(void)state;
	shows_page(&page, "", "Er wird umgebaut.");
	shows_page(&page, "turm", "Er wird umgebaut.");
	shows_page(&page, "hafen", "Der <mark>Hafen</mark> Er wird umgebaut.");
	page.text = "Der Hafen\nEr wird umgebaut. Der alte Hafen bleibt.";
	shows_page(&page, "hafen", "… Der alte <mark>Hafen</mark> bleibt.");
}

static size_t count_of(const char *text, const char *part)
{
	size_t count = 0;

	while ((text = strstr(text, part))) {
		count++;
		text += strlen(part);
	}
	return count;
}

/* Long words, no blanks, many bytes a letter: nothing is cut in the middle. */
static void no_snippet_cuts_a_character(void **state)
{
	static const char *const pieces[] = {"ä", "東", "\xF0\x9F\x98\x80", " ", "Hafen",
		". ", "\n", "<", "e\xCC\x81", "x", "Städte ", "\xC2\xA0",
		"aaaaaaaaaaaaaaaaaaaa"};
	uint64_t seed = 31;

	(void)state;
	for (int i = 0; i < 1500; i++) {
		SCOPED(buf_release) struct buf text = {0};
		SCOPED(buf_release) struct buf snippet = {0};
		uint32_t kinds = 1 + dice_roll(&seed, COUNT(pieces));

		for (uint32_t count = dice_roll(&seed, 400); count; count--)
			buf_add_string(&text, pieces[dice_roll(&seed, kinds)]);
		write_snippet(buf_string(&text), (enum language)(i % LANGUAGE_COUNT),
			"hafen städte 東", &snippet);
		assert_true(unicode_valid(buf_string(&snippet), snippet.length));
		assert_int_equal(count_of(buf_string(&snippet), "<mark>"),
			count_of(buf_string(&snippet), "</mark>"));
		assert_int_equal(count_of(buf_string(&snippet), "<"),
			2 * count_of(buf_string(&snippet), "<mark>"));
		assert_null(strchr(buf_string(&snippet), '\n'));
	}
}

static void a_find_is_shown_even_behind_long_words(void **state)
{
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf snippet = {0};

	(void)state;
	for (int i = 0; i < 400; i++)
		buf_add_string(&text, "ü");
	buf_add_string(&text, " Hafen");
	for (int i = 0; i < 400; i++)
		buf_add_string(&text, "ü");
	buf_add_string(&text, " Hafen ");
	for (int i = 0; i < 400; i++)
		buf_add_string(&text, "ü");
	write_snippet(text.bytes, LANGUAGE_DE, "hafen", &snippet);
	assert_non_null(strstr(snippet.bytes, "<mark>Hafen</mark>"));
}

/* A record that lost its end still has a snippet. */
static void a_damaged_record_does_no_harm(void **state)
{
	SCOPED(entry_release) struct entry entry = {0};
	struct small_page page = {
		"a", NULL, "Der Hafen\nvon Rostock", LANGUAGE_DE, NULL, {0}};
	const struct query_term term = {.term = "Dhafen", .hash = 1};
	SCOPED(snippet_terms_release)
	struct snippet_terms terms = {
		.terms = {&term}, .words = {0}, .count = 1, .word_count = 1};

	(void)state;
	wanted_terms_add(&terms.wanted, term.hash);
	small_index_build(&small, &page, &entry);
	for (size_t size = 0; size <= entry.record.length; size++) {
		SCOPED(buf_release) struct buf snippet = {0};
		char *cut = alloc_copy(entry.record.bytes, size);

		snippet_write(small.analyzer, &small.analysis,
			&(struct stored_page){cut, size, NULL, 0}, &terms, &snippet);
		free(cut);
		assert_true(unicode_valid(buf_string(&snippet), snippet.length));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_of_the_query_are_marked),
		cmocka_unit_test(both_names_of_people_are_marked_as_one),
		cmocka_unit_test(the_word_as_typed_is_shown_rather_than_a_part_of_others),
		cmocka_unit_test(small_words_are_marked_within_phrases_only),
		cmocka_unit_test(a_mark_holds_the_word_as_written),
		cmocka_unit_test(the_text_is_escaped),
		cmocka_unit_test(lines_are_joined_by_blanks),
		cmocka_unit_test(a_text_without_a_match_shows_its_beginning),
		cmocka_unit_test(the_richest_part_is_shown),
		cmocka_unit_test(whole_sentences_are_shown),
		cmocka_unit_test(a_second_sentence_has_what_the_first_lacks),
		cmocka_unit_test(a_second_sentence_adds_something),
		cmocka_unit_test(a_heading_that_is_the_title_is_not_told_again),
		cmocka_unit_test(no_snippet_cuts_a_character),
		cmocka_unit_test(a_find_is_shown_even_behind_long_words),
		cmocka_unit_test(a_damaged_record_does_no_harm),
	};

	return cmocka_run_group_tests(tests, make, release);
}
