/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/reading_box.h"

#include "pages/wording.h"
#include "writing/markup.h"

static const struct {
	const char *typed_de, *typed_en, *means_de, *means_en;
} ways[] = {
	{"„blaue Wirtschaft“", "\"blue economy\"", "diese Wörter hintereinander",
		"these words, one behind the other"},
	{"Hafen NAHE/5 Bahn", "port NEAR/5 railway",
		"höchstens fünf Wörter voneinander entfernt",
		"at most five words from each other"},
	{"Hafen ODER Werft", "port OR shipyard", "eines von beiden", "either of them"},
	{"Hafen -Hamburg", "port -Hamburg", "ohne dieses Wort", "without this word"},
	{"Hafen*", "harbour*", "alle Wörter, die so beginnen", "all words that begin so"},
	{"titel:Hafen", "title:port", "im Titel der Seite", "in the title of the page"},
	{"jahr:2005..2008", "year:2005..2008", "aus diesen Jahren", "of these years"},
	{"laufzeit:2007", "running:2007", "Projekte, die 2007 liefen",
		"projects that ran in 2007"},
	{"ort:Danzig land:PL", "city:Gdańsk country:PL",
		"von diesem Ort, aus diesem Land", "of this place, of this country"},
	{"programm:Leader", "programme:Leader", "aus diesem Förderprogramm",
		"of this funding programme"},
	{"budget:\"1,5 Mio..\"", "budget:1.5m..", "mit mindestens so viel Geld",
		"with at least so much money"},
	{"hat:budget ort:ohne", "has:budget city:none", "mit Budget, ohne Ort",
		"with a budget, without a place"},
	{"ist:undatiert", "is:undated",
		"ohne Datum; auch: verschwunden, doppelt, gemischt",
		"without a date; also: vanished, duplicate, mixed"},
};

static void add_reading(
	struct buf *page, const struct search_form *form, const struct answer *answer)
{
	markup_raw(page, "<p class=\"note reading\">");
	wording_say(page, WORDING_READ_AS, form->request.ui);
	markup_raw(page, " <code>");
	markup_text(page, buf_string(&answer->understood));
	markup_raw(page, "</code></p>\n");
}

/* What a note is on: of a long rest, only where it begins. */
static void add_note(struct buf *page, const struct search_form *form,
	enum query_note_kind kind, const struct query_notes *notes)
{
	enum language ui = form->request.ui;
	struct typed_bytes on = notes->items[kind];
	struct buf typed = {0};

	buf_add(&typed,
		query_notes_noted(notes, kind, buf_string(&form->request.query))
			+ on.start,
		on.end - on.start);
	markup_raw(page, "<p class=\"note\"><code>");
	markup_text(page, buf_string(&typed));
	markup_raw(page, "</code>: ");
	markup_text(page, query_notes_text(kind, ui));
	markup_raw(page, "</p>\n");
	buf_release(&typed);
}

void reading_box_write(
	struct buf *page, const struct search_form *form, const struct answer *answer)
{
	if (answer->style == READING_OPERATORS && answer->understood.length)
		add_reading(page, form, answer);
	for (int i = 0; i < NOTE_KIND_COUNT; i++) {
		if (answer->notes.items[i].end)
			add_note(page, form, (enum query_note_kind)i, &answer->notes);
	}
}

void reading_box_write_help(struct buf *page, const struct search_form *form)
{
	enum language ui = form->request.ui;
	bool german = ui == LANGUAGE_DE;

	markup_raw(page, "<details class=\"ways\"><summary>");
	wording_say(page, WORDING_WAYS, ui);
	markup_raw(page, "</summary>\n<dl>\n");
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		markup_raw(page, "<dt><code>");
		markup_text(page, german ? ways[i].typed_de : ways[i].typed_en);
		markup_raw(page, "</code></dt><dd>");
		markup_text(page, german ? ways[i].means_de : ways[i].means_en);
		markup_raw(page, "</dd>\n");
	}
	markup_raw(page, "</dl></details>\n");
}
