/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * search_form: what the form and the links of the search page send. More is
 * allowed than in the API: empty fields, which forms send for what was left
 * blank; page=N; and ranges in two fields: from and to of years, running_from and
 * running_to, budget_from and budget_to.
 */
#ifndef SEARCHD_PAGES_SEARCH_FORM_H
#define SEARCHD_PAGES_SEARCH_FORM_H

#include "http/visit.h"
#include "query/request.h"

/* {0} is an empty one; the caller releases it. */
struct search_form {
	struct request request;
	enum language browser; /* the visitor's, by Accept-Language */
	const char *path;      /* of the page on show; NULL: the search page's */
};

/* The names of the two fields of a range; NULL: the field has none. */
const char *search_form_from(enum field field);
const char *search_form_to(enum field field);

/* On failure too, browser and request.ui say how to talk to the visitor. */
bool search_form_parse(
	const struct visit *visit, struct search_form *out, struct error *err);
void search_form_release(struct search_form *form);

/* LANGUAGE_UNKNOWN if the visitor's browser asks for the page's language anyway. */
enum language search_form_link_ui(const struct search_form *form);

#endif
