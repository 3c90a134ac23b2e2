/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/passage.h"

#include <string.h>

enum { KEYS_MAX = 32 }; /* of a passage */

static bool is_talk(const struct analyzed_word *word, enum language language)
{
	return word->stop & (1U << language);
}

bool passage_is_content(const struct analyzed_word *word, enum language language)
{
	return (word->role == WORD_SINGLE || word->role == WORD_COMPOUND)
		&& !is_talk(word, language);
}

/* Words with digits have no language's letter before them. */
static bool has_no_language(const char *term)
{
	return (*term < 'A' || *term > 'Z') && strpbrk(term, "0123456789");
}

bool passage_is_term_of(const char *term, enum language language)
{
	bool is_theirs =
		language == LANGUAGE_DE ? *term == 'D' || *term == 'P' : *term == 'E';

	return is_theirs || has_no_language(term);
}

static bool is_of_neither(const struct analysis *analysis,
	const struct analyzed_word *word, enum language language)
{
	for (uint32_t i = 0; i < word->term_count; i++) {
		if (passage_is_term_of(
			    analysis_term(analysis, word->first_term + i), language))
			return false;
	}
	return true;
}

bool passage_has_term(const struct analysis *analysis, const struct analyzed_word *word,
	uint32_t term, enum language language)
{
	return passage_is_term_of(
		       analysis_term(analysis, word->first_term + term), language)
		|| is_of_neither(analysis, word, language);
}

static void collect_words(struct passage_keys *keys)
{
	const struct passage *passage = keys->passage;
	bool ends_in_talk = true;

	for (size_t i = passage->first; i < passage->end; i++) {
		const struct analyzed_word *word = &passage->analysis->words[i];

		if (word->role == WORD_HYPHENATED
			|| (word->role == WORD_PART && i > passage->first))
			continue;
		ends_in_talk = is_talk(word, keys->language);
		if (ends_in_talk && keys->count)
			continue;
		if (ends_in_talk || keys->count == PASSAGE_WORDS_MAX) {
			keys->count = 0;
			return;
		}
		keys->words[keys->count++] = word;
	}
	if (ends_in_talk)
		keys->count = 0;
}

/* What the term is in a key; NULL: it is no stem in the language. */
static const char *stem_of(const struct passage_keys *keys, size_t word, uint32_t term)
{
	const struct analysis *analysis = keys->passage->analysis;
	const char *text = analysis_term(analysis, keys->words[word]->first_term + term);

	if (*text == (keys->language == LANGUAGE_DE ? 'D' : 'E'))
		return text + 1;
	if (*text == 'P'
		|| !passage_has_term(analysis, keys->words[word], term, keys->language))
		return NULL;
	return text;
}

/* Goes on to a stem of the word, from a term on. False: there is none. */
static bool choose(struct passage_keys *keys, size_t word, uint32_t from)
{
	for (uint32_t i = from; i < keys->words[word]->term_count; i++) {
		if (!stem_of(keys, word, i))
			continue;
		keys->terms[word] = i;
		return true;
	}
	return false;
}

void passage_keys_begin(
	struct passage_keys *keys, const struct passage *passage, enum language language)
{
	keys->passage = passage;
	keys->language = language;
	keys->count = 0;
	keys->tried = 0;
	collect_words(keys);
	for (size_t i = 0; i < keys->count; i++) {
		if (!choose(keys, i, 0))
			keys->count = 0;
	}
}

/* The last word changes first. */
static bool advance(struct passage_keys *keys)
{
	for (size_t i = keys->count; i-- > 0;) {
		if (choose(keys, i, keys->terms[i] + 1))
			return true;
		choose(keys, i, 0);
	}
	return false;
}

bool passage_keys_next(struct passage_keys *keys)
{
	if (!keys->count || keys->tried == KEYS_MAX || (keys->tried && !advance(keys)))
		return false;
	keys->tried++;
	keys->length = 0;
	for (size_t i = 0; i < keys->count; i++) {
		const char *stem = stem_of(keys, i, keys->terms[i]);
		size_t length = strlen(stem);

		if (i)
			keys->bytes[keys->length++] = ' ';
		memcpy(keys->bytes + keys->length, stem, length);
		keys->length += length;
	}
	return keys->length != 0;
}
