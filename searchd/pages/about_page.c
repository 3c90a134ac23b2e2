/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/about_page.h"

#include "base/scope.h"
#include "pages/layout.h"
#include "pages/reading_box.h"
#include "pages/wording.h"
#include "snapshot/shelf.h"
#include "writing/markup.h"

enum { DE, EN, TONGUES };

static const char content_type[] = "text/html; charset=utf-8";

enum passage { WHAT, HOW, PROGRAMS, PRIVACY, SOURCES, PASSAGES };

static const struct {
	const char *heading[TONGUES], *text[TONGUES];
} passages[PASSAGES] = {
	[WHAT] = {{"Was hier durchsucht wird", "What is searched here"},
		{"Seiten zur Entwicklung von Regionen, auf Deutsch und Englisch: "
		 "Projekte, Netzwerke und Nachrichten. Titel, Text, Art, Daten, Orte und "
		 "Branchen hat ein Programm aus den Seiten herausgelesen; es kann sich "
		 "irren. Was eine Seite nicht sagt, bleibt offen.",
			"Pages on the development of regions, in German and English: "
			"projects, networks and news. A program found out their titles, "
			"texts, types, dates, cities and clusters, and may be wrong. "
			"What a page does not tell stays open."}},
	[HOW] = {{"Wie gesucht wird", "How it searches"},
		{"Gefunden werden alle Beugungen eines Wortes, Teile deutscher "
		 "Zusammensetzungen und Übersetzungen; die Antwort sagt, wonach noch "
		 "gesucht wurde. Alle Zahlen sind genau gezählt. Die Reihenfolge folgt "
		 "allein aus den Wörtern der Anfrage und den Seiten.",
			"All inflections of a word are found, parts of German compounds, "
			"and translations; the answer tells what else was looked for. "
			"All numbers are exact counts. The order follows from the words "
			"of the query and the pages alone."}},
	[PROGRAMS] = {{"Für Programme", "For programs"},
		{"Alles hier gibt es auch als JSON, als Datei für Tabellen und "
		 "Literaturverwaltungen und als Feed:",
			"All of this can be had as JSON, too, as files for spreadsheets "
			"and reference managers, and as a feed:"}},
	[PRIVACY] = {{"Was von Ihnen bleibt", "What stays of you"},
		{"Diese Seiten setzen keine Cookies, brauchen kein JavaScript und laden "
		 "nichts von anderswo. Wer den Dienst betreibt, kann ein Protokoll der "
		 "Anfragen führen.",
			"These pages set no cookies, need no JavaScript and load nothing "
			"from elsewhere. Who runs the service may keep a log of "
			"requests."}},
	[SOURCES] = {{"Daten und Lizenz", "Data and licence"},
		{"Orte stammen von GeoNames (geonames.org), Lizenz CC BY 4.0. Regiosearch "
		 "ist freie Software unter der GNU General Public License, Version 2 oder "
		 "später. Die Rechte an den gefundenen Seiten haben deren Herausgeber.",
			"Places are from GeoNames (geonames.org), licence CC BY 4.0. "
			"Regiosearch is free software under the GNU General Public "
			"License, version 2 or later. The pages that are found belong "
			"to their publishers."}},
};

static void add_passage(struct buf *page, enum passage passage, enum language ui)
{
	int tongue = ui == LANGUAGE_DE ? DE : EN;

	markup_raw(page, "<h2>");
	markup_text(page, passages[passage].heading[tongue]);
	markup_raw(page, "</h2>\n<p>");
	markup_text(page, passages[passage].text[tongue]);
	markup_raw(page, "</p>\n");
}

static void add_size(struct buf *page, struct shelf *shelf, enum language ui)
{
	struct snapshot *snapshot = NULL;
	struct error unserved = {0};

	if (!shelf_take(shelf, &snapshot, &unserved))
		return;
	markup_raw(page, "<p>");
	wording_number(page, snapshot->documents, ui);
	markup_raw(page, " ");
	wording_say(page, WORDING_IN_INDEX, ui);
	buf_add_format(page, " · Generation %u</p>\n", snapshot->generation);
	shelf_give_back(shelf, &snapshot);
}

static void add_addresses(struct buf *page)
{
	static const char *const addresses[] = {"/openapi.json",
		"/api/v1/search?q=", "/export?format=csv", "/feed.atom",
		"/opensearch.xml", "/sitemap.xml", "/problems/"};

	markup_raw(page, "<ul>\n");
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		markup_raw(page, "<li><a href=\"");
		markup_attribute(page, addresses[i]);
		markup_raw(page, "\"><code>");
		markup_text(page, addresses[i]);
		markup_raw(page, "</code></a></li>\n");
	}
	markup_raw(page, "</ul>\n");
}

static void write(struct buf *page, const struct search_form *form, struct shelf *shelf,
	const char *style_version)
{
	enum language ui = form->request.ui;

	layout_begin(page, form, wording(WORDING_ABOUT, ui), NULL, style_version);
	markup_raw(
		page, "<main id=\"results\" class=\"document\" tabindex=\"-1\">\n<h1>");
	wording_say(page, WORDING_ABOUT, ui);
	markup_raw(page, "</h1>\n");
	add_passage(page, WHAT, ui);
	add_size(page, shelf, ui);
	add_passage(page, HOW, ui);
	reading_box_write_help(page, form);
	add_passage(page, PROGRAMS, ui);
	add_addresses(page);
	add_passage(page, PRIVACY, ui);
	add_passage(page, SOURCES, ui);
	markup_raw(page, "</main>\n");
	layout_end(page, form, "");
}

void about_page_answer(struct shelf *shelf, const struct visit *visit,
	const char *style_version, struct reply *out)
{
	SCOPED(search_form_release) struct search_form form = {.path = NULL};
	struct error unread = {0};

	search_form_parse(visit, &form, &unread); /* the language is all that is wanted */
	buf_clear(&form.request.query);
	form.path = ABOUT_PAGE_PATH;
	reply_begin(out, 200, content_type);
	write(&out->body, &form, shelf, style_version);
	out->vary |= VARY_LANGUAGE;
	reply_tag_body(out);
	reply_add_header(out, "Cache-Control", "no-cache");
}
