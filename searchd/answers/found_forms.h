/* SPDX-License-Identifier: GPL-2.0-or-later */
/* found_forms: how a page writes the words that it was found by. */
#ifndef SEARCHD_ANSWERS_FOUND_FORMS_H
#define SEARCHD_ANSWERS_FOUND_FORMS_H

#include "answers/explanation.h"
#include "text/analyzer.h"

/*
 * Adds the forms to the explained words, in their order on the page, each once
 * whatever its letters' case. Looks at the title and as much of the text as a
 * snippet does. analysis is scratch.
 */
void found_forms_add(struct explanation *explanation, struct analyzer *analyzer,
	struct analysis *analysis, const char *record, size_t size);

#endif
