/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/found_forms.h"
#include "searchd/small_index.h"
#include "searchd/small_words.h"

static struct small_index small;
static struct small_words kept;

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
	small_words_make(&kept);
	return 0;
}

static int release(void **state)
{
	(void)state;
	small_words_release(&kept);
	small_index_release(&small);
	return 0;
}

/* The entry's words become those that are stored of it. */
static void build(const char *title, const char *text, struct entry *out)
{
	struct small_page page = {"a", title, text, LANGUAGE_DE, NULL, {0}};
	struct buf stored = {0};

	small_index_build(&small, &page, out);
	small_words_store(&kept, &out->words, &stored);
	buf_release(&out->words);
	out->words = stored;
}

/* A word of the query with one German stem, which the page has. */
static struct query *word_of(const char *stem)
{
	struct query *word = query_create(QUERY_WORD);

	query_add_term(word, "", stem, analyzer_hash(stem, strlen(stem)), 1, ORIGIN_STEM);
	return word;
}

/* The forms of the stem, with commas. */
static void write_forms(
	const struct stored_page *page, const struct query *word, struct buf *out)
{
	float counts[] = {1};
	struct explained_word explained = {.seen = {.word = word}, .counts = counts};
	struct explanation explanation = {.words = &explained, .count = 1};
	SCOPED(wanted_terms_release) struct wanted_terms wanted = {0};

	found_forms_want(word, &wanted);
	wanted_terms_look_up(&wanted, kept.numbers);
	found_forms_add(&explanation, small.analyzer, &small.analysis, page, &wanted);
	for (size_t i = 0; i < explained.form_count; i++) {
		buf_add_string(out, i ? ", " : "");
		buf_add_string(out, explained.forms[i]);
		free(explained.forms[i]);
	}
}

/* Of the text beside the words of another. */
static void finds_beside(
	const char *text, const char *words_of, const char *stem, const char *wanted)
{
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(entry_release) struct entry other = {0};
	SCOPED(query_free) struct query *word = word_of(stem);
	SCOPED(buf_release) struct buf forms = {0};

	build("Am Hafen", text, &entry);
	build("Am Hafen", words_of, &other);
	write_forms(&(struct stored_page){entry.record.bytes, entry.record.length,
			    other.words.bytes, other.words.length},
		word, &forms);
	assert_string_equal(buf_string(&forms), wanted);
}

static void finds(const char *text, const char *stem, const char *wanted)
{
	finds_beside(text, text, stem, wanted);
}

static void each_form_is_told_once_in_the_order_of_the_page(void **state)
{
	(void)state;
	finds("Die Städte. Eine Stadt, der Stadt STADT.\nStädten. Und die städte.",
		"Dstadt", "Städte, Stadt, Städten");
	finds("Häfen, und ein Hafen.", "Dhaf", "Hafen, Häfen");
	finds("Nichts davon.", "Dstadt", "");
}

static void a_form_far_behind_is_found(void **state)
{
	SCOPED(buf_release) struct buf text = {0};

	(void)state;
	buf_add_string(&text, "Eine Stadt");
	for (int i = 0; i < 2000; i++)
		buf_add_string(&text, i % 10 ? " und Stadt" : ".\nDie Stadt");
	buf_add_string(&text, " der Städte.");
	finds(buf_string(&text), "Dstadt", "Stadt, Städte");
}

/* Of a German page, whose title and one block are in English. */
static void a_form_of_an_english_title_is_found_in_the_text(void **state)
{
	static const char text[] = "These are the goals of the fund.";
	SCOPED(document_release)
	struct document document = {.id = alloc_string("a"),
		.title = alloc_string("What the fund is for and who is helped by it"),
		.language = LANGUAGE_DE};
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(buf_release) struct buf stored = {0};
	SCOPED(buf_release) struct buf forms = {0};
	SCOPED(query_free) struct query *word = word_of("Efund");

	(void)state;
	document_add_block(&document, BLOCK_TEXT, text, strlen(text));
	document.blocks[0].language = LANGUAGE_EN;
	build_entry(small.build, &document, &entry);
	small_words_store(&kept, &entry.words, &stored);
	write_forms(&(struct stored_page){entry.record.bytes, entry.record.length,
			    stored.bytes, stored.length},
		word, &forms);
	assert_string_equal(buf_string(&forms), "fund");
}

static void no_more_forms_than_there_is_room_for(void **state)
{
	(void)state;
	finds("Stadtrat Stadtbad Stadtplan Stadtfest Stadtwald Stadttor Stadtamt "
	      "Stadtbus Stadtpark Stadthaus",
		"Pstadt",
		"Stadtrat, Stadtbad, Stadtplan, Stadtfest, Stadtwald, Stadttor, "
		"Stadtamt, Stadtbus");
}

static void the_text_has_the_last_word(void **state)
{
	(void)state;
	finds_beside("Die neuen Städte.", "Städte, die neuen.", "Dstadt", "Städte");
	finds_beside("Die Städte.\nEine Stadt.", "Die Städte. Eine Stadt.", "Dstadt",
		"Städte, Stadt");
	finds_beside("Nichts davon.", "Eine Stadt.", "Dstadt", "");
	finds_beside("Die Städte.", "", "Dstadt", "Städte");
}

/* Some form may be missed then, but none is invented. */
static void damaged_words_do_no_harm(void **state)
{
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(query_free) struct query *word = word_of("Dstadt");

	(void)state;
	build("Am Hafen", "Das Tor der Stadt\nDie neuen Städte", &entry);
	for (size_t at = 0; at < entry.words.length; at++) {
		for (int bit = 0; bit < 8; bit++) {
			SCOPED(buf_release) struct buf forms = {0};
			SCOPED(buf_release) struct buf words = {0};

			buf_add(&words, entry.words.bytes, entry.words.length);
			words.bytes[at] = (char)(words.bytes[at] ^ 1 << bit);
			write_forms(
				&(struct stored_page){entry.record.bytes,
					entry.record.length, words.bytes, words.length},
				word, &forms);
			assert_non_null(strstr(
				"|Stadt, Städte|Städte, Stadt|", buf_string(&forms)));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_form_is_told_once_in_the_order_of_the_page),
		cmocka_unit_test(a_form_far_behind_is_found),
		cmocka_unit_test(a_form_of_an_english_title_is_found_in_the_text),
		cmocka_unit_test(no_more_forms_than_there_is_room_for),
		cmocka_unit_test(the_text_has_the_last_word),
		cmocka_unit_test(damaged_words_do_no_harm),
	};

	return cmocka_run_group_tests(tests, make, release);
}
