/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config/config_meanings.h"

#include "base/buf.h"
#include "base/scope.h"
#include "config/config.h"
#include "config/config_parts.h"
#include "text/spelling.h"
#include "text/unicode.h"
#include "text/words.h"

#include <string.h>

static const char *name_of(enum language language)
{
	return language == LANGUAGE_DE ? "German" : "English";
}

/* The words of a term, as far as they tell whether it can be looked up. */
struct term_words {
	size_t count;
	bool first_tells, last_tells; /* say something by themselves */
};

static void count_words(const char *text, enum language language, struct term_words *out)
{
	SCOPED(buf_release) struct buf folded = {0};
	size_t length = strlen(text);
	size_t offset = 0;
	struct word word;

	while (words_next(text, length, &offset, &word)) {
		buf_clear(&folded);
		spelling_fold(text, &word, &folded);
		out->last_tells = !language_is_stop_word(
			language, buf_string(&folded), folded.length);
		if (!out->count++)
			out->first_tells = out->last_tells;
	}
}

static bool check_term(const char *text, enum language language, struct error *err)
{
	struct term_words words = {0};

	if (strlen(text) > CONFIG_MEANING_BYTES_MAX)
		return error_set(err, ERROR_INVALID, "%.40s... is longer than %d bytes",
			text, CONFIG_MEANING_BYTES_MAX);
	count_words(text, language, &words);
	if (!words.count)
		return error_set(err, ERROR_INVALID, "%s has no word in it", text);
	if (words.count > PASSAGE_WORDS_MAX)
		return error_set(err, ERROR_INVALID, "%s has %zu words; %d are the most",
			text, words.count, PASSAGE_WORDS_MAX);
	if (words.first_tells && words.last_tells)
		return true;
	return error_set(err, ERROR_INVALID,
		"%s %s a word that says nothing by itself in %s", text,
		words.count == 1            ? "is"
			: words.first_tells ? "ends in"
					    : "begins with",
		name_of(language));
}

/* Blanks between the words are all the same. */
static void fold(const char *text, struct buf *out)
{
	SCOPED(buf_release) struct buf folded = {0};
	const char *from;

	unicode_fold(text, strlen(text), &folded);
	for (from = buf_string(&folded); *from; from++) {
		if (*from != ' ' || from[1] != ' ')
			buf_add(out, from, 1);
	}
}

enum first_of_pair { FIRST_IS_LESS, FIRST_IS_GERMAN };

/* Notes that two words mean the same. False: that was said before. */
static bool note_pair(struct config *config, const char *group, const char *one,
	const char *other, enum first_of_pair order)
{
	SCOPED(buf_release) struct buf a = {0};
	SCOPED(buf_release) struct buf b = {0};
	SCOPED(buf_release) struct buf pair = {0};
	size_t known = config->pairs.count;
	bool swaps;

	fold(one, &a);
	fold(other, &b);
	swaps = order == FIRST_IS_LESS && strcmp(buf_string(&a), buf_string(&b)) > 0;
	buf_add_format(&pair, "%s;%s;%s", group, buf_string(swaps ? &b : &a),
		buf_string(swaps ? &a : &b));
	return string_table_add(&config->pairs, pair.bytes, pair.length) == known;
}

static bool is_same(const char *one, const char *other)
{
	SCOPED(buf_release) struct buf a = {0};
	SCOPED(buf_release) struct buf b = {0};

	fold(one, &a);
	fold(other, &b);
	return !strcmp(buf_string(&a), buf_string(&b));
}

static bool check_number(const struct config *config, struct error *err)
{
	return config->additions.group_count < CONFIG_MEANINGS_MAX
		|| error_set(err, ERROR_INVALID,
			"more than %d lines of synonyms and translations",
			CONFIG_MEANINGS_MAX);
}

static bool refuse_twice(const char *one, const char *other, struct error *err)
{
	return error_set(err, ERROR_INVALID,
		"%.100s and %.100s: said before, say it once", one, other);
}

/* Each of the words, and every two of them. */
static bool check_synonyms(
	struct config *config, const struct addition_group *group, struct error *err)
{
	for (size_t i = 0; i < group->count; i++) {
		if (!check_term(group->words[i], group->language, err))
			return false;
		for (size_t k = 0; k < i; k++) {
			if (is_same(group->words[k], group->words[i]))
				return error_set(err, ERROR_INVALID,
					"%s stands twice in one line", group->words[i]);
			if (!note_pair(config, language_code(group->language),
				    group->words[k], group->words[i], FIRST_IS_LESS))
				return refuse_twice(
					group->words[k], group->words[i], err);
		}
	}
	return true;
}

bool config_meanings_add_synonyms(
	struct config *config, enum language language, char *value, struct error *err)
{
	struct addition_group group = {.kind = WORDBOOK_SYNONYM, .language = language};
	char *words[WORDBOOK_GROUP_MAX] = {value};

	if (!check_number(config, err)
		|| !config_parts_cut(value, words, WORDBOOK_GROUP_MAX, &group.count, err))
		return false;
	if (group.count < 2)
		return error_set(err, ERROR_INVALID,
			"%.80s stands alone; synonyms are WORD; WORD; ...", words[0]);
	for (size_t i = 0; i < group.count; i++)
		group.words[i] = words[i];
	if (!check_synonyms(config, &group, err))
		return false;
	additions_add_group(&config->additions, &group);
	return true;
}

static bool check_translation(
	struct config *config, const struct addition_group *group, struct error *err)
{
	const char *german = group->words[0];

	if (!check_term(german, LANGUAGE_DE, err))
		return false;
	for (size_t i = 1; i < group->count; i++) {
		const char *english = group->words[i];

		if (!check_term(english, LANGUAGE_EN, err))
			return false;
		if (is_same(german, english))
			return error_set(err, ERROR_INVALID,
				"%s is written the same in both languages", german);
		if (!note_pair(config, "de en", german, english, FIRST_IS_GERMAN))
			return refuse_twice(german, english, err);
	}
	return true;
}

bool config_meanings_add_translation(
	struct config *config, char *value, struct error *err)
{
	struct addition_group group = {.kind = WORDBOOK_TRANSLATION};
	char *words[WORDBOOK_GROUP_MAX] = {value};

	if (!check_number(config, err)
		|| !config_parts_cut(value, words, WORDBOOK_GROUP_MAX, &group.count, err))
		return false;
	if (group.count < 2)
		return error_set(err, ERROR_INVALID,
			"%.80s has no English side; a translation is GERMAN; ENGLISH",
			words[0]);
	for (size_t i = 0; i < group.count; i++)
		group.words[i] = words[i];
	if (!check_translation(config, &group, err))
		return false;
	additions_add_group(&config->additions, &group);
	return true;
}
