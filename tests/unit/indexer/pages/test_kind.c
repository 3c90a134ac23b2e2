/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "pages/kind.h"
#include "pages/plain.h"
#include "pages/wording.h"
#include "unit.h"

#include <string.h>

static void judge_at(
	struct document *document, const char *path, const char *title, const char *text)
{
	SCOPED(wording_close) struct wording wording;
	struct declared declared = {.path = path};

	wording_open(&wording);
	document->title = alloc_string(title);
	plain_build(wording.labels, text, strlen(text), document);
	kind_find(&wording, &declared, document);
}

static void judge(struct document *document, const char *title, const char *text)
{
	judge_at(document, NULL, title, text);
}

#define PLAIN_TITLE "Am Fluss"
#define PLAIN_TEXT  "Am Fluss\n\nDer Weg liegt zwischen zwei Dörfern und dem See.\n"

static void a_fact_sheet_makes_a_project(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	judge(&document, "NEUE WEGE",
		"NEUE WEGE\n\nLaufzeit: 2005 bis 2007\n\nGesamtbudget: 1.200.000 Euro\n\n"
		"Projektpartner\n\nZwei Orte bauen gemeinsam einen Weg am Fluss.\n");
	assert_int_equal(document.type, PAGE_PROJECT);
	assert_non_null(strstr(document.type_evidence, "fact sheet"));
	assert_non_null(strstr(document.type_evidence, "Laufzeit: 2005 bis 2007"));
}

static void members_make_a_network(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	judge(&document, "Netzwerk der Hafenstädte",
		"Netzwerk der Hafenstädte\n\nDas Netzwerk ist ein Zusammenschluss von neun "
		"Städten am Fluss. Die Mitglieder wechseln sich in der Leitung ab.\n");
	assert_int_equal(document.type, PAGE_NETWORK);
}

static void a_kicker_makes_news(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	judge(&document, "Neue Brücke eröffnet",
		"News\n\nNeue Brücke eröffnet\n\nDie Brücke ist seit Dienstag wieder frei, "
		"freut sich der Bürgermeister.\n");
	assert_int_equal(document.type, PAGE_NEWS);
}

static void a_text_that_says_nothing_is_other(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	judge(&document, "Anfahrt",
		"Anfahrt\n\nDer Weg führt am Fluss entlang zum Haus.\n");
	assert_int_equal(document.type, PAGE_OTHER);
}

static void folders_of_the_address_tell_the_type(void **state)
{
	static const struct {
		const char *path;
		enum page_type type;
	} cases[] = {
		{"https://netzwerk.example/projekte/am-fluss.html", PAGE_PROJECT},
		{"www.kreis.example/aktuelle-meldungen/am-fluss", PAGE_NEWS},
		{"https://kreis.example/Netzwerke/12/am-fluss?seite=/news/",
			PAGE_NETWORK},
		{"https://kreis.example/service/impressum.html", PAGE_OTHER},
		{"https://projekte.example/am-fluss.html", PAGE_OTHER},
		{"https://kreis.example/neues-projekt-am-fluss.html", PAGE_OTHER},
		{"", PAGE_OTHER},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		SCOPED(document_release) struct document document = {0};

		judge_at(&document, cases[i].path, PLAIN_TITLE, PLAIN_TEXT);
		assert_int_equal(document.type, cases[i].type);
	}
}

static void signs_are_told_from_the_strongest_down(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	judge_at(&document, "https://kreis.example/news/am-fluss", "Brücke eröffnet",
		"Brücke eröffnet\n\nAm Montag wurde die Brücke im Netzwerk der Wege "
		"eröffnet, sagte die Landrätin.\n");
	assert_int_equal(document.type, PAGE_NEWS);
	assert_true(document.type_sign_count > 2);
	assert_string_equal(document.type_signs[0].name, "path_news");
	for (size_t i = 1; i < document.type_sign_count; i++)
		assert_true(document.type_signs[i].weight
			<= document.type_signs[i - 1].weight);
}

static void only_a_capital_inside_a_sentence_addresses_the_reader(void **state)
{
	SCOPED(document_release) struct document polite = {0};
	SCOPED(document_release) struct document other = {0};

	(void)state;
	judge(&polite, "Am Fluss", "Am Fluss\n\nHier melden Sie den Schaden.\n");
	judge(&other, "Am Fluss", "Am Fluss\n\nSie melden hier, was sie sehen.\n");
	assert_int_equal(polite.type_sign_count, 1);
	assert_string_equal(polite.type_signs[0].name, "formal");
	assert_int_equal(other.type_sign_count, 0);
}

static void no_sign_makes_other_and_says_so(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	judge(&document, PLAIN_TITLE, PLAIN_TEXT);
	assert_int_equal(document.type, PAGE_OTHER);
	assert_non_null(document.type_evidence);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fact_sheet_makes_a_project),
		cmocka_unit_test(members_make_a_network),
		cmocka_unit_test(a_kicker_makes_news),
		cmocka_unit_test(a_text_that_says_nothing_is_other),
		cmocka_unit_test(folders_of_the_address_tell_the_type),
		cmocka_unit_test(signs_are_told_from_the_strongest_down),
		cmocka_unit_test(only_a_capital_inside_a_sentence_addresses_the_reader),
		cmocka_unit_test(no_sign_makes_other_and_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
