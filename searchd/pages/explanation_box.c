/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/explanation_box.h"

#include "pages/wording.h"
#include "writing/markup.h"

static void add_forms(
	struct buf *page, const struct explained_word *explained, enum language ui)
{
	if (!explained->form_count)
		return;
	markup_raw(page, ", ");
	wording_say(page, WORDING_WHY_FOR, ui);
	for (size_t i = 0; i < explained->form_count; i++) {
		markup_raw(page, i ? ", <em>" : " <em>");
		markup_text(page, explained->forms[i]);
		markup_raw(page, "</em>");
	}
}

/* Whether it was found by a term of that origin, not only ranked. */
static bool is_found_by(const struct explained_word *explained, enum term_origin origin)
{
	const struct query *word = explained->seen.word;

	for (size_t i = 0; i < word->term_count; i++) {
		if (explained->counts[i] > 0 && word->terms[i].origin == origin
			&& word->terms[i].reach == TERM_TRANSLATES)
			return true;
	}
	return false;
}

static void add_facts(
	struct buf *page, const struct explained_word *explained, enum language ui)
{
	const struct rescored_word *seen = &explained->seen;
	const struct {
		bool holds;
		enum wording text;
	} facts[] = {{is_found_by(explained, ORIGIN_TRANSLATION), WORDING_WHY_TRANSLATED},
		{is_found_by(explained, ORIGIN_SYNONYM), WORDING_WHY_SYNONYM},
		{seen->exact, WORDING_WHY_EXACT}, {seen->title, WORDING_WHY_TITLE},
		{seen->heading, WORDING_WHY_HEADING}, {seen->lead, WORDING_WHY_LEAD},
		{seen->close > 0, WORDING_WHY_CLOSE}};

	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++) {
		if (!facts[i].holds)
			continue;
		markup_raw(page, ", ");
		wording_say(page, facts[i].text, ui);
	}
}

static void add_word(struct buf *page, const struct request *request,
	const struct explanation *explanation, const struct explained_word *explained)
{
	struct typed_bytes typed = explained->seen.word->typed;
	double share = explanation->score > 0
		? (explained->score + explained->seen.bonus) / explanation->score
		: 0;

	markup_raw(page, "<li><b>");
	markup_text_length(
		page, buf_string(&request->query) + typed.start, typed.end - typed.start);
	markup_raw(page, "</b>: ");
	buf_add_format(page, "%.0f\u00A0", share * 100);
	wording_say(page, WORDING_WHY_SHARE, request->ui);
	add_forms(page, explained, request->ui);
	add_facts(page, explained, request->ui);
	markup_raw(page, "</li>\n");
}

void explanation_box_write(struct buf *page, const struct request *request,
	const struct explanation *explanation)
{
	markup_raw(page, "<details class=\"why\"><summary>");
	wording_say(page, WORDING_WHY, request->ui);
	markup_raw(page, "</summary>\n");
	if (explanation->count) {
		markup_raw(page, "<ul>\n");
		for (size_t i = 0; i < explanation->count; i++)
			add_word(page, request, explanation, &explanation->words[i]);
		markup_raw(page, "</ul>\n");
	} else {
		markup_raw(page, "<p>");
		wording_say(page, WORDING_WHY_NONE, request->ui);
		markup_raw(page, "</p>\n");
	}
	markup_raw(page, "</details>\n");
}
