/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/search_page.h"

#include "answers/searcher_pool.h"
#include "base/scope.h"
#include "http/edition.h"
#include "http/problem.h"
#include "http/representation.h"
#include "pages/export_box.h"
#include "pages/facet_panel.h"
#include "pages/family_box.h"
#include "pages/help_box.h"
#include "pages/hit_list.h"
#include "pages/layout.h"
#include "pages/reading_box.h"
#include "pages/search_form.h"
#include "pages/search_link.h"
#include "pages/wording.h"
#include "writing/markup.h"

static const char content_type[] = "text/html; charset=utf-8";

static void add_count(
	struct buf *page, const struct search_form *form, const struct answer *answer)
{
	enum language ui = form->request.ui;

	markup_raw(page, "<p class=\"found\" role=\"status\">");
	if (answer->total) {
		markup_raw(page, "<strong>");
		wording_number(page, answer->total, ui);
		markup_raw(page, "</strong> ");
		wording_say(page,
			answer->total == 1 ? WORDING_ONE_FOUND : WORDING_MANY_FOUND, ui);
	} else {
		wording_say(page, WORDING_NONE_FOUND, ui);
	}
	if (form->request.query.length) {
		markup_raw(page, " ");
		wording_say(page, WORDING_FOR, ui);
		markup_raw(page, " ");
		wording_say(page, WORDING_QUOTE_OPEN, ui);
		markup_text(page, buf_string(&form->request.query));
		wording_say(page, WORDING_QUOTE_CLOSE, ui);
	}
	markup_raw(page, "</p>\n");
}

static void add_order(struct buf *page, const struct search_form *form,
	enum sort_order order, enum wording name)
{
	struct search_link link =
		search_link_to(&form->request, search_form_link_ui(form));
	enum sort_order current = form->request.sort;

	if (current == SORT_RELEVANCE && !form->request.query.length)
		current = SORT_NEWEST; /* nothing to be relevant to */
	link.sort = order;
	markup_raw(page, "<a href=\"");
	search_link_write(page, &link);
	markup_raw(page, order == current ? "\" aria-current=\"true\">" : "\">");
	wording_say(page, name, form->request.ui);
	markup_raw(page, "</a>\n");
}

static void add_orders(struct buf *page, const struct search_form *form)
{
	markup_raw(page, "<nav class=\"orders\" aria-label=\"");
	markup_attribute(page, wording(WORDING_SORT, form->request.ui));
	markup_raw(page, "\">\n");
	if (form->request.query.length)
		add_order(page, form, SORT_RELEVANCE, WORDING_SORT_RELEVANCE);
	add_order(page, form, SORT_NEWEST, WORDING_SORT_NEWEST);
	add_order(page, form, SORT_OLDEST, WORDING_SORT_OLDEST);
	markup_raw(page, "</nav>\n");
}

static void add_note(struct buf *page, enum wording text, enum language ui)
{
	markup_raw(page, "<p class=\"note\">");
	wording_say(page, text, ui);
	markup_raw(page, "</p>\n");
}

static void add_link(struct buf *page, const struct search_link *link, enum wording name,
	enum language ui)
{
	markup_raw(page, "<a href=\"");
	search_link_write(page, link);
	markup_raw(page, "\">");
	wording_say(page, name, ui);
	markup_raw(page, "</a>");
}

/* Matches, but none on this page of the list. */
static void add_way_back(struct buf *page, const struct search_form *form)
{
	const struct search_link first =
		search_link_to(&form->request, search_form_link_ui(form));

	markup_raw(page, "<p class=\"note\">");
	wording_say(page, WORDING_PAST_END, form->request.ui);
	markup_raw(page, " ");
	add_link(page, &first, WORDING_FIRST_PAGE, form->request.ui);
	markup_raw(page, "</p>\n");
}

static void add_words(
	struct buf *page, const struct translations *words, const char *separator)
{
	for (size_t i = 0; i < words->count; i++) {
		for (size_t t = 0; t < words->items[i].count; t++) {
			markup_raw(page, separator);
			markup_text(page, words->items[i].to[t]);
			separator = ", ";
		}
	}
}

/* What the words of the query are also called. */
static void add_other_words(
	struct buf *page, const struct answer *answer, enum language ui)
{
	if (!answer->translations.count && !answer->synonyms.count)
		return;
	markup_raw(page, "<p class=\"note\">");
	wording_say(page, WORDING_TRANSLATED, ui);
	add_words(page, &answer->synonyms, " ");
	add_words(page, &answer->translations, answer->synonyms.count ? ", " : " ");
	markup_raw(page, "</p>\n");
}

static void add_results(struct buf *page, const struct search_form *form,
	const struct answer *answer, const struct word_family *family, const char *site)
{
	enum language ui = form->request.ui;

	markup_raw(page, "<main id=\"results\" tabindex=\"-1\">\n<h1 class=\"unseen\">");
	wording_say(page, WORDING_RESULTS, ui);
	markup_raw(page, "</h1>\n<div class=\"topline\">\n");
	add_count(page, form, answer);
	if (answer->total > 1)
		add_orders(page, form);
	markup_raw(page, "</div>\n");
	if (form->request.cut == CHOICE_ON)
		add_note(page, WORDING_CUT, ui);
	reading_box_write(page, form, answer);
	facet_panel_write_chosen(page, form, answer);
	help_box_write_suggestion(page, form, answer);
	if (answer->relaxed == CHOICE_ON && answer->total)
		add_note(page, WORDING_RELAXED, ui);
	help_box_write_words(page, form, answer);
	add_other_words(page, answer, ui);
	if (answer->hit_count)
		hit_list_write(page, form, answer, site);
	else if (!answer->total)
		help_box_write_advice(page, form, answer);
	else if (form->request.limit)
		add_way_back(page, form);
	if (answer->hit_count) {
		hit_list_write_paging(page, form, answer);
		export_box_write(page, form);
	}
	family_box_write(page, form, family);
	reading_box_write_help(page, form);
	markup_raw(page, "</main>\n");
}

static void add_footnote(
	struct buf *note, const struct search_form *form, const struct answer *answer)
{
	const struct search_link here =
		search_link_to(&form->request, search_form_link_ui(form));
	enum language ui = form->request.ui;

	markup_raw(note, "<p>");
	wording_number(note, answer->documents, ui);
	markup_raw(note, " ");
	wording_say(note, WORDING_IN_INDEX, ui);
	markup_raw(note, " · ");
	wording_say(note, WORDING_ANSWERED_IN, ui);
	markup_raw(note, " ");
	wording_decimal(note, answer->took_ms, ui);
	markup_raw(note, " ms</p>\n<p><a href=\"");
	search_link_write_api(note, &here);
	markup_raw(note, "\">");
	wording_say(note, WORDING_FOR_PROGRAMS, ui);
	markup_raw(note, "</a></p>\n");
}

static void write_answer(struct buf *page, const struct search_form *form,
	const struct answer *answer, const struct word_family *family, const char *site,
	const char *style_version)
{
	SCOPED(buf_release) struct buf head = {0};
	SCOPED(buf_release) struct buf note = {0};

	export_box_write_head(&head, form);
	layout_begin(
		page, form, buf_string(&form->request.query), head.bytes, style_version);
	facet_panel_write(page, form, answer);
	add_results(page, form, answer, family, site);
	add_footnote(&note, form, answer);
	layout_end(page, buf_string(&note));
}

static void write_problem(struct buf *page, const struct search_form *form,
	const struct error *err, const char *style_version)
{
	bool visitors_doing = err->kind == ERROR_INVALID;
	enum wording heading =
		visitors_doing ? WORDING_BAD_HEADING : WORDING_AWAY_HEADING;
	enum language ui = form->request.ui;

	layout_begin(page, form, wording(heading, ui), NULL, style_version);
	markup_raw(page, "<main id=\"results\" class=\"problem\" tabindex=\"-1\">\n<h1>");
	wording_say(page, heading, ui);
	markup_raw(page, "</h1>\n<p>");
	wording_say(page, visitors_doing ? WORDING_BAD_TEXT : WORDING_AWAY_TEXT, ui);
	markup_raw(page, "</p>\n");
	if (visitors_doing) {
		markup_raw(page, "<p class=\"note\" lang=\"en\">");
		markup_text(page, err->text);
		markup_raw(page, "</p>\n<p><a href=\"/\">");
		wording_say(page, WORDING_START_OVER, ui);
		markup_raw(page, "</a></p>\n");
	}
	markup_raw(page, "</main>\n");
	layout_end(page, "");
}

static void write_key(
	const struct search_form *form, const char *style_version, struct buf *out)
{
	buf_add_format(out, "page %s %d ", style_version, form->browser);
	request_key(&form->request, out);
}

static void tell_error(const struct search_form *form, const struct error *err,
	const char *style_version, struct reply *out)
{
	enum problem problem = problem_of_error(err);

	reply_begin(out, problem_status(problem), content_type);
	write_problem(&out->body, form, err, style_version);
	problem_add_headers(problem, out);
}

static void answer_parsed(const struct search_page *page, const struct visit *visit,
	const struct search_form *form, struct reply *out)
{
	SCOPED(answer_release) struct answer answer = {0};
	SCOPED(word_family_release) struct word_family family = {.total = 0};
	SCOPED(buf_release) struct buf key = {0};
	struct edition edition = {.tag = ""};
	struct error err = {0};

	write_key(form, page->style_version, &key);
	if (edition_newest(page->shelf, &key, &edition)
		&& representation_is_known(visit, edition.tag)) {
		reply_begin(out, 304, content_type);
		reply_set_tag(out, edition.tag, TAG_WEAK);
	} else if (searcher_pool_search(page->searchers, &form->request, &answer, &err)
		&& searcher_pool_family(page->searchers, &form->request.query,
			FAMILY_BOX_WORDS, FAMILY_OF_QUERY, &family, &err)) {
		reply_begin(out, 200, content_type);
		write_answer(&out->body, form, &answer, &family, visit->site,
			page->style_version);
		out->found = answer.total ? FOUND_SOME : FOUND_NONE;
		if (edition_is_newest(&edition, page->shelf))
			reply_set_tag(out, edition.tag, TAG_WEAK);
	} else {
		tell_error(form, &err, page->style_version, out);
		return;
	}
	reply_add_header(out, "Cache-Control", "no-cache");
}

void search_page_answer(
	const struct search_page *page, const struct visit *visit, struct reply *out)
{
	SCOPED(search_form_release) struct search_form form = {0};
	struct error err = {0};

	if (search_form_parse(visit, &form, &err))
		answer_parsed(page, visit, &form, out);
	else
		tell_error(&form, &err, page->style_version, out);
	out->vary |= VARY_LANGUAGE;
}
