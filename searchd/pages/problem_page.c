/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/problem_page.h"

#include "base/scope.h"
#include "pages/layout.h"
#include "pages/search_form.h"
#include "pages/search_link.h"
#include "pages/wording.h"
#include "writing/markup.h"

#include <string.h>

enum { DE, EN, TONGUES };

static const char content_type[] = "text/html; charset=utf-8";

static const struct {
	const char *title[TONGUES], *meaning[TONGUES], *advice[TONGUES];
} texts[PROBLEM_COUNT] = {
	[PROBLEM_MALFORMED] = {{"Die Anfrage ist kein gültiges HTTP",
				       "The request is no valid HTTP"},
		{"Zwei Programme könnten diese Anfrage verschieden lesen; deshalb wird "
		 "sie nicht beantwortet.",
			"Two programs might read this request in two ways, so it is not "
			"answered."},
		{"Senden Sie genau eine Kopfzeile Host, Namen von Kopfzeilen ohne "
		 "Leerzeichen und eine Adresse ohne %00, Leer- und Steuerzeichen.",
			"Send exactly one Host header, header names without blanks, and "
			"an address without %00, blanks or control characters."}},
	[PROBLEM_ADDRESS] = {{"Die Adresse ist zu lang", "The address is too long"},
		{"Eine Adresse darf 8192 Bytes haben; ein Buchstabe wie ä zählt darin "
		 "sechs.",
			"An address may have 8192 bytes, of which a letter like ä takes "
			"six."},
		{"Suchen Sie mit weniger Wörtern oder mit weniger Filtern.",
			"Search for fewer words, or with fewer filters."}},
	[PROBLEM_HEADERS] = {{"Die Kopfzeilen sind zu lang", "The headers are too long"},
		{"Die Kopfzeilen einer Anfrage dürfen zusammen 12 Kilobyte haben.",
			"The headers of a request may have 12 kilobytes together."},
		{"Senden Sie weniger oder kürzere Kopfzeilen; im Browser hilft es oft, "
		 "die Cookies dieser Adresse zu löschen.",
			"Send fewer or shorter headers; in a browser it often helps to "
			"delete the cookies of this address."}},
	[PROBLEM_BODY] = {{"Anfragen haben hier keinen Inhalt",
				  "Requests have no body here"},
		{"Die Anfrage bringt Daten mit oder kündigt welche an; dieser Dienst "
		 "liest keine.",
			"The request brings data or announces some; this service reads "
			"none."},
		{"Schreiben Sie alles in die Adresse, und senden Sie weder "
		 "Content-Length noch Transfer-Encoding.",
			"Put everything into the address and send neither Content-Length "
			"nor Transfer-Encoding."}},
	[PROBLEM_PARAMETER] = {{"Eine Angabe in der Adresse geht nicht",
				       "Something in the address will not do"},
		{"Ein Parameter ist unbekannt, mehrfach angegeben oder hat einen Wert, "
		 "der nicht geht. Die Antwort selbst nennt ihn.",
			"A parameter is unknown, given twice, or has a value that will "
			"not do. The answer itself names it."},
		{"Verbessern oder streichen Sie ihn; alle Parameter stehen in "
		 "/openapi.json.",
			"Correct it or leave it out; /openapi.json lists all "
			"parameters."}},
	[PROBLEM_NOT_FOUND] = {{"Unter dieser Adresse gibt es nichts",
				       "There is nothing at this address"},
		{"Die Adresse ist falsch geschrieben, oder was hier war, ist nicht mehr "
		 "da.",
			"The address is misspelt, or what was here is gone."},
		{"Suchen Sie danach: Die Suchseite ist /, die Suche für Programme "
		 "/api/v1/search.",
			"Search for it: the search page is at /, the search for programs "
			"at /api/v1/search."}},
	[PROBLEM_NOT_KEPT] = {{"Das wird nicht mehr aufbewahrt",
				      "This is not kept any more"},
		{"Die Generation des Index, nach der gefragt wurde, gibt es nicht mehr, "
		 "oder die Liste, durch die geblättert wurde, ist vergessen.",
			"The generation of the index that was asked for is gone, or the "
			"list that was walked through is forgotten."},
		{"Suchen Sie noch einmal, ohne snapshot und ohne cursor. Wie viele "
		 "Generationen bleiben, sagt, wer den Index baut, mit --keep.",
			"Search again, without snapshot and without cursor. Who builds "
			"the index says with --keep how many generations stay."}},
	[PROBLEM_METHOD] = {{"Hier wird nur gelesen", "This is for reading only"},
		{"Die Anfrage hat eine Methode, die dieser Dienst nicht beantwortet.",
			"The request has a method that this service does not answer."},
		{"Nehmen Sie GET, HEAD oder OPTIONS.", "Use GET, HEAD or OPTIONS."}},
	[PROBLEM_INDEX_MISSING] = {{"Es gibt noch keinen Index", "There is no index yet"},
		{"Der Dienst läuft, hat aber noch keine Seiten, in denen er suchen "
		 "könnte.",
			"The service runs, but has no pages to search yet."},
		{"Wer den Dienst betreibt, baut den Index mit regio-indexer; gesucht "
		 "wird, sobald er da ist.",
			"Who runs the service builds the index with regio-indexer; "
			"searching begins as soon as it is there."}},
	[PROBLEM_INDEX_DAMAGED] = {{"Der Index ist nicht lesbar",
					   "The index cannot be read"},
		{"Die Dateien des Index sind beschädigt oder passen nicht zu diesem "
		 "Programm.",
			"The files of the index are damaged, or not made for this "
			"program."},
		{"Wer den Dienst betreibt, baut den Index mit regio-indexer rebuild "
		 "neu; gesucht wird, sobald er da ist.",
			"Who runs the service builds it anew with regio-indexer rebuild; "
			"searching begins as soon as that is done."}},
	[PROBLEM_BUSY] = {{"Der Dienst ist gerade ausgelastet",
				  "The service is busy just now"},
		{"Es warten schon so viele Anfragen, dass diese nicht angenommen wurde, "
		 "oder der Index wird gerade geladen.",
			"So many requests are waiting that this one was not taken, or "
			"the index is being loaded."},
		{"Versuchen Sie es gleich noch einmal; Retry-After nennt die Sekunden.",
			"Try again in a moment; Retry-After tells the seconds."}},
	[PROBLEM_INTERNAL] = {{"Ein Fehler des Dienstes", "An error of the service"},
		{"Etwas ging schief, das nicht an der Anfrage liegt.",
			"Something went wrong that is not the request's doing."},
		{"Versuchen Sie es später noch einmal. Wer den Dienst betreibt, findet "
		 "mehr in seiner Fehlerausgabe.",
			"Try again later. Who runs the service finds more in what it "
			"wrote to standard error."}},
};

static int tongue(enum language ui)
{
	return ui == LANGUAGE_DE ? DE : EN;
}

static void add_paragraph(struct buf *page, const char *text)
{
	markup_raw(page, "<p>");
	markup_text(page, text);
	markup_raw(page, "</p>\n");
}

static void begin(struct buf *page, const struct search_form *form, const char *title,
	const char *style_version)
{
	layout_begin(page, form, title, NULL, style_version);
	markup_raw(page, "<main id=\"results\" class=\"problem\" tabindex=\"-1\">\n<h1>");
	markup_text(page, title);
	markup_raw(page, "</h1>\n");
}

static void end(struct buf *page, enum language ui)
{
	markup_raw(page, "<p><a href=\"/\">");
	wording_say(page, WORDING_START_OVER, ui);
	markup_raw(page, "</a></p>\n</main>\n");
	layout_end(page, "");
}

static void write_problem(struct buf *page, const struct search_form *form,
	enum problem problem, const char *style_version)
{
	int ui = tongue(form->request.ui);

	begin(page, form, texts[problem].title[ui], style_version);
	add_paragraph(page, texts[problem].meaning[ui]);
	add_paragraph(page, texts[problem].advice[ui]);
	buf_add_format(page,
		"<p class=\"note\">HTTP %u · <code>" PROBLEM_PAGE_PATH "%s</code></p>\n",
		problem_status(problem), problem_name(problem));
	end(page, form->request.ui);
}

static void write_all(
	struct buf *page, const struct search_form *form, const char *style_version)
{
	int ui = tongue(form->request.ui);

	begin(page, form, ui == DE ? "Fehlermeldungen" : "Problems", style_version);
	markup_raw(page, "<ul>\n");
	for (int i = PROBLEM_NONE + 1; i < PROBLEM_COUNT; i++) {
		buf_add_format(page, "<li><a href=\"" PROBLEM_PAGE_PATH "%s\">",
			problem_name((enum problem)i));
		markup_text(page, texts[i].title[ui]);
		markup_raw(page, "</a></li>\n");
	}
	markup_raw(page, "</ul>\n");
	end(page, form->request.ui);
}

/* The language to talk in is all that is wanted of the address. */
static void read_language(const struct visit *visit, struct search_form *out)
{
	struct error ignored = {0};
	SCOPED(search_form_release) struct search_form form = {0};

	if (!search_form_parse(visit, &form, &ignored))
		ignored = (struct error){0};
	out->browser = form.browser;
	out->request.ui = form.request.ui;
	out->request.limit = SEARCH_LINK_LIMIT;
	out->request.translate = CHOICE_ON;
	out->request.synonyms = CHOICE_ON;
}

/* PROBLEM_NONE: the page of all of them. */
static void write_page(const struct visit *visit, enum problem problem,
	const char *style_version, struct buf *out)
{
	SCOPED(search_form_release) struct search_form form = {0};
	SCOPED(buf_release) struct buf path = {0};

	read_language(visit, &form);
	buf_add_format(
		&path, PROBLEM_PAGE_PATH "%s", problem ? problem_name(problem) : "");
	form.path = path.bytes;
	if (problem)
		write_problem(out, &form, problem, style_version);
	else
		write_all(out, &form, style_version);
}

enum problem problem_page_answer(
	const struct visit *visit, const char *style_version, struct reply *out)
{
	const char *name = visit->path + strlen(PROBLEM_PAGE_PATH);
	enum problem problem = problem_find(name);

	if (*name && !problem)
		return PROBLEM_NOT_FOUND;
	reply_begin(out, 200, content_type);
	write_page(visit, problem, style_version, &out->body);
	reply_add_header(out, "Cache-Control", "public, max-age=3600");
	out->vary |= VARY_LANGUAGE;
	return PROBLEM_NONE;
}

void problem_page_tell(enum problem problem, const struct visit *visit,
	const char *style_version, struct reply *out)
{
	reply_begin(out, problem_status(problem), content_type);
	write_page(visit, problem, style_version, &out->body);
	problem_add_headers(problem, out);
	out->vary |= VARY_LANGUAGE;
}
