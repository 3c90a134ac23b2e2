/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tools/lexicon_modifiers.h"

#include <string.h>

enum {
	LINK_BYTES_MAX = 4, /* and the NUL */
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
	static const char *const endings[] = {
		"ung", "heit", "keit", "schaft", "ion", "tät", "ling", "tum", NULL};

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
	return (size_t)(stpcpy(form, string_table_get(&forms->table, word)) - form);
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

static void add_itself(struct lexicon_forms *forms, uint32_t word)
{
	char form[ROOM];
	size_t length = copy_form(forms, word, form);

	lexicon_forms_add_modifier(forms, form, length, word);
}

static void add_noun(struct lexicon_forms *forms, uint32_t noun)
{
	char form[ROOM];
	size_t length = copy_form(forms, noun, form);

	if (form[length - 1] == 'e' && length >= 4) /* Schule, Schul- */
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

	if (lexicon_forms_ends_with(form, length, "n"))
		lexicon_forms_add_modifier(forms, form, length - 1, verb);
	if (lexicon_forms_ends_with(form, length, "en"))
		lexicon_forms_add_modifier(forms, form, length - 2, verb);
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
	for_each(forms, words, KIND_LISTED, add_itself);
	for_each(forms, words, KIND_LISTED, add_noun);
	for_each(forms, words, KIND_NOUN, add_itself);
	for_each(forms, words, KIND_NOUN, add_noun);
	for_each(forms, words, KIND_ADJECTIVE, add_itself);
	for_each(forms, words, KIND_VERB, add_verb);
	for_each(forms, words, KIND_NOUN, add_infinitive_noun);
}

static bool is_verb(const struct lexicon_forms *forms, const char *word, size_t length)
{
	const struct lexicon_fact *fact = lexicon_forms_find(forms, word, length);

	return fact && (fact->kinds & KIND_VERB);
}

/* Whether a noun is the verb's first part, and no prefix is: teilnehmen. */
static bool begins_with_noun(
	const struct lexicon_forms *forms, const char *verb, size_t length)
{
	bool found = false;

	for (size_t i = 2; i + 2 < length; i++) {
		const struct lexicon_fact *first = lexicon_forms_find(forms, verb, i);

		if (!first || !is_verb(forms, verb + i, length - i))
			continue;
		if (first->kinds & KIND_ADJECTIVE
			|| first->roles & (ROLE_BEGINNING | ROLE_PARTICLE))
			return false;
		found = found || first->kinds & KIND_NOUN;
	}
	return found;
}

static void mark(struct lexicon_forms *forms, const char *stem, size_t length,
	enum lexicon_role role)
{
	uint32_t number = lexicon_forms_add(forms, stem, length);

	forms->facts[number].roles |= (uint16_t)role;
}

/* Vorsitzende: it has a Vorsitzender, which Wochenende has not. */
static void mark_participle(struct lexicon_forms *forms, uint32_t word)
{
	char form[ROOM];
	size_t length = copy_form(forms, word, form);

	if (lexicon_forms_ends_with(form, length, "ender")
		&& lexicon_forms_find(forms, form, length - 1))
		mark(forms, form, length - 5, ROLE_PARTICIPLE);
}

static void mark_verb(struct lexicon_forms *forms, uint32_t verb)
{
	char form[ROOM];
	size_t length = copy_form(forms, verb, form);
	enum lexicon_role role =
		begins_with_noun(forms, form, length) ? ROLE_PARTICIPLE : ROLE_VERB_STEM;

	if (!lexicon_forms_ends_with(form, length, "n"))
		return;
	if (form[length - 2] == 'e') {
		mark(forms, form, length - 2, role);
		return;
	}
	mark(forms, form, length - 1, role);
	/* wandeln, Wandl-ung */
	if (length > 4 && form[length - 3] == 'e') {
		form[length - 3] = form[length - 2];
		mark(forms, form, length - 2, role);
	}
}

void lexicon_modifiers_mark_stems(struct lexicon_forms *forms)
{
	size_t words = forms->table.count;

	for (uint32_t i = 0; i < words; i++) {
		mark_participle(forms, i);
		if (forms->facts[i].kinds & KIND_VERB)
			mark_verb(forms, i);
	}
}
