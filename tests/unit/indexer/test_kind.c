/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "pages/kind.h"
#include "pages/plain.h"
#include "pages/wording.h"
#include "unit.h"

#include <string.h>

static void judge(struct document *document, const char *title, const char *text)
{
	SCOPED(wording_close) struct wording wording;
	struct declared declared = {0};

	wording_open(&wording);
	document->title = alloc_string(title);
	plain_build(wording.labels, text, strlen(text), document);
	kind_find(&wording, &declared, document);
}

static void a_fact_sheet_makes_a_project(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	judge(&document, "NEUE WEGE",
		"NEUE WEGE\n\nLaufzeit: 2005 bis 2007\n\nGesamtbudget: 1.200.000 Euro\n\n"
		"Projektpartner\n\nZwei Orte bauen gemeinsam einen Weg am Fluss.\n");
	assert_int_equal(document.type, PAGE_PROJECT);
	assert_non_null(document.type_evidence);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fact_sheet_makes_a_project),
		cmocka_unit_test(members_make_a_network),
		cmocka_unit_test(a_kicker_makes_news),
		cmocka_unit_test(a_text_that_says_nothing_is_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
