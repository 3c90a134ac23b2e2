/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/sentence.h"
#include "base/buf.h"
#include "base/scope.h"
#include "unit.h"

/* The marks stand where a sentence ends, and nowhere else. */
static void parts(const char *marked)
{
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf found = {0};

	for (const char *c = marked; *c; c++) {
		if (*c != '|')
			buf_add(&text, c, 1);
	}
	for (size_t i = 0; i < text.length; i++) {
		buf_add(&found, text.bytes + i, 1);
		if (sentence_ends(text.bytes, text.length, i))
			buf_add_string(&found, "|");
	}
	assert_string_equal(buf_string(&found), marked);
}

static void sentences_end_at_stops(void **state)
{
	(void)state;
	parts("Der Hafen wächst.| Wer zahlt?| Die Stadt!| Und dann.|");
	parts("Eine Zeile\n|Noch eine");
	parts("Version 2.5 kostet 1.000.000 Euro.| Mehr nicht.|");
	parts("Das war 2007.| Danach kam nichts.|");
	parts("Das Budget war 1.000.000.| Danach kam nichts.|");
}

static void stops_of_abbreviations_end_none(void **state)
{
	(void)state;
	parts("Am 24. April und im 3. Quartal.|");
	parts("Fisch bzw. Fleisch, z. B. Aal, z.B. Barsch.|");
	parts("Nach Dr. Meier, St. Petersburg, Nr. Sieben.|");
	parts("J. S. Bach in ca. zehn Werken, etc. und usw. überall.|");
	parts("See e.g. Hamburg, i.e. Altona.|");
	parts("Mit Prof. Krause, Univ. Jena, und (Dipl.-Ing.) Kurz.|");
	parts("Es sind 1,1 Mio. Euro, vgl. Tabelle, inkl. Steuer, sog. Eigenmittel.|");
	parts("Städt. Betriebe und Gov. Smith, et al. Anno dazumal.|");
}

static void some_are_abbreviations_before_a_number_only(void **state)
{
	(void)state;
	parts("Nach Art. 5 Abs. 2 und Abs. (3), Kap. 4, Tel. +49 351.|");
	parts("Fragen dieser Art.| Danach nichts.|");
	parts("The answer is no.| Nobody came, see No. 5, Vol. 200.|");
	parts("Am 3. Jan. 2007 kam Jan.| Er ging.|");
}

static void names_in_capitals_are_no_abbreviations(void **state)
{
	(void)state;
	parts("Das zahlt das BMBF.| Die Stadt zahlt nichts an die GmbH.| Mehr nicht.|");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_end_at_stops),
		cmocka_unit_test(stops_of_abbreviations_end_none),
		cmocka_unit_test(some_are_abbreviations_before_a_number_only),
		cmocka_unit_test(names_in_capitals_are_no_abbreviations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
