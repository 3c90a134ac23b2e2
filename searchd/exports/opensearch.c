/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "exports/opensearch.h"

#include "http/accept_language.h"
#include "pages/wording.h"
#include "writing/xml.h"

#include <string.h>

/* An address with templates in it, which are no part of an address by themselves. */
static void add_url(struct buf *out, const char *type, const char *relation,
	const char *site, const char *path)
{
	buf_add_format(out, "<Url type=\"%s\" rel=\"%s\" template=\"", type, relation);
	xml_string(out, site);
	xml_string(out, path);
	buf_add_string(out, "\"/>\n");
}

static enum language chosen(const struct visit *visit)
{
	for (size_t i = 0; i < visit->parameter_count; i++) {
		const char *value = visit->parameters[i].value;

		if (!strcmp(visit->parameters[i].name, "ui") && value
			&& language_of_code(value) != LANGUAGE_UNKNOWN)
			return language_of_code(value);
	}
	return accept_language_choose(visit->accept_language);
}

void opensearch_answer(const struct visit *visit, struct reply *out)
{
	enum language ui = chosen(visit);
	struct buf *body = &out->body;

	reply_begin(out, 200, "application/opensearchdescription+xml; charset=utf-8");
	buf_add_string(body,
		"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<OpenSearchDescription "
		"xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n");
	xml_element(body, "ShortName", "Regiosearch");
	xml_element(body, "Description", wording(WORDING_TAGLINE, ui));
	add_url(body, "text/html", "results", visit->site,
		"/?q={searchTerms}&page={startPage?}");
	add_url(body, "application/atom+xml", "results", visit->site,
		"/feed.atom?q={searchTerms}");
	add_url(body, "application/x-suggestions+json", "suggestions", visit->site,
		"/api/v1/suggest?q={searchTerms}&format=opensearch");
	add_url(body, "application/opensearchdescription+xml", "self", visit->site,
		"/opensearch.xml");
	xml_element(body, "Language", language_code(ui));
	xml_element(body, "InputEncoding", "UTF-8");
	xml_element(body, "OutputEncoding", "UTF-8");
	buf_add_string(body, "</OpenSearchDescription>\n");
	out->vary |= VARY_LANGUAGE;
	reply_tag_body(out);
	reply_add_header(out, "Cache-Control", "no-cache");
}
