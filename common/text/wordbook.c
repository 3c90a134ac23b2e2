/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/wordbook.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "text/glossary.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One of a group; those of a group stand side by side. */
struct member {
	size_t text, form; /* in the texts; form 0: it has none */
	enum language language;
	uint32_t group;
};

struct group {
	uint32_t first, count; /* members */
	enum wordbook_kind kind;
};

struct key {
	uint64_t hash;
	uint32_t member;
};

struct wordbook {
	struct buf texts; /* each with a NUL; the first one is empty */
	struct member *members;
	struct group *groups;
	struct key *keys; /* packed: by hash, then by member */
	size_t member_count, member_room, group_count, group_room, key_count, key_room;
};

void wordbook_open(struct wordbook **out)
{
	*out = alloc_zeroed(1, sizeof(**out));
	buf_add(&(*out)->texts, "", 1);
}

void wordbook_close(struct wordbook **wordbook)
{
	if (*wordbook) {
		buf_release(&(*wordbook)->texts);
		free((*wordbook)->members);
		free((*wordbook)->groups);
		free((*wordbook)->keys);
	}
	free(*wordbook);
	*wordbook = NULL;
}

static size_t add_text(struct wordbook *wordbook, const char *text)
{
	size_t at = wordbook->texts.length;

	buf_add(&wordbook->texts, text, strlen(text) + 1);
	return at;
}

static void add_key(struct wordbook *wordbook, uint32_t member, enum language language,
	const char *stems, size_t length)
{
	wordbook->keys = alloc_grow(wordbook->keys, wordbook->key_count,
		&wordbook->key_room, sizeof(*wordbook->keys));
	wordbook->keys[wordbook->key_count++] = (struct key){
		glossary_hash(glossary_hash_begin(language), stems, length), member};
}

/* E-Mobilität is known as Emobilität, too. */
static void add_whole(struct wordbook *wordbook, uint32_t member, enum language language,
	const struct analysis *analysis)
{
	const struct analyzed_word *word = analysis->words;

	for (uint32_t i = 0; i < word->term_count; i++) {
		const char *term = analysis_term(analysis, word->first_term + i);

		if (*term == (language == LANGUAGE_DE ? 'D' : 'E'))
			add_key(wordbook, member, language, term + 1, strlen(term + 1));
	}
}

static bool is_one_hyphenated(const struct analysis *analysis)
{
	return analysis->word_count && analysis->words->role == WORD_HYPHENATED
		&& analysis->words->end == analysis->words[analysis->word_count - 1].end;
}

static void add_keys(struct wordbook *wordbook, struct analyzer *analyzer,
	uint32_t member, enum language language, const char *text)
{
	SCOPED(analysis_release) struct analysis analysis = {0};
	struct passage passage = {&analysis, 0, 0, text};
	struct passage_keys keys;

	analyzer_analyze(analyzer, ANALYZER_QUERY, text, strlen(text), LANGUAGE_UNKNOWN,
		&analysis);
	passage.end = analysis.word_count;
	passage_keys_begin(&keys, &passage, language);
	while (passage_keys_next(&keys))
		add_key(wordbook, member, language, keys.bytes, keys.length);
	if (is_one_hyphenated(&analysis))
		add_whole(wordbook, member, language, &analysis);
}

/* EFRE, H2, F&E */
static bool is_acronym(const char *text)
{
	size_t signs = 0;

	for (const char *c = text; *c; c++) {
		if ((*c >= 'a' && *c <= 'z') || *c == ' ')
			return false;
		signs += (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9');
	}
	return signs >= 2;
}

/*
 * The plural that German builds with -s, of words that end in a full vowel and
 * of acronyms (Kitas, KMUs): no stemmer takes that s away, it might be a stem's.
 */
static bool write_plural(const char *text, enum language language, struct buf *out)
{
	size_t length = strlen(text);

	if (language != LANGUAGE_DE || !length || strpbrk(text, " -/"))
		return false;
	if (!strchr("aiouy", text[length - 1]) && !is_acronym(text))
		return false;
	buf_add(out, text, length);
	buf_add_string(out, "s");
	return true;
}

static void add_member(struct wordbook *wordbook, struct analyzer *analyzer,
	const struct wordbook_word *word)
{
	SCOPED(buf_release) struct buf plural = {0};
	uint32_t number = (uint32_t)wordbook->member_count++;
	struct member member = {.text = add_text(wordbook, word->text),
		.language = word->language,
		.group = (uint32_t)wordbook->group_count};

	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		if ((enum language)i == word->language || is_acronym(word->text))
			add_keys(
				wordbook, analyzer, number, (enum language)i, word->text);
	}
	if (write_plural(word->text, word->language, &plural)) {
		add_keys(wordbook, analyzer, number, word->language, plural.bytes);
		member.form = add_text(wordbook, plural.bytes);
	}
	wordbook->members = alloc_grow(wordbook->members, number, &wordbook->member_room,
		sizeof(*wordbook->members));
	wordbook->members[number] = member;
}

void wordbook_add(struct wordbook *wordbook, struct analyzer *analyzer,
	enum wordbook_kind kind, const struct wordbook_word *words, size_t count)
{
	struct group group = {(uint32_t)wordbook->member_count, (uint32_t)count, kind};

	for (size_t i = 0; i < count; i++)
		add_member(wordbook, analyzer, &words[i]);
	wordbook->groups = alloc_grow(wordbook->groups, wordbook->group_count,
		&wordbook->group_room, sizeof(*wordbook->groups));
	wordbook->groups[wordbook->group_count++] = group;
}

static int by_hash(const void *a_, const void *b_)
{
	const struct key *a = a_;
	const struct key *b = b_;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->member > b->member) - (a->member < b->member);
}

void wordbook_pack(struct wordbook *wordbook)
{
	if (wordbook->key_count)
		qsort(wordbook->keys, wordbook->key_count, sizeof(*wordbook->keys),
			by_hash);
}

/* The number of the first key whose hash is not below. */
static size_t find_key(const struct wordbook *wordbook, uint64_t hash)
{
	size_t low = 0;
	size_t high = wordbook->key_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (wordbook->keys[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* What is offered for a passage, as far as it is known. */
struct offers {
	const struct wordbook *wordbook;
	struct wordbook_offer *items;
	size_t count;
};

static void add_offer(struct offers *offers, size_t text, const struct member *member,
	enum wordbook_kind kind)
{
	const char *string = offers->wordbook->texts.bytes + text;

	for (size_t i = 0; i < offers->count; i++) {
		if (offers->items[i].language == member->language
			&& !strcmp(offers->items[i].text, string))
			return;
	}
	if (offers->count < WORDBOOK_OFFERS_MAX)
		offers->items[offers->count++] = (struct wordbook_offer){
			string, member->language, kind, text == member->form};
}

/* The other ones of a member's group, and the form it has itself. */
static void add_others(struct offers *offers, const struct member *known)
{
	const struct wordbook *wordbook = offers->wordbook;
	const struct group *group = &wordbook->groups[known->group];

	if (known->form)
		add_offer(offers, known->form, known, WORDBOOK_FORM);
	for (uint32_t i = group->first; i < group->first + group->count; i++) {
		const struct member *member = &wordbook->members[i];

		if (member == known
			|| (group->kind == WORDBOOK_TRANSLATION
				&& member->language == known->language))
			continue;
		add_offer(offers, member->text, member, group->kind);
		if (member->form)
			add_offer(offers, member->form, member, group->kind);
	}
}

static void find_in(
	struct offers *offers, const struct passage *passage, enum language language)
{
	const struct wordbook *wordbook = offers->wordbook;
	struct passage_keys keys;

	passage_keys_begin(&keys, passage, language);
	while (passage_keys_next(&keys)) {
		uint64_t hash = glossary_hash(
			glossary_hash_begin(language), keys.bytes, keys.length);

		for (size_t i = find_key(wordbook, hash);
			i < wordbook->key_count && wordbook->keys[i].hash == hash; i++)
			add_others(offers, &wordbook->members[wordbook->keys[i].member]);
	}
}

size_t wordbook_find(const struct wordbook *wordbook, const struct passage *passage,
	enum language language, struct wordbook_offer out[WORDBOOK_OFFERS_MAX])
{
	struct offers offers = {wordbook, out, 0};

	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		if (language == LANGUAGE_UNKNOWN || language == (enum language)i)
			find_in(&offers, passage, (enum language)i);
	}
	return offers.count;
}
