/* SPDX-License-Identifier: GPL-2.0-or-later */
/* found_forms: how a page writes the words that it was found by. */
#ifndef SEARCHD_ANSWERS_FOUND_FORMS_H
#define SEARCHD_ANSWERS_FOUND_FORMS_H

#include "answers/explanation.h"
#include "answers/hit.h"
#include "answers/wanted_words.h"
#include "text/analyzer.h"

struct workplace;

/* The terms of all words of the query. */
void found_forms_want(const struct query *query, struct wanted_terms *out);

/*
 * Adds the forms to the explained words, in their order on the page: of each word of
 * the dictionary the first, whatever its case, signs or an 's behind it; those of the title apart. Looks at the
 * title and as much of the text as wanted_words.h does. wanted has the terms of the
 * query. analysis is scratch.
 */
void found_forms_add(struct explanation *explanation, struct analyzer *analyzer,
	struct analysis *analysis, const struct stored_page *page,
	const struct wanted_terms *wanted);

/* The same for hits, and what explains each. */
void found_forms_add_all(const struct workplace *place, const struct query *query,
	const struct hit *hits, struct explanation *explanations, size_t count);

#endif
