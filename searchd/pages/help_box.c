/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/help_box.h"

#include "pages/facet_panel.h"
#include "pages/search_link.h"
#include "pages/wording.h"
#include "writing/markup.h"

/* Opens a link to the query, without the filters of one field, or of all. */
static void begin_link(struct buf *page, const struct search_form *form,
	const struct buf *query, enum field filter, enum filters_kept filters)
{
	struct request changed = form->request; /* nothing of it is owned here */
	struct search_link link;

	changed.query = *query;
	if (filter < FIELD_FILTER_COUNT)
		changed.filters[filter] = (struct filter){0};
	link = search_link_to(&changed, search_form_link_ui(form));
	link.filters = filters;
	markup_raw(page, "<a href=\"");
	search_link_write(page, &link);
	markup_raw(page, "\">");
}

static void add_pages(struct buf *page, unsigned pages, enum language ui)
{
	markup_raw(page, " <span class=\"count\">");
	wording_number(page, pages, ui);
	markup_raw(page, " ");
	wording_say(page, pages == 1 ? WORDING_ONE_PAGE : WORDING_MANY_PAGES, ui);
	markup_raw(page, "</span>");
}

void help_box_write_suggestion(
	struct buf *page, const struct search_form *form, const struct answer *answer)
{
	const struct suggestion *suggestion = &answer->suggestion;

	if (!suggestion->query.length)
		return;
	markup_raw(page, "<p class=\"note suggestion\">");
	wording_say(page, WORDING_SUGGESTION, form->request.ui);
	markup_raw(page, " ");
	begin_link(page, form, &suggestion->query, FIELD_COUNT, FILTERS_KEPT);
	markup_raw(page, buf_string(&suggestion->markup));
	markup_raw(page, "</a>?");
	add_pages(page, suggestion->total, form->request.ui);
	markup_raw(page, "</p>\n");
}

void help_box_write_words(
	struct buf *page, const struct search_form *form, const struct answer *answer)
{
	const struct rescue *rescue = &answer->rescue;

	if (!rescue->word_count)
		return;
	markup_raw(page, "<div class=\"words\"><p>");
	wording_say(page, WORDING_EACH_WORD, form->request.ui);
	markup_raw(page, "</p>\n<ul class=\"tags\">\n");
	for (size_t i = 0; i < rescue->word_count; i++) {
		const struct rescue_word *word = &rescue->words[i];
		bool is_found = word->counts.pages != 0;

		markup_raw(page, "<li>");
		if (is_found)
			begin_link(page, form, &word->word, FIELD_COUNT, FILTERS_DROPPED);
		else
			markup_raw(page, "<span class=\"nowhere\">");
		markup_text_length(page, word->word.bytes, word->word.length);
		add_pages(page, word->counts.pages, form->request.ui);
		markup_raw(page, is_found ? "</a></li>\n" : "</span></li>\n");
	}
	markup_raw(page, "</ul></div>\n");
}

static void say_quoted(
	struct buf *page, enum wording said, const struct buf *text, enum language ui)
{
	wording_say(page, said, ui);
	markup_raw(page, " ");
	wording_say(page, WORDING_QUOTE_OPEN, ui);
	markup_text_length(page, text->bytes, text->length);
	wording_say(page, WORDING_QUOTE_CLOSE, ui);
}

static void add_offer(struct buf *page, const struct search_form *form,
	const struct rescue_offer *offer)
{
	enum language ui = form->request.ui;

	markup_raw(page, "<li>");
	begin_link(page, form, &offer->query, offer->filter,
		offer->no_filters ? FILTERS_DROPPED : FILTERS_KEPT);
	if (offer->no_filters) {
		wording_say(page, WORDING_EMPTY_FILTERS, ui);
	} else if (offer->word.length) {
		say_quoted(page, WORDING_WITHOUT_WORD, &offer->word, ui);
	} else if (offer->filter < FIELD_FILTER_COUNT) {
		wording_say(page, WORDING_WITHOUT_FILTER, ui);
		markup_raw(page, " ");
		markup_text(page, wording_field(offer->filter, ui));
	} else {
		say_quoted(page, WORDING_WORDS_ALONE, &offer->query, ui);
	}
	markup_raw(page, "</a>");
	add_pages(page, offer->total, ui);
	markup_raw(page, "</li>\n");
}

static void add_unfiltered(struct buf *page, const struct search_form *form)
{
	markup_raw(page, "<li>");
	begin_link(page, form, &form->request.query, FIELD_COUNT, FILTERS_DROPPED);
	wording_say(page, WORDING_EMPTY_FILTERS, form->request.ui);
	markup_raw(page, "</a></li>\n");
}

void help_box_write_advice(
	struct buf *page, const struct search_form *form, const struct answer *answer)
{
	static const enum wording advice[] = {
		WORDING_EMPTY_FEWER, WORDING_EMPTY_SPELLING, WORDING_EMPTY_OTHER};
	const struct rescue *rescue = &answer->rescue;

	markup_raw(page, "<div class=\"empty\"><h2>");
	wording_say(page, WORDING_EMPTY_HEADING, form->request.ui);
	markup_raw(page, "</h2>\n<ul>\n");
	for (size_t i = 0; i < rescue->offer_count; i++)
		add_offer(page, form, &rescue->offers[i]);
	if (!rescue->offer_count && facet_panel_chosen(&form->request))
		add_unfiltered(page, form);
	for (size_t i = 0; i < sizeof(advice) / sizeof(advice[0]); i++) {
		markup_raw(page, "<li>");
		wording_say(page, advice[i], form->request.ui);
		markup_raw(page, "</li>\n");
	}
	markup_raw(page, "</ul></div>\n");
}
