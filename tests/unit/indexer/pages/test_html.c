/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "pages/cues.h"
#include "pages/html.h"
#include "pages/tags.h"
#include "unit.h"

#include <string.h>

static void repeat(struct buf *out, const char *text, int times)
{
	for (int i = 0; i < times; i++)
		buf_add_string(out, text);
}

static bool parse(const char *bytes, size_t length, struct html *out, struct error *error)
{
	SCOPED(cues_close) struct cues *names = tags_open_names();

	return html_parse(names, bytes, length, out, error);
}

static void text_of(const char *page, struct buf *out)
{
	SCOPED(html_release) struct html html = {0};

	must(parse(page, strlen(page), &html, &err));
	html_text_of(&html, 0, out);
}

static void blanks_and_invisible_marks_are_folded(void **state)
{
	SCOPED(buf_release) struct buf text = {0};

	(void)state;
	text_of("<p>  Wasser\u00adstoff \n\t in&nbsp;Leuna </p><p>heute</p>", &text);
	assert_string_equal(text.bytes, "Wasserstoff in Leuna heute");
}

static void scripts_and_styles_are_no_text(void **state)
{
	SCOPED(buf_release) struct buf text = {0};

	(void)state;
	text_of("<style>p{}</style><script>if (a<b) x();</script><p>nur das"
		"<noscript>nicht das</noscript><template>noch das</template></p>",
		&text);
	assert_string_equal(text.bytes, "nur das");
}

static void what_a_page_says_of_itself_is_kept(void **state)
{
	static const char page[] =
		"<html lang=de><head><title>Titel | Seite</title>"
		"<meta property='og:site_name' content='Seite'>"
		"<meta name='article:published_time' content='2012-05-31'>"
		"<link rel=canonical href='https://seite.example/a'>"
		"</head><body><time datetime='2011-01-02'>2. Januar</time></body></html>";
	SCOPED(html_release) struct html html = {0};

	(void)state;
	must(parse(page, strlen(page), &html, &err));
	assert_string_equal(html_value_of(&html, HTML_TITLE), "Titel | Seite");
	assert_string_equal(html_value_of(&html, HTML_SITE_NAME), "Seite");
	assert_string_equal(html_value_of(&html, HTML_PUBLISHED), "2012-05-31");
	assert_string_equal(html_value_of(&html, HTML_TIME), "2011-01-02");
	assert_string_equal(
		html_value_of(&html, HTML_CANONICAL), "https://seite.example/a");
	assert_int_equal(html.language, LANGUAGE_DE);
}

static void deep_pages_keep_their_last_word(void **state)
{
	SCOPED(buf_release) struct buf page = {0};
	SCOPED(buf_release) struct buf text = {0};

	(void)state;
	repeat(&page, "<div>", 9000);
	buf_add_string(&page, "das letzte Wort");
	text_of(page.bytes, &text);
	assert_string_equal(text.bytes, "das letzte Wort");
}

static void pages_too_deep_are_refused(void **state)
{
	SCOPED(buf_release) struct buf page = {0};
	SCOPED(html_release) struct html html = {0};

	(void)state;
	repeat(&page, "<div>", HTML_DEPTH_MAX + 1);
	must_fail(parse(page.bytes, page.length, &html, &err), ERROR_INVALID);
}

static void tags_with_too_many_attributes_are_refused(void **state)
{
	SCOPED(buf_release) struct buf page = {0};
	SCOPED(html_release) struct html html = {0};

	(void)state;
	buf_add_string(&page, "<p ");
	for (int i = 0; i < 100000; i++)
		buf_add_format(&page, " a%d=1", i);
	buf_add_string(&page, ">");
	must_fail(parse(page.bytes, page.length, &html, &err), ERROR_INVALID);
}

static void scripts_full_of_signs_are_not_taken_for_tags(void **state)
{
	SCOPED(buf_release) struct buf page = {0};
	SCOPED(buf_release) struct buf text = {0};

	(void)state;
	buf_add_string(&page, "<script>if (a <b ");
	repeat(&page, " x = 1;", 1000);
	buf_add_string(&page, "</script><p>Text");
	text_of(page.bytes, &text);
	assert_string_equal(text.bytes, "Text");
}

static void assert_shows(const char *page, const char *expected)
{
	SCOPED(buf_release) struct buf text = {0};

	text_of(page, &text);
	assert_string_equal(text.bytes, expected);
}

static void what_was_forgotten_to_be_closed_hides_no_text(void **state)
{
	(void)state;
	assert_shows("<p>eins</p><!-- <p>zwei</p>", "eins zwei");
	assert_shows("<p>eins</p><!--> <p>zwei</p>", "eins zwei");
	assert_shows("<p>eins</p><script type=a> <p>zwei</p>", "eins zwei");
	assert_shows("<p>eins</p><select> <p>zwei</p></body>", "eins zwei");
	assert_shows("<p>eins</p><svg><svg></svg><p>zwei</p>", "eins zwei");
	assert_shows("<title>T<p>eins</p><p>zwei</p>", "T eins zwei");
	assert_shows("<p>eins <a title=\"b>zwei</a>", "eins zwei");
	assert_shows("<p>eins</p><!-- a --><!-- b <p>zwei</p>", "eins b zwei");
}

static void what_is_closed_stays_hidden(void **state)
{
	(void)state;
	assert_shows("<p>eins</p><noscript>nein</noscript>", "eins");
	assert_shows("<p>eins</p><select><option>a<option>b</select>", "eins");
	assert_shows("<p>eins</p><script>var a = 1;", "eins");
	assert_shows("<p>eins</p><textarea>nein</textarea >", "eins");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_and_invisible_marks_are_folded),
		cmocka_unit_test(scripts_and_styles_are_no_text),
		cmocka_unit_test(what_a_page_says_of_itself_is_kept),
		cmocka_unit_test(deep_pages_keep_their_last_word),
		cmocka_unit_test(pages_too_deep_are_refused),
		cmocka_unit_test(tags_with_too_many_attributes_are_refused),
		cmocka_unit_test(scripts_full_of_signs_are_not_taken_for_tags),
		cmocka_unit_test(what_was_forgotten_to_be_closed_hides_no_text),
		cmocka_unit_test(what_is_closed_stays_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
