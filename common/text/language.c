/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/language.h"

#include "base/embed.h"
#include "text/word_votes.h"
#include "text/words.h"

#include <stdbool.h>
#include <string.h>

EMBEDDED(stopwords_de); /* one a line, sorted by bytes */
EMBEDDED(stopwords_en);

/* What a text must say to be told. */
#define VOTES_MIN 0.4

/* Of the vote of a word in a name: Harvard School of Dental Medicine. */
#define NAME_SHARE 0.1

#define GENDERED_VOTE  2.0 /* of Akteur:innen: no other language has it */
#define VOTES_PER_WORD 1.0 /* a sentence has no more */
#define PRIOR_VOTES    1.0 /* of what surrounds a text: it must be outvoted */

enum {
	VOTING_WORDS_MAX = 1000, /* of a long text the first ones tell enough */
	NAME_JOINTS_MAX = 3,     /* small words one behind the other in a name */
};

const char *language_code(enum language language)
{
	static const char *const codes[LANGUAGE_COUNT] = {"und", "de", "en"};

	return codes[language];
}

enum language language_of_code(const char *code)
{
	for (int i = LANGUAGE_DE; code && i < LANGUAGE_COUNT; i++) {
		if (!strncasecmp(code, language_code((enum language)i), 2)
			&& (!code[2] || code[2] == '-' || code[2] == '_'))
			return (enum language)i;
	}
	return LANGUAGE_UNKNOWN;
}

/* Compares word with the line that starts at line. */
static int compare_line(
	const char *word, size_t length, const char *line, const char *end)
{
	const char *newline = memchr(line, '\n', (size_t)(end - line));
	size_t line_length = (size_t)((newline ? newline : end) - line);
	size_t common = length < line_length ? length : line_length;
	int order = memcmp(word, line, common);

	return order ? order : (length > line_length) - (length < line_length);
}

static int has_line(const char *begin, const char *end, const char *word, size_t length)
{
	const char *low = begin;
	const char *high = end;

	while (low < high) {
		const char *middle = low + (high - low) / 2;
		int order;

		while (middle > low && middle[-1] != '\n')
			middle--;
		order = compare_line(word, length, middle, end);
		if (!order)
			return 1;
		if (order < 0) {
			high = middle;
		} else {
			const char *newline =
				memchr(middle, '\n', (size_t)(high - middle));

			low = newline ? newline + 1 : high;
		}
	}
	return 0;
}

int language_is_stop_word(enum language language, const char *word, size_t length)
{
	if (language == LANGUAGE_DE)
		return has_line(stopwords_de_begin, stopwords_de_end, word, length);
	if (language == LANGUAGE_EN)
		return has_line(stopwords_en_begin, stopwords_en_end, word, length);
	return 0;
}

/* A word of the text and what it votes for. */
struct voter {
	double vote;
	bool is_capital; /* begins with a capital */
	bool is_joint;   /* may stand in a name: of, der */
	bool is_in_name;
	bool begins; /* a sentence, or what looks like it */
};

/* Whether a sentence ends in the bytes between two words. */
static bool ends_sentence(const char *text, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		bool mark = text[i] == '.' || text[i] == '!' || text[i] == '?'
			|| text[i] == ':';

		if (text[i] == '\n' || (mark && i + 1 < to && text[i + 1] == ' '))
			return true;
	}
	return false;
}

static size_t read_voters(
	struct word_votes *votes, const char *text, size_t length, struct voter *out)
{
	struct word word;
	size_t offset = 0;
	size_t before = 0;
	size_t count = 0;

	while (count < VOTING_WORDS_MAX && words_next(text, length, &offset, &word)) {
		bool begins = ends_sentence(text, before, word.start);
		struct word_vote vote;

		before = word.end;
		if (!(word.traits & WORD_HAS_LETTER) || (word.traits & WORD_HAS_DIGIT))
			continue;
		word_votes_find(votes, text + word.start, word.end - word.start, &vote);
		out[count++] = (struct voter){
			.vote = word.traits & WORD_IS_GENDERED ? GENDERED_VOTE
							       : vote.vote,
			.is_capital = word.traits & WORD_IS_CAPITAL,
			.is_joint = vote.is_joint,
			.begins = begins,
		};
	}
	return count;
}

/*
 * Capitals side by side, or with small words between them, look like a name,
 * and names are of any language.
 */
static void mark_names(struct voter *voters, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t next = i + 1;

		if (!voters[i].is_capital)
			continue;
		while (next < count && next <= i + NAME_JOINTS_MAX
			&& voters[next].is_joint && !voters[next].is_capital)
			next++;
		if (next == count || !voters[next].is_capital)
			continue;
		for (size_t k = i; k <= next; k++)
			voters[k].is_in_name = true;
	}
}

/* The votes of one sentence, in which names hardly count unless it is all names. */
static double poll(struct voter *voters, size_t count)
{
	double plain = 0;
	double names = 0;
	double votes;

	mark_names(voters, count);
	for (size_t i = 0; i < count; i++)
		*(voters[i].is_in_name ? &names : &plain) += voters[i].vote;
	votes = plain + names * NAME_SHARE;
	return votes > VOTES_MIN || votes < -VOTES_MIN ? votes : plain + names;
}

/* A sentence counts by its votes, but no more than by its words. */
static double bounded(double votes, size_t words)
{
	double bound = VOTES_PER_WORD * (double)words;

	return votes > bound ? bound : votes < -bound ? -bound : votes;
}

double language_votes(struct word_votes *memory, const char *text, size_t length)
{
	struct voter voters[VOTING_WORDS_MAX];
	size_t count = read_voters(memory, text, length, voters);
	double votes = 0;

	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && !voters[end].begins; end++)
			continue;
		votes += bounded(poll(voters + i, end - i), end - i);
	}
	return votes;
}

enum language language_of_votes(double votes, enum language fallback)
{
	if (fallback == LANGUAGE_DE)
		votes += PRIOR_VOTES;
	else if (fallback == LANGUAGE_EN)
		votes -= PRIOR_VOTES;
	if (votes > VOTES_MIN)
		return LANGUAGE_DE;
	return votes < -VOTES_MIN ? LANGUAGE_EN : fallback;
}

enum language language_of_text(const char *text, size_t length, enum language fallback)
{
	return language_of_votes(language_votes(NULL, text, length), fallback);
}
