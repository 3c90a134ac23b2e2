/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tools/lexicon_forms.h"

#include "base/alloc.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

void lexicon_forms_release(struct lexicon_forms *forms)
{
	string_table_release(&forms->table);
	free(forms->facts);
	*forms = (struct lexicon_forms){0};
}

uint32_t lexicon_forms_add(struct lexicon_forms *forms, const char *word, size_t length)
{
	size_t before = forms->table.count;
	uint32_t number = string_table_add(&forms->table, word, length);

	forms->facts =
		alloc_grow(forms->facts, number, &forms->room, sizeof(*forms->facts));
	if (number == before)
		forms->facts[number] = (struct lexicon_fact){0};
	return number;
}

void lexicon_forms_add_modifier(
	struct lexicon_forms *forms, const char *form, size_t length, uint32_t lemma)
{
	uint32_t number;

	if (lexicon_forms_letters(form, length) < LEXICON_FORM_LETTERS_MIN)
		return;
	number = lexicon_forms_add(forms, form, length);
	if (!forms->facts[number].lemma)
		forms->facts[number].lemma = lemma + 1;
}

struct lexicon_fact *lexicon_forms_find(
	const struct lexicon_forms *forms, const char *word, size_t length)
{
	uint32_t number = string_table_find(&forms->table, word, length);

	return number == STRING_TABLE_NONE ? NULL : &forms->facts[number];
}

size_t lexicon_forms_letters(const char *word, size_t length)
{
	size_t letters = 0;

	for (size_t i = 0; i < length; i++)
		letters += unicode_begins(word[i]);
	return letters;
}

bool lexicon_forms_ends_with(const char *word, size_t length, const char *ending)
{
	size_t size = strlen(ending);

	return length > size && !memcmp(word + length - size, ending, size);
}
