/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tools/lexicon_modifiers.h"

#include <string.h>

enum {
	LINK_BYTES_MAX = 4,
	ROOM = LEXICON_FORM_BYTES_MAX + LINK_BYTES_MAX,
};

/* What may stand between a noun and what follows it. */
static const char *const links[] = {"s", "es", "n", "en", "er", "e", "ns", "ens"};

static bool ends_with_any(const char *word, size_t length, const char *const *endings)
{
	for (; *endings; endings++) {
		if (lexicon_forms_ends_with(word, length, *endings))
			return true;
	}
	return false;
}

/* Words that always take an s before what follows them. */
static bool always_takes_s(const char *noun, size_t length)
{
	static const char *const endings[] = {"ung", "heit", "keit", "schaft", "ion",
		"tät", "ling", "tum", NULL};

	return ends_with_any(noun, length, endings);
}

static bool may_link(const char *noun, size_t length, const char *link)
{
	char last = noun[length - 1];

	if (!strcmp(link, "s"))
		return !strchr("sxz", last);
	if (!strcmp(link, "n") || !strcmp(link, "ns"))
		return strchr("elr", last) != NULL;
	return true;
}

/* Yields its length. form has ROOM. */
static size_t copy_form(const struct lexicon_forms *forms, uint32_t word, char *form)
{
	const char *string = string_table_get(&forms->table, word);
	size_t length = strlen(string);

	memcpy(form, string, length);
	return length;
}

/* Wirtschaft, Wirtschafts-; but Fonds of the dictionary stands for itself. */
static void add_linked(
	struct lexicon_forms *forms, char *form, size_t length, uint32_t noun)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		size_t size = strlen(links[i]);
		struct lexicon_fact *fact;

		if (!may_link(form, length, links[i]))
			continue;
		memcpy(form + length, links[i], size);
		fact = lexicon_forms_find(forms, form, length + size);
		if (fact && (fact->kinds & KIND_LISTED) && links[i][size - 1] == 's')
			continue;
		lexicon_forms_add_modifier(forms, form, length + size, noun);
		fact = lexicon_forms_find(forms, form, length + size);
		if (fact && i == 0 && always_takes_s(form, length))
			fact->roles |= ROLE_LINKED;
	}
}

static void add_noun(struct lexicon_forms *forms, uint32_t noun)
{
	char form[ROOM];
	size_t length = copy_form(forms, noun, form);

	lexicon_forms_add_modifier(forms, form, length, noun);
	if (form[length - 1] == 'e' && length > 4) /* Schule, Schul- */
		lexicon_forms_add_modifier(forms, form, length - 1, noun);
	add_linked(forms, form, length, noun);
}

static void add_infinitive_noun(struct lexicon_forms *forms, uint32_t noun)
{
	char form[ROOM];
	size_t length = copy_form(forms, noun, form);

	if (lexicon_forms_ends_with(form, length, "en") && length > 5)
		lexicon_forms_add_modifier(forms, form, length - 2, noun);
}

/* Schreiben, Schreib-; Baden, Bade-; Fördern, Förder- */
static void add_verb(struct lexicon_forms *forms, uint32_t verb)
{
	char form[ROOM];
	size_t length = copy_form(forms, verb, form);
	struct lexicon_fact *stem;

	if (lexicon_forms_ends_with(form, length, "n"))
		lexicon_forms_add_modifier(forms, form, length - 1, verb);
	if (!lexicon_forms_ends_with(form, length, "en"))
		return;
	lexicon_forms_add_modifier(forms, form, length - 2, verb);
	stem = lexicon_forms_find(forms, form, length - 2);
	/* not Schul-, which stands for Schule */
	if (stem && stem->lemma == verb + 1)
		stem->roles |= ROLE_VERB_STEM;
}

static void add_adjective(struct lexicon_forms *forms, uint32_t adjective)
{
	char form[ROOM];
	size_t length = copy_form(forms, adjective, form);

	lexicon_forms_add_modifier(forms, form, length, adjective);
}

static void for_each(struct lexicon_forms *forms, size_t count, unsigned kinds,
	void (*add)(struct lexicon_forms *forms, uint32_t word))
{
	for (uint32_t i = 0; i < count; i++) {
		if (forms->facts[i].kinds & kinds)
			add(forms, i);
	}
}

void lexicon_modifiers_add(struct lexicon_forms *forms)
{
	size_t words = forms->table.count;

	for (uint32_t i = 0; i < words; i++) {
		if (forms->facts[i].roles & (ROLE_PARTICLE | ROLE_MODIFIER))
			forms->facts[i].lemma = i + 1;
	}
	/* a form stands for the likeliest of its words, so the order matters */
	for_each(forms, words, KIND_LISTED, add_noun);
	for_each(forms, words, KIND_NOUN, add_noun);
	for_each(forms, words, KIND_ADJECTIVE, add_adjective);
	for_each(forms, words, KIND_VERB, add_verb);
	for_each(forms, words, KIND_NOUN, add_infinitive_noun);
}

/* The verb of a derived noun, if the length bytes and en or n make one. */
static bool is_verb_stem(const struct lexicon_forms *forms, const char *noun, size_t length)
{
	static const char *const infinitives[] = {"en", "n"};
	char verb[ROOM];

	memcpy(verb, noun, length);
	for (size_t i = 0; i < sizeof(infinitives) / sizeof(*infinitives); i++) {
		size_t size = strlen(infinitives[i]);
		const struct lexicon_fact *fact;

		memcpy(verb + length, infinitives[i], size);
		fact = lexicon_forms_find(forms, verb, length + size);
		if (fact && (fact->kinds & KIND_VERB))
			return true;
	}
	return false;
}

/* Whether a particle or an adjective and a verb make the stem. */
static bool is_separable(const struct lexicon_forms *forms, const char *stem, size_t length)
{
	for (size_t i = 2; i + 2 < length; i++) {
		const struct lexicon_fact *first = lexicon_forms_find(forms, stem, i);

		if (first
			&& (first->kinds & KIND_ADJECTIVE
				|| first->roles & (ROLE_BEGINNING | ROLE_PARTICLE))
			&& is_verb_stem(forms, stem + i, length - i))
			return true;
	}
	return false;
}

static bool is_derived(const struct lexicon_forms *forms, const char *noun, size_t length)
{
	static const char *const suffixes[] = {"ung", "ungen", "er", "ers", "ern", "erin",
		"erinnen", "en", "ens", "nde", "nden", "ndes", "nder", "ndem"};

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		size_t stem = length - strlen(suffixes[i]);

		if (lexicon_forms_ends_with(noun, length, suffixes[i])
			&& is_verb_stem(forms, noun, stem)
			&& is_separable(forms, noun, stem))
			return true;
	}
	return false;
}

void lexicon_modifiers_mark_derived(struct lexicon_forms *forms)
{
	for (uint32_t i = 0; i < forms->table.count; i++) {
		const char *noun = string_table_get(&forms->table, i);

		if (forms->facts[i].kinds & KIND_NOUN
			&& is_derived(forms, noun, strlen(noun)))
			forms->facts[i].roles |= ROLE_WHOLE;
	}
}
