/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/budget_range.h"

#include <string.h>
#include <strings.h>

#define CENTS 100ULL
#define MOST  (UINT64_MAX / 4)

static const struct unit {
	const char *word;
	uint64_t euros;
} units[] = {{"k", 1000}, {"tsd", 1000}, {"tausend", 1000}, {"thousand", 1000},
	{"m", 1000000}, {"mn", 1000000}, {"mio", 1000000}, {"million", 1000000},
	{"millionen", 1000000}, {"millions", 1000000}, {"b", 1000000000},
	{"bn", 1000000000}, {"mrd", 1000000000}, {"milliarde", 1000000000},
	{"milliarden", 1000000000}, {"billion", 1000000000}, {"billions", 1000000000}};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void skip_blanks(const char **text)
{
	*text += strspn(*text, " \t");
}

static bool skip_word(const char **text, const char *word)
{
	size_t length = strlen(word);

	if (strncasecmp(*text, word, length) != 0)
		return false;
	*text += length;
	skip_blanks(text);
	return true;
}

static void skip_currency(const char **text)
{
	if (!skip_word(text, "€") && !skip_word(text, "euros")
		&& !skip_word(text, "euro"))
		skip_word(text, "eur");
}

/* What a unit's word stands for; 1: there is none. */
static uint64_t read_unit(const char **text)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t length = strspn(*text, letters);

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (strlen(units[i].word) != length
			|| strncasecmp(units[i].word, *text, length) != 0)
			continue;
		*text += length;
		*text += **text == '.' && (*text)[1] != '.';
		skip_blanks(text);
		return units[i].euros;
	}
	return 1;
}

/* The digits with the signs between them; the dots of a range are none of them. */
static size_t number_length(const char *text)
{
	size_t at = 0;

	while (is_digit(text[at])
		|| ((text[at] == '.' || text[at] == ',' || text[at] == '\'')
			&& is_digit(text[at + 1])))
		at++;
	return at;
}

/* Where the digits behind the comma begin; the length if there are none. */
static size_t fraction_at(const char *number, size_t length, bool has_unit)
{
	size_t signs = 0;
	size_t last = length;
	bool mixed = false;

	for (size_t i = 0; i < length; i++) {
		if (is_digit(number[i]) || number[i] == '\'')
			continue;
		mixed |= signs && number[i] != number[last];
		signs++;
		last = i;
	}
	if (!signs || (signs > 1 && !mixed))
		return length;
	if (signs == 1 && !has_unit && length - last == 4)
		return length;
	return last + 1;
}

static uint64_t cents_of(const char *number, size_t length, uint64_t euros)
{
	size_t fraction = fraction_at(number, length, euros > 1);
	uint64_t digit = euros * CENTS;
	uint64_t cents = 0;

	for (size_t i = 0; i < length; i++) {
		if (!is_digit(number[i]))
			continue;
		if (i >= fraction) {
			digit /= 10;
			cents += digit * (uint64_t)(number[i] - '0');
		} else {
			cents = cents > MOST / 10
				? MOST
				: cents * 10 + digit * (uint64_t)(number[i] - '0');
		}
	}
	return cents;
}

static bool read_amount(const char **text, uint64_t *cents)
{
	const char *number;
	size_t length;

	skip_currency(text);
	number = *text;
	length = number_length(number);
	if (!length)
		return false;
	*text += length;
	skip_blanks(text);
	*cents = cents_of(number, length, read_unit(text));
	skip_currency(text);
	return true;
}

/* >= 1m, < 500k */
static bool read_comparison(const char *text, struct budget_range *out)
{
	bool above = *text == '>';
	bool equal = text[1] == '=';
	uint64_t cents;

	text += equal ? 2 : 1;
	skip_blanks(&text);
	if (!read_amount(&text, &cents) || *text || (!above && !equal && !cents))
		return false;
	*out = above ? (struct budget_range){cents + !equal, UINT64_MAX}
		     : (struct budget_range){0, cents - !equal};
	return true;
}

bool budget_range_parse(const char *typed, struct budget_range *out)
{
	struct budget_range range = {0, UINT64_MAX};
	bool has_least;
	bool has_most;

	skip_blanks(&typed);
	if (*typed == '<' || *typed == '>')
		return read_comparison(typed, out);
	has_least = read_amount(&typed, &range.least);
	if (has_least && !*typed) {
		*out = (struct budget_range){range.least, range.least};
		return true;
	}
	if (!skip_word(&typed, ".."))
		return false;
	has_most = read_amount(&typed, &range.most);
	if (*typed || (!has_least && !has_most) || range.least > range.most)
		return false;
	*out = range;
	return true;
}
