/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexicon_forms: the forms that make_lexicon gathers and counts, and their file. */
#ifndef TOOLS_LEXICON_FORMS_H
#define TOOLS_LEXICON_FORMS_H

#include "base/error.h"
#include "base/string_table.h"

#include <stddef.h>
#include <stdint.h>

enum kind { NOUN = 1, VERB = 2, ADJECTIVE = 4, FORM = 8 };

/* Facts about each form, by its number in the table. */
struct fact {
	uint8_t kinds;
	uint32_t lemma; /* of a modifier form: number of the form + 1; 0: no modifier */
	double modifiers, heads; /* counts */
};

struct lexicon {
	struct string_table forms;
	struct fact *facts;
	size_t room;
};

/* Whether the form may end compounds: a noun that is no mere ending (-schaft). */
bool lexicon_may_end(const struct lexicon *lexicon, uint32_t form);

/* Writes what text/lexicon.h maps. */
bool lexicon_write(const struct lexicon *lexicon, const char *path, struct error *err);

#endif
