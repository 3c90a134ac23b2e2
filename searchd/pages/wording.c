/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/wording.h"

#include "writing/markup.h"

#include <stdio.h>
#include <string.h>

enum { DE, EN, TONGUES };

static const char *const words[WORDING_COUNT][TONGUES] = {
	[WORDING_TAGLINE] = {"Projekte, Netzwerke und Nachrichten der Regionen",
		"Projects, networks and news of the regions"},
	[WORDING_SKIP] = {"Zu den Ergebnissen", "Skip to the results"},
	[WORDING_LANGUAGES] = {"Sprache", "Language"},
	[WORDING_QUERY_LABEL] = {"Wonach suchen Sie?", "What are you looking for?"},
	[WORDING_QUERY_HINT] = {"Wörter oder „eine Wortfolge“",
		"Words or \"an exact phrase\""},
	[WORDING_SEARCH] = {"Suchen", "Search"},
	[WORDING_FILTERS] = {"Eingrenzen", "Narrow down"},
	[WORDING_SHOW_FILTERS] = {"Eingrenzen", "Narrow down"},
	[WORDING_APPLY] = {"Anwenden", "Apply"},
	[WORDING_CLEAR] = {"Alles aufheben", "Clear all"},
	[WORDING_MORE] = {"weitere", "more"},
	[WORDING_YEAR_FROM] = {"von", "from"},
	[WORDING_YEAR_TO] = {"bis", "to"},
	[WORDING_SINGLE_YEARS] = {"Einzelne Jahre", "Single years"},
	[WORDING_YEAR_CHART] = {"Seiten je Jahr", "Pages per year"},
	[WORDING_BUDGETS_TOGETHER] = {"zusammen", "together"},
	[WORDING_ONE_BUDGET] = {"Projekt mit Budget", "project with a budget"},
	[WORDING_MANY_BUDGETS] = {"Projekte mit Budget", "projects with a budget"},
	[WORDING_RESULTS] = {"Ergebnisse", "Results"},
	[WORDING_ONE_FOUND] = {"Seite gefunden", "page found"},
	[WORDING_MANY_FOUND] = {"Seiten gefunden", "pages found"},
	[WORDING_NONE_FOUND] = {"Keine Seite gefunden", "No page found"},
	[WORDING_FOR] = {"für", "for"},
	[WORDING_QUOTE_OPEN] = {"„", "“"},
	[WORDING_QUOTE_CLOSE] = {"“", "”"},
	[WORDING_CUT] = {"Die Anfrage war zu lang: Gesucht wurde nach ihrem Anfang.",
		"The query was too long: its beginning was searched for."},
	[WORDING_RELAXED] = {"Keine Seite enthält alle Suchwörter. Diese enthalten "
			     "einige davon.",
		"No page has all of the words. These have some of them."},
	[WORDING_READ_AS] = {"Gelesen als:", "Read as:"},
	[WORDING_WAYS] = {"So lässt sich genauer suchen", "How to search more precisely"},
	[WORDING_TRANSLATED] = {"Auch gesucht:", "Also searched for:"},
	[WORDING_SUGGESTION] = {"Meinten Sie", "Did you mean"},
	[WORDING_ONE_PAGE] = {"Seite", "page"},
	[WORDING_MANY_PAGES] = {"Seiten", "pages"},
	[WORDING_EACH_WORD] = {"Seiten mit jedem Wort für sich:",
		"Pages with each word by itself:"},
	[WORDING_WITHOUT_WORD] = {"Suchen ohne", "Search without"},
	[WORDING_WITHOUT_FILTER] = {"Nicht eingrenzen nach", "Do not narrow down by"},
	[WORDING_WORDS_ALONE] = {"Nur die Wörter suchen:", "Search for the words alone:"},
	[WORDING_FAMILY] = {"Wortfamilie", "Word family of"},
	[WORDING_FAMILY_COUNTS] = {"Wörter auf den Seiten dieses Index; die Zahl sagt, wie "
				   "viele Seiten genau diese Form haben.",
		"Words on the pages of this index; the number says how many pages have "
		"exactly this form."},
	[WORDING_SORT] = {"Reihenfolge", "Order"},
	[WORDING_SORT_RELEVANCE] = {"Passendste", "Best match"},
	[WORDING_SORT_NEWEST] = {"Neueste", "Newest"},
	[WORDING_SORT_OLDEST] = {"Älteste", "Oldest"},
	[WORDING_CHOSEN] = {"Gewählt", "Chosen"},
	[WORDING_DROP] = {"aufheben", "remove"},
	[WORDING_UNDATED] = {"ohne Datum", "undated"},
	[WORDING_ONE_SAME] = {"gleiche Seite", "more copy"},
	[WORDING_MANY_SAME] = {"gleiche Seiten", "more copies"},
	[WORDING_CITIES] = {"Städte", "Cities"},
	[WORDING_CLUSTERS] = {"Branchen", "Sectors"},
	[WORDING_PAGES] = {"Seiten der Ergebnisliste", "Pages of results"},
	[WORDING_PAGE] = {"Seite", "Page"},
	[WORDING_PREVIOUS] = {"Zurück", "Previous"},
	[WORDING_NEXT] = {"Weiter", "Next"},
	[WORDING_PAGES_END] = {"Weiter hinten wird nicht mehr geblättert: Bitte grenzen "
			       "Sie die Suche ein.",
		"The list ends here: please narrow the search down to see the rest."},
	[WORDING_EMPTY_HEADING] = {"Das könnte helfen", "This may help"},
	[WORDING_EMPTY_FEWER] = {"Suchen Sie mit weniger Wörtern.",
		"Search for fewer words."},
	[WORDING_EMPTY_SPELLING] = {"Prüfen Sie die Schreibweise.",
		"Check the spelling."},
	[WORDING_EMPTY_OTHER] = {"Versuchen Sie ein allgemeineres Wort, etwa Hafen statt "
				 "Hafenbecken.",
		"Try a more general word, such as port instead of port basin."},
	[WORDING_EMPTY_FILTERS] = {"Suchen Sie ohne Eingrenzung",
		"Search without narrowing down"},
	[WORDING_PAST_END] = {"So viele Seiten hat die Ergebnisliste nicht.",
		"The list of results does not have that many pages."},
	[WORDING_FIRST_PAGE] = {"Zum Anfang der Liste", "To the start of the list"},
	[WORDING_BAD_HEADING] = {"Diese Adresse ist so nicht zu verstehen",
		"This address cannot be understood"},
	[WORDING_BAD_TEXT] = {"Eine Angabe darin ist unbekannt oder hat einen Wert, der "
			      "nicht geht. Im Einzelnen:",
		"Something in it is unknown, or has a value that will not do. To be "
		"exact:"},
	[WORDING_START_OVER] = {"Neu beginnen", "Start over"},
	[WORDING_AWAY_HEADING] = {"Die Suche ist gerade nicht bereit",
		"The search is not ready just now"},
	[WORDING_AWAY_TEXT] = {"Bitte laden Sie diese Seite in einigen Augenblicken neu. "
			       "Wer den Dienst betreibt: Der Index fehlt oder ist nicht "
			       "lesbar; regio-indexer baut ihn neu.",
		"Please load this page again in a moment. To who runs this service: the "
		"index is missing or cannot be read; regio-indexer builds it anew."},
	[WORDING_IN_INDEX] = {"Seiten im Index", "pages in the index"},
	[WORDING_ANSWERED_IN] = {"beantwortet in", "answered in"},
	[WORDING_FOR_PROGRAMS] = {"Dieses Ergebnis für Programme (JSON)",
		"This result for programs (JSON)"},
	[WORDING_WHY] = {"Warum dieser Treffer?", "Why this hit?"},
	[WORDING_WHY_NONE] = {"Kein Suchwort bestimmt seinen Platz.",
		"No word of the query decides its place."},
	[WORDING_WHY_FOR] = {"gefunden als", "found as"},
	[WORDING_WHY_TRANSLATED] = {"auch übersetzt", "also translated"},
	[WORDING_WHY_SYNONYM] = {"auch als Synonym", "also as a synonym"},
	[WORDING_WHY_EXACT] = {"genau so geschrieben", "written exactly so"},
	[WORDING_WHY_TITLE] = {"im Titel", "in the title"},
	[WORDING_WHY_HEADING] = {"in einer Überschrift", "in a heading"},
	[WORDING_WHY_LEAD] = {"am Anfang des Textes", "at the start of the text"},
	[WORDING_WHY_CLOSE] = {"nah beim nächsten Suchwort",
		"close to the next word of the query"},
	[WORDING_WHY_SHARE] = {"% der Punkte", "% of the score"},
	[WORDING_FEED_NOTE] =
		{"Die neuesten datierten Seiten dieser Suche; Seiten ohne Datum fehlen hier.",
			"The newest dated pages of this search; pages without a date are not listed here."},
	[WORDING_TAKE_ALONG] = {"Ergebnisse mitnehmen", "Take the results along"},
	[WORDING_TAKE_TABLE] = {"Tabelle (CSV)", "Table (CSV)"},
	[WORDING_TAKE_RIS] = {"Literaturverwaltung (RIS)", "Reference manager (RIS)"},
	[WORDING_TAKE_BIBTEX] = {"BibTeX", "BibTeX"},
	[WORDING_TAKE_CSL] = {"CSL-JSON", "CSL-JSON"},
	[WORDING_TAKE_LINES] = {"Ganze Seiten (JSON Lines)", "Whole pages (JSON Lines)"},
	[WORDING_TAKE_FEED] = {"Neue Treffer abonnieren (Atom)",
		"Subscribe to new hits (Atom)"},
	[WORDING_DETAILS] = {"Einzelheiten", "Details"},
	[WORDING_TO_ORIGINAL] = {"Zur Originalseite", "To the original page"},
	[WORDING_UNDERSTOOD] = {"Was verstanden wurde", "What was understood"},
	[WORDING_DATE] = {"Datum", "Date"},
	[WORDING_YEARS] = {"Jahre", "Years"},
	[WORDING_PROGRAMME] = {"Förderprogramm", "Programme"},
	[WORDING_ACRONYM] = {"Kurzname", "Acronym"},
	[WORDING_RUNS] = {"Laufzeit", "Duration"},
	[WORDING_BUDGET] = {"Gesamtkosten", "Budget"},
	[WORDING_GRANT] = {"Förderung", "Grant"},
	[WORDING_PARTNERS] = {"Partner", "Partners"},
	[WORDING_COUNTRIES] = {"Länder", "Countries"},
	[WORDING_HOMEPAGE] = {"Webauftritt", "Homepage"},
	[WORDING_VANISHED] = {"An ihrer Quelle nicht mehr seit",
		"No longer at its source since"},
	[WORDING_TEXT] = {"Text", "Text"},
	[WORDING_TEXT_CUT] = {"Hier steht nur der Anfang des Textes.",
		"Only the beginning of the text is shown here."},
	[WORDING_SAME_PAGE] = {"Dieselbe Seite an anderer Stelle",
		"The same page elsewhere"},
	[WORDING_SIMILAR] = {"Ähnliche Seiten", "Similar pages"},
	[WORDING_NO_DOCUMENT] = {"Diese Seite ist nicht im Index",
		"This page is not in the index"},
	[WORDING_NO_DOCUMENT_TEXT] =
		{"Vielleicht wurde sie entfernt oder umbenannt. Suchen Sie nach ihrem Titel.",
			"Perhaps it was removed or renamed. Search for its title."},
	[WORDING_DOCUMENT_FOR_PROGRAMS] = {"Diese Seite für Programme (JSON)",
		"This page for programs (JSON)"},
};

static const char *const field_words[FIELD_FILTER_COUNT][TONGUES] = {
	[FIELD_CITY] = {"Stadt", "City"},
	[FIELD_CLUSTER] = {"Branche", "Sector"},
	[FIELD_YEAR] = {"Jahr", "Year"},
	[FIELD_TYPE] = {"Art der Seite", "Type of page"},
	[FIELD_LANGUAGE] = {"Sprache", "Language"},
	[FIELD_PROGRAMME] = {"Programm", "Programme"},
	[FIELD_COUNTRY] = {"Land", "Country"},
	[FIELD_RUNNING] = {"Projekt lief im Jahr", "Project ran in the year"},
	[FIELD_BUDGET] = {"Budget in Euro", "Budget in euros"},
};

static const char *const without_words[FIELD_FILTER_COUNT][TONGUES] = {
	[FIELD_CITY] = {"ohne Stadt", "without a city"},
	[FIELD_CLUSTER] = {"ohne Branche", "without a sector"},
	[FIELD_YEAR] = {"ohne Jahr", "without a year"},
	[FIELD_TYPE] = {"ohne Art", "without a type"},
	[FIELD_LANGUAGE] = {"ohne Sprache", "without a language"},
	[FIELD_PROGRAMME] = {"ohne Programm", "without a programme"},
	[FIELD_COUNTRY] = {"ohne Land", "without a country"},
	[FIELD_RUNNING] = {"ohne Laufzeit", "without a period"},
	[FIELD_BUDGET] = {"ohne Budget", "without a budget"},
};

static const char *const months[12][TONGUES] = {
	{"Januar", "January"},
	{"Februar", "February"},
	{"März", "March"},
	{"April", "April"},
	{"Mai", "May"},
	{"Juni", "June"},
	{"Juli", "July"},
	{"August", "August"},
	{"September", "September"},
	{"Oktober", "October"},
	{"November", "November"},
	{"Dezember", "December"},
};

static int tongue(enum language ui)
{
	return ui == LANGUAGE_DE ? DE : EN;
}

const char *wording(enum wording wanted, enum language ui)
{
	return words[wanted][tongue(ui)];
}

void wording_say(struct buf *page, enum wording wanted, enum language ui)
{
	markup_text(page, wording(wanted, ui));
}

const char *wording_field(enum field field, enum language ui)
{
	return field_words[field][tongue(ui)];
}

const char *wording_without(enum field field, enum language ui)
{
	return without_words[field][tongue(ui)];
}

static void add_grouped(struct buf *out, uint64_t number, char sign)
{
	if (number >= 1000) {
		add_grouped(out, number / 1000, sign);
		buf_add_format(out, "%c%03u", sign, (unsigned)(number % 1000));
	} else {
		buf_add_format(out, "%u", (unsigned)number);
	}
}

void wording_euros(struct buf *out, uint64_t cents, enum language ui)
{
	uint64_t euros = (cents + 50) / 100;

	if (tongue(ui) == DE) {
		add_grouped(out, euros, '.');
		buf_add_string(out, " €");
	} else {
		buf_add_string(out, "€");
		add_grouped(out, euros, ',');
	}
}

void wording_number(struct buf *out, unsigned number, enum language ui)
{
	add_grouped(out, number, tongue(ui) == DE ? '.' : ',');
}

void wording_decimal(struct buf *out, double number, enum language ui)
{
	char digits[32];

	snprintf(digits, sizeof(digits), "%.1f", number);
	if (tongue(ui) == DE)
		digits[strcspn(digits, ".")] = ',';
	buf_add_string(out, digits);
}

void wording_date(struct buf *out, const char *date, size_t length, enum language ui)
{
	char known[sizeof("YYYY-MM-DD")] = "";
	unsigned year = 0;
	unsigned month = 0;
	unsigned day = 0;
	int parts;

	if (length < sizeof(known))
		memcpy(known, date, length);
	parts = sscanf(known, "%4u-%2u-%2u", &year, &month, &day);
	if (parts < 1)
		return;
	if (parts >= 2 && (month < 1 || month > 12))
		parts = 1;
	if (parts == 3 && day)
		buf_add_format(out, tongue(ui) == DE ? "%u. " : "%u ", day);
	if (parts >= 2)
		buf_add_format(out, "%s ", months[month - 1][tongue(ui)]);
	buf_add_format(out, "%u", year);
}
