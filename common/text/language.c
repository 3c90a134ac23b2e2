/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/language.h"

#include "base/buf.h"
#include "base/embed.h"
#include "base/scope.h"
#include "text/unicode.h"
#include "text/words.h"

#include <string.h>

EMBEDDED(stopwords_de); /* one a line, sorted by bytes */
EMBEDDED(stopwords_en);

enum { VOTING_WORDS_MAX = 2000 }; /* of a long text the first ones tell enough */

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

/* Letter sequences that one language has often and the other hardly ever. */
static const struct cue {
	char letters[5];
	signed char vote; /* above 0: German */
} cues[] = {
	{"sch", 2},
	{"ung", 2},
	{"keit", 3},
	{"heit", 2},
	{"lich", 2},
	{"isch", 1},
	{"chen", 2},
	{"zw", 2},
	{"pf", 2},
	{"tz", 1},
	{"ei", 1},
	{"ä", 4},
	{"ö", 4},
	{"ü", 4},
	{"gen", 1},
	{"eit", 1},
	{"cht", 3},
	{"werk", 2},
	{"ver", 1},
	{"th", -2},
	{"ing", -1},
	{"tion", -1},
	{"wh", -3},
	{"ough", -4},
	{"sh", -2},
	{"ment", -1},
	{"ous", -2},
	{"ty", -2},
	{"ly", -2},
	{"ies", -2},
	{"ea", -1},
	{"oo", -1},
	{"ow", -1},
	{"y", -1},
	{"ogy", -2},
	{"ck", 0},
};

static double vote_of_letters(const char *word)
{
	double votes = 0;

	for (size_t i = 0; i < sizeof(cues) / sizeof(*cues); i++) {
		if (strstr(word, cues[i].letters))
			votes += cues[i].vote;
	}
	return votes * 0.25;
}

/* Above 0: German. Function words say most, letters of other words a little. */
static double vote_of_word(const struct buf *folded)
{
	int german = language_is_stop_word(LANGUAGE_DE, folded->bytes, folded->length);
	int english = language_is_stop_word(LANGUAGE_EN, folded->bytes, folded->length);

	if (german || english)
		return 2.0 * (german - english);
	return vote_of_letters(folded->bytes);
}

enum language language_of_text(const char *text, size_t length, enum language fallback)
{
	SCOPED(buf_release) struct buf folded = {0};
	struct word word;
	size_t offset = 0;
	double votes = 0;
	int voters = 0;

	while (voters < VOTING_WORDS_MAX && words_next(text, length, &offset, &word)) {
		if (!(word.traits & WORD_HAS_LETTER) || (word.traits & WORD_HAS_DIGIT))
			continue;
		buf_clear(&folded);
		unicode_fold(text + word.start, word.end - word.start, &folded);
		votes += vote_of_word(&folded);
		voters++;
	}
	if (votes > 0.4)
		return LANGUAGE_DE;
	return votes < -0.4 ? LANGUAGE_EN : fallback;
}
