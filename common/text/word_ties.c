/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/word_ties.h"

#include "base/embed.h"
#include "text/characters.h"
#include "text/language.h"
#include "text/unicode.h"

#include <string.h>

EMBEDDED(abbreviations); /* letters, tab, language or - */

enum {
	ABBREVIATION_LETTERS_MAX = 5,
	GROUP_DIGITS = 3,      /* of a number: 1 603 747 */
	PRONOUN_BYTES_MAX = 4, /* Ein, Kein, Mein */
	CAPITALS_MAX = 3,      /* on a side of AT&T */
};

static bool is_one_of(const char *signs, const char *text, size_t length, size_t at)
{
	return at < length && text[at] && strchr(signs, text[at]);
}

static bool starts_with(const char *text, size_t length, size_t at, const char *what)
{
	size_t size = strlen(what);

	return at + size <= length && !memcmp(text + at, what, size);
}

/* Bytes of a blank that breaks no line; 0: none. */
static size_t no_break_at(const char *text, size_t length, size_t at)
{
	static const char *const blanks[] = {"\u00A0", "\u202F", "\u2009"};

	for (size_t i = 0; i < sizeof(blanks) / sizeof(*blanks); i++) {
		if (starts_with(text, length, at, blanks[i]))
			return strlen(blanks[i]);
	}
	return 0;
}

static size_t blank_at(const char *text, size_t length, size_t at)
{
	return at < length && text[at] == ' ' ? 1 : no_break_at(text, length, at);
}

static bool starts_word_at(const char *text, size_t length, size_t at)
{
	return character_starts_word(character_at(text, length, at).kind);
}

static bool is_letter_at(const char *text, size_t length, size_t at)
{
	return character_is_letter(character_at(text, length, at).kind);
}

/* Behind the letters from at on. */
static size_t skip_letters(const char *text, size_t length, size_t at)
{
	struct character_at c = character_at(text, length, at);

	while (character_is_letter(c.kind) || c.kind == CHARACTER_EXTEND) {
		at = c.end;
		c = character_at(text, length, at);
	}
	return at;
}

/* Bytes of the sign of a gender form; 0: none. */
static size_t gender_sign_at(const char *text, size_t length, size_t at)
{
	if (is_one_of(":*_(", text, length, at))
		return 1;
	if (is_one_of("/", text, length, at))
		return is_one_of("-", text, length, at + 1) ? 2 : 1;
	if (starts_with(text, length, at, ".innen")
		|| starts_with(text, length, at, "!nnen"))
		return 1;
	return starts_with(text, length, at, "\u00B7") ? 2 : 0;
}

/* inn*en, with one sign or another. */
static bool parts_plural_at(const char *text, size_t length, size_t at)
{
	return starts_with(text, length, at, "inn")
		&& is_one_of(":*_", text, length, at + 3)
		&& starts_with(text, length, at + 4, "en");
}

/* innen or in, in small letters or in capitals, behind a ! nnen; 0: none of them. */
static size_t feminine_at(const char *text, size_t length, size_t at)
{
	static const char *const endings[] = {"innen", "INNEN"};

	if (text[at - 1] == '!')
		return strlen("nnen");
	if (parts_plural_at(text, length, at))
		return strlen("inn*en");

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		if (starts_with(text, length, at, endings[i]))
			return strlen(endings[i]);
		if (at + 2 <= length && !memcmp(text + at, endings[i], 2)
			&& !is_letter_at(text, length, at + 2))
			return 2;
	}
	return 0;
}

/* jede:r, eine*n, Ein*e, Angestellte*r: one letter behind a word; 0: no. */
static size_t inflection_at(
	const char *text, size_t length, const struct word *word, size_t at)
{
	const char *letters = "nrsm";

	if (!(word->traits & WORD_IS_CAPITAL))
		letters = "nrsme";
	else if (text[word->end - 1] == 'n'
		&& word->end - word->start <= PRONOUN_BYTES_MAX)
		letters = "e";
	else if (text[word->end - 1] != 'e')
		return 0;
	return word->end - word->start > 1 && is_one_of(":*_", text, length, word->end)
			&& is_one_of(letters, text, length, at)
			&& !starts_word_at(text, length, at + 1)
		? 1
		: 0;
}

/* Akteur:innen, Akteur*in, Akteur/-innen, Akteur(innen), Kund:innenbindung */
static size_t gender_end(const char *text, size_t length, const struct word *word)
{
	size_t sign = gender_sign_at(text, length, word->end);
	size_t at = word->end + sign;
	bool is_weak = sign && strchr("/(.!", text[word->end]); /* they part words, too */
	size_t feminine;

	if (!sign || (word->traits & WORD_HAS_DIGIT) || word->end - word->start < 3)
		return sign && inflection_at(text, length, word, at) ? at + 1 : 0;
	if (is_weak && !(word->traits & WORD_IS_CAPITAL))
		return 0;
	feminine = feminine_at(text, length, at);
	if (!feminine) {
		feminine = inflection_at(text, length, word, at);
		return feminine ? at + feminine : 0;
	}
	at += feminine;
	if (text[word->end] == '(') {
		if (!is_one_of(")", text, length, at))
			return 0;
		at++;
	}
	return skip_letters(text, length, at);
}

bool word_ties_abbreviation(const char *letters, size_t length, unsigned *stop)
{
	const char *line = abbreviations_begin;

	for (; line < abbreviations_end; line = strchr(line, '\n') + 1) {
		if (strncmp(line, letters, length) != 0 || line[length] != '\t')
			continue;
		*stop = strncmp(line + length + 1, "de", 2) == 0   ? 1U << LANGUAGE_DE
			: strncmp(line + length + 1, "en", 2) == 0 ? 1U << LANGUAGE_EN
								   : 0;
		return true;
	}
	return false;
}

/* Letters of an abbreviation, small if they are ASCII's. */
struct letters {
	char bytes[8 * ABBREVIATION_LETTERS_MAX];
	size_t length;
};

static void add_letter(struct letters *letters, const char *letter, size_t size)
{
	memcpy(letters->bytes + letters->length, letter, size);
	if (*letter >= 'A' && *letter <= 'Z')
		letters->bytes[letters->length] = (char)(*letter + ('a' - 'A'));
	letters->length += size;
}

/* One letter at at and none behind it. Yields where it ends; 0: no. */
static size_t lone_letter_end(const char *text, size_t length, size_t at)
{
	struct character_at c = character_at(text, length, at);

	if (!character_is_letter(c.kind) || starts_word_at(text, length, c.end)
		|| character_at(text, length, c.end).kind == CHARACTER_EXTEND)
		return 0;
	return c.end;
}

static bool is_known(const struct letters *letters)
{
	unsigned stop;

	return word_ties_abbreviation(letters->bytes, letters->length, &stop);
}

/* z. B., U.S.: usual ones, and letters with a full stop each and no blanks. */
static size_t abbreviation_end(const char *text, size_t length, const struct word *word)
{
	struct letters letters = {.length = 0};
	size_t end = lone_letter_end(text, length, word->start);
	bool has_blanks = false;
	size_t found = 0;

	for (int count = 1; end && count <= ABBREVIATION_LETTERS_MAX; count++) {
		size_t start = end;
		bool has_stop = is_one_of(".", text, length, end);

		do
			start--;
		while (!unicode_begins(text[start]));
		add_letter(&letters, text + start, end - start);
		end += has_stop;
		if (count > 1 && (is_known(&letters) || (has_stop && !has_blanks)))
			found = end;
		if (!has_stop)
			break;
		has_blanks = has_blanks || blank_at(text, length, end);
		end = lone_letter_end(text, length, end + blank_at(text, length, end));
	}
	return found;
}

/* F&E, R & D, C++ */
static size_t sign_end(const char *text, size_t length, const struct word *word)
{
	size_t at = word->end;
	bool is_apart = is_one_of(" ", text, length, at)
		&& is_one_of("&", text, length, at + 1)
		&& is_one_of(" ", text, length, at + 2);
	size_t end;

	if (lone_letter_end(text, length, word->start) != word->end)
		return 0;
	if (starts_with(text, length, at, "++") || is_one_of("#", text, length, at)) {
		end = at + (text[at] == '#' ? 1 : 2);
		return starts_word_at(text, length, end) ? 0 : end;
	}
	if (!is_apart && !is_one_of("&+", text, length, at))
		return 0;
	at += is_apart ? 3 : 1;
	if (is_apart
		&& (!(word->traits & WORD_IS_CAPITAL)
			|| character_at(text, length, at).kind != CHARACTER_CAPITAL))
		return 0;
	return lone_letter_end(text, length, at);
}

static size_t count_digits(const char *text, size_t length, size_t at)
{
	size_t count = 0;

	while (at + count < length && text[at + count] >= '0' && text[at + count] <= '9')
		count++;
	return count;
}

/* Whether a number or its sign stands before, as in telephone numbers. */
static bool goes_on(const char *text, size_t start)
{
	struct character_at before = character_before(text, start);

	if (before.kind != CHARACTER_OTHER || !start)
		return false;
	return text[before.end] == '+'
		|| character_before(text, before.end).kind == CHARACTER_DIGIT;
}

/* Behind a comma and digits at at; at: there are none. */
static size_t decimals_end(const char *text, size_t length, size_t at)
{
	size_t digits = is_one_of(",.", text, length, at)
		? count_digits(text, length, at + 1)
		: 0;

	return digits ? at + 1 + digits : at;
}

/* 1 603 747: with blanks that may break a line, only from a million on. */
static size_t number_end(const char *text, size_t length, const struct word *word)
{
	size_t digits = count_digits(text, length, word->start);
	size_t end = word->end;
	size_t groups = 0;
	bool breaks = false;

	if (word->start + digits != end || digits > GROUP_DIGITS
		|| text[word->start] == '0' || goes_on(text, word->start))
		return 0;
	for (;;) {
		size_t blank = blank_at(text, length, end);
		size_t behind = end + blank + GROUP_DIGITS;

		if (!blank || count_digits(text, length, end + blank) != GROUP_DIGITS
			|| starts_word_at(text, length, behind))
			break;
		breaks = breaks || !no_break_at(text, length, end);
		groups++;
		end = behind;
	}
	return groups > (breaks ? 1U : 0U) ? decimals_end(text, length, end) : 0;
}

static bool is_capital_at(const char *text, size_t length, size_t at)
{
	return character_at(text, length, at).kind == CHARACTER_CAPITAL;
}

/* AT&T, Q&A: a few capitals on each side. */
static size_t capitals_end(const char *text, size_t length, const struct word *word)
{
	size_t end = word->end + 1;

	if (!is_one_of("&", text, length, word->end))
		return 0;
	for (size_t at = word->start; at < word->end; at++) {
		if (!is_capital_at(text, length, at))
			return 0;
	}
	while (end - word->end <= CAPITALS_MAX && is_capital_at(text, length, end))
		end = character_at(text, length, end).end;
	return end > word->end + 1 && !starts_word_at(text, length, end) ? end : 0;
}

/* 3-D */
static size_t dimension_end(const char *text, size_t length, const struct word *word)
{
	size_t at = word->end;

	return at - word->start == 1 && starts_with(text, length, at, "-D")
			&& !goes_on(text, word->start)
			&& !starts_word_at(text, length, at + 2)
		? at + 2
		: 0;
}

/* Whether a short word may be a single letter. */
static bool may_be_letter(const char *text, const struct word *word)
{
	size_t length = word->end - word->start;

	return length == 1 || (length == 2 && (unsigned char)text[word->start] >= 0x80);
}

/* Nearly all words end before a blank or a sign that ties nothing: a quick look. */
static bool may_tie(const char *text, size_t length, const struct word *word)
{
	if (word->end == length)
		return false;
	switch (text[word->end]) {
	case ' ':
		return word->traits & WORD_HAS_DIGIT
			? count_digits(text, length, word->end + 1) > 0
			: may_be_letter(text, word);
	case '.':
		return may_be_letter(text, word)
			|| is_one_of("i", text, length, word->end + 1);
	case '&':
		return word->end - word->start <= 3;
	case '+':
	case '#':
		return word->end - word->start <= 2;
	case '-':
		return (word->traits & WORD_HAS_DIGIT) && word->end - word->start == 1;
	case '!':
		return is_one_of("n", text, length, word->end + 1);
	case ':':
	case '*':
	case '_':
	case '/':
	case '(':
		return true;
	default:
		return (unsigned char)text[word->end] >= 0x80;
	}
}

size_t word_ties_end(const char *text, size_t length, struct word *word)
{
	unsigned trait = 0;
	size_t end = 0;

	if (!may_tie(text, length, word))
		return word->end;
	if (word->traits & WORD_HAS_DIGIT) {
		end = number_end(text, length, word);
		if (!end)
			end = dimension_end(text, length, word);
	} else if ((end = gender_end(text, length, word))) {
		trait = WORD_IS_GENDERED;
	} else if ((end = abbreviation_end(text, length, word))) {
		trait = WORD_IS_ABBREVIATION;
	} else if ((end = sign_end(text, length, word))
		|| (end = capitals_end(text, length, word))) {
		trait = WORD_HAS_SIGN;
	}
	if (!end)
		return word->end;
	word->traits = (word->traits & ~(unsigned)WORD_IS_ASCII) | trait;
	return end;
}
