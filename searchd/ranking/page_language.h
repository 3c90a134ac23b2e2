/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page_language: a page in the language of the query comes before its like. */
#ifndef SEARCHD_RANKING_PAGE_LANGUAGE_H
#define SEARCHD_RANKING_PAGE_LANGUAGE_H

#include "ranking/matches.h"
#include "revision/columns.h"
#include "text/language.h"

/*
 * Lowers the scores of the matches in the other language. Nothing is lowered
 * if the language of the query is unknown, and no page of unknown language is.
 */
void page_language_prefer(
	const struct columns *columns, enum language language, struct matches *matches);

#endif
