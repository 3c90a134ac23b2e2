/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/place_matches.h"

#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LARGE = 100000,      /* inhabitants: known well enough to need no accents */
	TOWN = 20000,        /* to go by a shortened adjective */
	SMALL_TOWN = 5000,   /* to be inflected at all */
	SHORTEST_STEM = 4,   /* letters */
	LONGEST_ACRONYM = 4, /* letters: NATO is no town */
	CERTAIN_ACRONYM = 3, /* nor is ROM, however large */
};

struct search {
	const struct places *places;
	const char *text;
	const struct tokens *tokens;
};

void place_matches_release(struct place_matches *matches)
{
	free(matches->items);
	*matches = (struct place_matches){0};
}

/* Whether the token may go on a name that began before it. */
static bool goes_on(const struct search *search, size_t index)
{
	const struct token *token = &search->tokens->items[index];
	size_t before = search->tokens->items[index - 1].end;

	switch (token->gap) {
	case GAP_BLANK:
	case GAP_HYPHEN:
	case GAP_SLASH:
	case GAP_BRACKET:
		return true;
	case GAP_STOP: /* a. M. */
		return before - search->tokens->items[index - 1].start <= 3;
	case GAP_OTHER: /* L'Aquila */
		return token->start - before <= 3;
	default:
		return false;
	}
}

static bool has_capitals(
	const struct search *search, size_t first, size_t count, unsigned capitals)
{
	for (size_t i = 0; i < count; i++)
		if (capitals & 1U << i
			&& !(search->tokens->items[first + i].traits & TOKEN_CAPITAL))
			return false;
	return true;
}

static bool usable(const struct search *search, const struct place_match *match,
	const struct place_name *name)
{
	return name->need != NEED_FILTER
		&& has_capitals(
			search, match->first, match->end - match->first, name->capitals);
}

/* Small letters, accents kept, of the whole match. */
static uint32_t exact_hash(const struct search *search, const struct place_match *match)
{
	uint32_t hash = 0;

	for (size_t i = match->first; i < match->end; i++) {
		const struct token *token = &search->tokens->items[i];

		hash = tokens_hash(
			hash, search->text + token->start, token->end - token->start);
	}
	return hash;
}

static bool is_accented(const struct search *search, const struct place_match *match)
{
	for (size_t i = match->first; i < match->end; i++)
		if (search->tokens->items[i].traits & TOKEN_ACCENTED)
			return true;
	return false;
}

static uint32_t population(const struct search *search, const struct place_name *name)
{
	return search->places->items[name->place].population;
}

/*
 * Chooses the name as written; a name without its accents (Gdansk) is taken
 * too, but that of a small place might be another word.
 */
static bool choose_name(const struct search *search, const struct place_name *first,
	struct place_match *match)
{
	uint32_t exact = exact_hash(search, match);
	const struct place_name *bare = NULL;

	for (const struct place_name *name = first; name;
		name = place_names_next(&search->places->names, name)) {
		if (!usable(search, match, name))
			continue;
		if (name->exact == exact) {
			match->name = name;
			match->need = name->need;
			return true;
		}
		if (!bare)
			bare = name;
	}
	if (!bare || is_accented(search, match))
		return false;
	match->name = bare;
	match->need = bare->need;
	if (match->need < NEED_CUE && population(search, bare) < LARGE)
		match->need = NEED_CUE;
	return true;
}

/* A word in capitals is a name less surely. */
static void weigh_capitals(const struct search *search, struct place_match *match)
{
	const struct token *token = &search->tokens->items[match->first];
	size_t length = token->end - token->start;

	if (token->traits & TOKEN_SMALL || match->end > match->first + 1)
		return;
	if (match->need == NEED_CUE || length <= CERTAIN_ACRONYM)
		match->need = NEED_STRONG;
	if (length <= LONGEST_ACRONYM && population(search, match->name) < LARGE)
		match->need = NEED_STRONG;
}

/* The first name of which that many words, the first one folded already, are the key. */
static const struct place_name *find_words(const struct search *search,
	const struct place_match *match, size_t count, const char *folded, size_t length)
{
	char key[PLACE_KEY_MAX];

	if (count == 1)
		return place_names_find(&search->places->names, folded, length);
	length = place_names_key(
		search->text, search->tokens->items + match->first, count, key);
	return place_names_find(&search->places->names, key, length);
}

/* Tries names of that many words at the match's first token. */
static bool match_words(const struct search *search, size_t count, const char *folded,
	size_t length, struct place_match *match)
{
	const struct place_name *name;

	if (match->first + count > search->tokens->count)
		return false;
	for (size_t i = 1; i < count; i++)
		if (!goes_on(search, match->first + i))
			return false;
	match->end = match->first + (uint32_t)count;
	name = find_words(search, match, count, folded, length);
	if (!name || !choose_name(search, name, match))
		return false;
	match->form =
		match->name->traits & NAME_IS_ADJECTIVE ? FORM_ADJECTIVE : FORM_NAME;
	weigh_capitals(search, match);
	return true;
}

/* With its accents: "further" is of no Fürth. */
static bool may_be_inflected(const struct search *search, const struct place_match *match,
	const struct place_name *name, const char *key)
{
	if (name->need == NEED_FILTER || name->traits & NAME_IS_ADJECTIVE)
		return false;
	return search->tokens->items[match->first].traits & TOKEN_ACCENTED
		|| name->exact == tokens_hash(0, key, strlen(key));
}

/* A name of one word that the beginning of the token is, and an ending. */
static bool match_stem(const struct search *search, const char *folded, size_t length,
	const char *ending, uint32_t least, struct place_match *match)
{
	char key[TOKEN_MAX + 4];
	const struct place_name *name;
	int written;

	if (length < SHORTEST_STEM || length > TOKEN_MAX)
		return false;
	written = snprintf(key, sizeof(key), "%.*s%s", (int)length, folded, ending);
	name = place_names_find(&search->places->names, key, (size_t)written);
	while (name && !may_be_inflected(search, match, name, key))
		name = place_names_next(&search->places->names, name);
	if (!name || population(search, name) < least)
		return false;
	if (name->need > NEED_CUE
		|| (name->need == NEED_CUE && population(search, name) < LARGE))
		return false;
	match->name = name;
	match->need = NEED_NOTHING;
	match->end = match->first + 1;
	return true;
}

static bool ends_with(const char *word, size_t length, const char *ending)
{
	size_t ending_length = strlen(ending);

	return length > ending_length
		&& !memcmp(word + length - ending_length, ending, ending_length);
}

/* Leipzig-er, Dresd-ner (en), Karlsruh-er (e), Götting-er (en). */
static bool match_adjective(const struct search *search, const char *folded,
	size_t length, struct place_match *match)
{
	static const char *const endings[] = {"er", "ers", "ern", "erin", "erinnen"};

	match->form = FORM_ADJECTIVE;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t stem = length - strlen(endings[i]);

		if (!ends_with(folded, length, endings[i]))
			continue;
		if (match_stem(search, folded, stem, "", SMALL_TOWN, match))
			return true;
		if (ends_with(folded, stem, "ing") || ends_with(folded, stem, "ung"))
			return match_stem(search, folded, stem, "en", TOWN, match);
		if (ends_with(folded, stem, "n")
			&& match_stem(search, folded, stem - 1, "en", TOWN, match))
			return true;
		return match_stem(search, folded, stem, "e", LARGE, match)
			&& match->name->need == NEED_NOTHING;
	}
	return false;
}

/* Genitives are German: the smaller towns of others have none. */
static bool has_genitive(const struct search *search, const struct place_name *name)
{
	const char *country = search->places->items[name->place].country;

	return name->need == NEED_NOTHING
		&& (population(search, name) >= LARGE || !strcmp(country, "DE")
			|| !strcmp(country, "AT") || !strcmp(country, "CH"));
}

static bool match_genitive(const struct search *search, const char *folded, size_t length,
	struct place_match *match)
{
	match->form = FORM_GENITIVE;
	return ends_with(folded, length, "s") && length > 1
		&& !strchr("sxz", folded[length - 2])
		&& match_stem(search, folded, length - 1, "", SMALL_TOWN, match)
		&& has_genitive(search, match->name);
}

/* Δήμος Καβάλας, Βόλου; the fold knows no final sigma. */
static bool match_greek_genitive(const struct search *search, const char *folded,
	size_t length, struct place_match *match)
{
	static const char *const endings[][2] = {{"ησ", "η"}, {"ασ", "α"}, {"ιου", "ι"},
		{"ου", "ο"}, {"ου", "οσ"}, {"ων", "α"}, {"ων", "εσ"}};

	match->form = FORM_GENITIVE;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (ends_with(folded, length, endings[i][0])
			&& match_stem(search, folded, length - strlen(endings[i][0]),
				endings[i][1], SMALL_TOWN, match))
			return true;
	return false;
}

static bool match_at(const struct search *search, size_t index, struct place_match *match)
{
	const struct token *token = &search->tokens->items[index];
	char folded[TOKEN_MAX];
	size_t length = tokens_fold(
		search->text + token->start, token->end - token->start, folded);
	unsigned longest = place_names_longest(&search->places->names, folded, length);

	*match = (struct place_match){.first = (uint32_t)index};
	for (size_t count = longest; count > 0; count--)
		if (match_words(search, count, folded, length, match))
			return true;
	if (!(token->traits & TOKEN_SMALL))
		return false;
	if (folded[0] == '\xce' || folded[0] == '\xcf') /* Greek letters */
		return match_greek_genitive(search, folded, length, match);
	return match_genitive(search, folded, length, match)
		|| match_adjective(search, folded, length, match);
}

void place_matches_add(const struct places *places, const char *text,
	const struct tokens *tokens, struct place_matches *out)
{
	const struct search search = {places, text, tokens};

	for (size_t i = 0; i < tokens->count;) {
		struct place_match match;

		if (!(tokens->items[i].traits & TOKEN_CAPITAL)
			|| !match_at(&search, i, &match)) {
			i++;
			continue;
		}
		out->items = alloc_grow(
			out->items, out->count, &out->room, sizeof(*out->items));
		out->items[out->count++] = match;
		i = match.end;
	}
}
