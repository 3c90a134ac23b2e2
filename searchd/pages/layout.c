/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/layout.h"

#include "http/asset.h"
#include "pages/about_page.h"
#include "pages/search_link.h"
#include "pages/wording.h"
#include "writing/markup.h"

/*
 * More than are searched for, since the page says what it cut and a field does
 * not, and so few that their address is not too long.
 */
enum { QUERY_CHARACTERS_MAX = REQUEST_QUERY_MAX + REQUEST_QUERY_MAX / 4 };

/* Three places tied together. */
#define MARK                                                                               \
	"<svg class=\"mark\" viewBox=\"0 0 32 32\" aria-hidden=\"true\">"                  \
	"<path d=\"M9 21 L16 8 L24 19 Z\" fill=\"none\" stroke=\"currentColor\" "          \
	"stroke-width=\"2\"/><circle cx=\"9\" cy=\"21\" r=\"4.5\" fill=\"currentColor\"/>" \
	"<circle cx=\"16\" cy=\"8\" r=\"3.5\" fill=\"currentColor\"/>"                     \
	"<circle cx=\"24\" cy=\"19\" r=\"3\" fill=\"currentColor\"/></svg>"
static void add_head(struct buf *page, enum language ui, const char *title,
	const char *head, const char *style_version)
{
	markup_raw(page, "<!doctype html>\n<html lang=\"");
	markup_attribute(page, language_code(ui));
	markup_raw(page,
		"\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, "
		"initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	if (title && *title) {
		markup_text(page, title);
		markup_raw(page, " – ");
	}
	markup_raw(page,
		"Regiosearch</title>\n<link rel=\"stylesheet\" "
		"href=\"/style.css?v=");
	markup_query_value(page, style_version);
	markup_raw(page,
		"\">\n<script type=\"module\" src=\"" ASSET_PAGE_SCRIPT "\"></script>\n"
		"<link rel=\"icon\" href=\"" ASSET_ICON "\">\n"
		"<link rel=\"search\" type=\"application/opensearchdescription+xml\" "
		"title=\"Regiosearch\" href=\"/opensearch.xml?ui=");
	markup_raw(page, language_code(ui));
	markup_raw(page, "\">\n");
	markup_raw(page, head ? head : "");
	markup_raw(page, "</head>\n");
}

/* The page that is on show, in that language. */
static void add_address(
	struct buf *page, const struct search_form *form, enum language language)
{
	struct search_link link = search_link_to(
		&form->request, language == form->browser ? LANGUAGE_UNKNOWN : language);

	if (form->path)
		buf_add_format(page, "%s?ui=%s", form->path, language_code(language));
	else
		search_link_write(page, &link);
}

static void add_language(struct buf *page, const struct search_form *form,
	enum language language, const char *name)
{
	const char *code = language_code(language);

	markup_raw(page, "<a href=\"");
	add_address(page, form, language);
	buf_add_format(page, "\" lang=\"%s\" hreflang=\"%s\"%s>%s</a>", code, code,
		language == form->request.ui ? " aria-current=\"true\"" : "", name);
}

/* What the form's own fields do not send. */
static void add_hidden(struct buf *page, const struct search_form *form)
{
	enum language ui = search_form_link_ui(form);

	if (form->request.sort != SORT_RELEVANCE)
		buf_add_format(page,
			"<input type=\"hidden\" name=\"sort\" value=\"%s\">\n",
			form->request.sort == SORT_NEWEST ? "newest" : "oldest");
	if (form->request.translate == CHOICE_OFF)
		markup_raw(page,
			"<input type=\"hidden\" name=\"translate\" value=\"off\">\n");
	if (form->request.synonyms == CHOICE_OFF)
		markup_raw(page,
			"<input type=\"hidden\" name=\"synonyms\" value=\"off\">\n");
	if (form->request.explain == CHOICE_ON)
		markup_raw(
			page, "<input type=\"hidden\" name=\"explain\" value=\"on\">\n");
	if (form->request.duplicates == DUPLICATES_SHOWN)
		markup_raw(page,
			"<input type=\"hidden\" name=\"duplicates\" value=\"show\">\n");
	if (form->request.limit && form->request.limit != SEARCH_LINK_LIMIT)
		buf_add_format(page,
			"<input type=\"hidden\" name=\"limit\" value=\"%u\">\n",
			form->request.limit);
	if (ui != LANGUAGE_UNKNOWN)
		buf_add_format(page, "<input type=\"hidden\" name=\"ui\" value=\"%s\">\n",
			language_code(ui));
}

static void add_search_box(struct buf *page, const struct search_form *form)
{
	enum language ui = form->request.ui;

	markup_raw(page,
		"<form id=\"search\" class=\"search\" role=\"search\" action=\"/\" "
		"method=\"get\">\n<label for=\"q\">");
	wording_say(page, WORDING_QUERY_LABEL, ui);
	buf_add_format(page,
		"</label>\n<div class=\"box\"><input type=\"search\" id=\"q\" name=\"q\" "
		"maxlength=\"%d\" autocomplete=\"off\" enterkeyhint=\"search\" "
		"placeholder=\"",
		QUERY_CHARACTERS_MAX);
	markup_attribute(page, wording(WORDING_QUERY_HINT, ui));
	markup_raw(page, "\" value=\"");
	markup_attribute(page, buf_string(&form->request.query));
	markup_raw(page, "\"><button type=\"submit\">");
	wording_say(page, WORDING_SEARCH, ui);
	markup_raw(page, "</button></div>\n");
	add_hidden(page, form);
	markup_raw(page, "</form>\n");
}

void layout_begin(struct buf *page, const struct search_form *form, const char *title,
	const char *head, const char *style_version)
{
	enum language ui = form->request.ui;
	enum language link_ui = search_form_link_ui(form);

	add_head(page, ui, title, head, style_version);
	markup_raw(page, "<body>\n<a class=\"skip\" href=\"#results\">");
	wording_say(page, WORDING_SKIP, ui);
	markup_raw(page,
		"</a>\n<header class=\"masthead\"><div class=\"wrap\">\n"
		"<a class=\"brand\" href=\"/");
	if (link_ui != LANGUAGE_UNKNOWN)
		buf_add_format(page, "?ui=%s", language_code(link_ui));
	markup_raw(page,
		"\">" MARK "<span class=\"name\">Regiosearch</span></a>\n"
		"<p class=\"tagline\">");
	wording_say(page, WORDING_TAGLINE, ui);
	markup_raw(page, "</p>\n<nav class=\"languages\" aria-label=\"");
	markup_attribute(page, wording(WORDING_LANGUAGES, ui));
	markup_raw(page, "\">");
	add_language(page, form, LANGUAGE_DE, "Deutsch");
	add_language(page, form, LANGUAGE_EN, "English");
	markup_raw(page, "</nav>\n");
	add_search_box(page, form);
	markup_raw(page, "</div></header>\n<div class=\"wrap columns\">\n");
}

void layout_end(struct buf *page, const struct search_form *form, const char *note)
{
	enum language link_ui = search_form_link_ui(form);

	markup_raw(page, "</div>\n<footer class=\"foot\"><div class=\"wrap\">\n");
	markup_raw(page, note);
	markup_raw(page, "<p><a href=\"" ABOUT_PAGE_PATH);
	if (link_ui != LANGUAGE_UNKNOWN)
		buf_add_format(page, "?ui=%s", language_code(link_ui));
	markup_raw(page, "\">");
	wording_say(page, WORDING_ABOUT, form->request.ui);
	markup_raw(page, "</a></p>\n</div></footer>\n</body>\n</html>\n");
}
