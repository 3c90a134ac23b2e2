/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexicon_forms: the forms of words that make_lexicon gathers, and facts about each. */
#ifndef TEXT_TOOLS_LEXICON_FORMS_H
#define TEXT_TOOLS_LEXICON_FORMS_H

#include "base/string_table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	LEXICON_FORM_LETTERS_MIN = 3, /* of a part */
	LEXICON_FORM_BYTES_MAX = 100,
};

/* What a form is. */
enum lexicon_kind {
	KIND_NOUN = 1,
	KIND_VERB = 2,
	KIND_ADJECTIVE = 4,
	KIND_FORM = 8,      /* of the list of inflected forms */
	KIND_LISTED = 16,   /* of the dictionary, as a noun */
	KIND_NAME = 32,     /* of a place */
	KIND_SINGULAR = 64, /* of the dictionary, as a noun in the singular */
};

/* What else is known of it as a part or a whole. */
enum lexicon_role {
	ROLE_ENDING = 1,
	ROLE_BEGINNING = 2,
	ROLE_PARTICLE = 4,
	ROLE_MODIFIER = 8,
	ROLE_VERB_STEM = 16, /* nouns derived from it are no compounds */
	ROLE_LINKED = 32,    /* has the link that its word always takes: Planungs- */
	ROLE_SUFFIX = 64,    /* an ending, with its inflections */
	ROLE_COMPOUND = 128,
	ROLE_PARTICIPLE = 256, /* the stem of one: Vorsitz-ende */
};

struct lexicon_fact {
	uint8_t kinds;
	uint16_t roles;
	uint32_t lemma;   /* of a modifier form: number of the form + 1; 0: no modifier */
	double modifiers; /* how many words it begins */
	double modifier_cost, head_cost;
};

struct lexicon_forms {
	struct string_table table;
	struct lexicon_fact *facts;
	size_t room;
};

void lexicon_forms_release(struct lexicon_forms *forms);

/* The number of the form, which is folded. */
uint32_t lexicon_forms_add(struct lexicon_forms *forms, const char *word, size_t length);

/* Adds a form that may begin compounds, where it stands for lemma. */
void lexicon_forms_add_modifier(
	struct lexicon_forms *forms, const char *form, size_t length, uint32_t lemma);

/* NULL: no such form. Valid until the next add. */
struct lexicon_fact *lexicon_forms_find(
	const struct lexicon_forms *forms, const char *word, size_t length);

size_t lexicon_forms_letters(const char *word, size_t length);
bool lexicon_forms_ends_with(const char *word, size_t length, const char *ending);

#endif
