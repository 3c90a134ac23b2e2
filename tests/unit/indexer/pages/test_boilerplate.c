/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/boilerplate.h"
#include "pages/cues.h"
#include "pages/plain.h"
#include "pages/wording.h"
#include "unit.h"

#include <string.h>

static void clean(struct document *document, const char *text)
{
	SCOPED(wording_close) struct wording wording;

	wording_open(&wording);
	plain_build(wording.labels, text, strlen(text), document);
	boilerplate_drop(wording.phrases, BOILERPLATE_FLATTENED, document);
}

static void a_cookie_banner_goes_and_is_remembered(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	clean(&document,
		"Hinweis\n\nDiese Seite verwendet Cookies, damit alles gut geht.\n\nErlauben\n\n"
		"Der Fluss\n\nAm Fluss entsteht ein Weg, der zwei Orte verbindet.\n");
	assert_string_equal(document.text.bytes,
		"Der Fluss\nAm Fluss entsteht ein Weg, der zwei Orte verbindet.\n");
	assert_int_equal(document.dropped_count, 3);
}

static void what_is_printed_twice_stays_once(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	clean(&document, "Am Fluss entsteht ein Weg.\n\nAm Fluss entsteht ein Weg.\n");
	assert_string_equal(document.text.bytes, "Am Fluss entsteht ein Weg.\n");
}

static void a_caption_printed_often_goes_altogether(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	clean(&document,
		"Wappen am Tor\n\nDer erste Ort liegt am Fluss.\n\nWappen am Tor\n\n"
		"Der zweite Ort liegt am Berg.\n\nWappen am Tor\n");
	assert_null(strstr(document.text.bytes, "Wappen"));
	assert_non_null(strstr(document.text.bytes, "Berg"));
}

static void the_menu_behind_a_language_switch_goes(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	clean(&document,
		"Der Fluss\n\nAm Fluss entsteht ein Weg, der zwei Orte verbindet und im "
		"Sommer fertig sein soll, wie alle hoffen.\n\n"
		"Deutsch\nEnglish\nWer wir sind und was wir tun\n");
	assert_null(strstr(document.text.bytes, "Wer wir sind"));
	assert_non_null(strstr(document.text.bytes, "verbindet"));
}

static void a_page_of_nothing_else_is_left_alone(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	clean(&document, "Impressum\n");
	assert_string_equal(document.text.bytes, "Impressum\n");
}

static void kickers_announce_what_follows(void **state)
{
	SCOPED(cues_close) struct cues *phrases = boilerplate_open_phrases();
	enum page_type type = PAGE_OTHER;

	(void)state;
	assert_true(boilerplate_is_kicker(phrases, "Pressemitteilung", 16, &type));
	assert_int_equal(type, PAGE_NEWS);
	assert_true(boilerplate_is_kicker(phrases, "PROJEKTE", 8, &type));
	assert_int_equal(type, PAGE_PROJECT);
	assert_false(boilerplate_is_kicker(phrases, "Der Fluss", 9, &type));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cookie_banner_goes_and_is_remembered),
		cmocka_unit_test(what_is_printed_twice_stays_once),
		cmocka_unit_test(a_caption_printed_often_goes_altogether),
		cmocka_unit_test(the_menu_behind_a_language_switch_goes),
		cmocka_unit_test(a_page_of_nothing_else_is_left_alone),
		cmocka_unit_test(kickers_announce_what_follows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
