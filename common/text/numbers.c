/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/numbers.h"

#include "base/scope.h"

#include <string.h>

enum {
	GROUP_DIGITS = 3,
	LETTERS_MIN = 2,
	DAYS = 31,
	MONTHS = 12,
	FIRST_DECADE = '5', /* of a year of two digits that is of the last century */
};

static size_t count(const struct buf *word, char sign)
{
	size_t found = 0;

	for (size_t i = 0; i < word->length; i++)
		found += word->bytes[i] == sign;
	return found;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_number(const struct buf *word)
{
	for (size_t i = 0; i < word->length; i++) {
		if (!is_digit(word->bytes[i]) && !strchr("., ", word->bytes[i]))
			return false;
	}
	return word->length > 0;
}

static void drop(struct buf *word, char sign)
{
	size_t kept = 0;

	for (size_t i = 0; i < word->length; i++) {
		if (word->bytes[i] != sign)
			word->bytes[kept++] = word->bytes[i];
	}
	word->length = kept;
	word->bytes[kept] = '\0';
}

/* Groups of three that sign parts, up to end; yields the signs, 0: none such. */
static size_t count_groups(const struct buf *word, size_t end, char sign)
{
	size_t groups = 0;
	size_t run = 0;

	for (size_t i = 0; i < end; i++) {
		if (word->bytes[i] != sign) {
			if (!is_digit(word->bytes[i]))
				return 0;
			run++;
			continue;
		}
		if (groups ? run != GROUP_DIGITS : run < 1 || run > GROUP_DIGITS)
			return 0;
		groups++;
		run = 0;
	}
	return run == GROUP_DIGITS ? groups : 0;
}

static bool is_zero(const char *digits)
{
	return strspn(digits, "0") == strlen(digits);
}

/* Decimals behind groups: nothing if they are 0, else behind a comma. */
static void fold_decimals(struct buf *word, size_t sign)
{
	if (is_zero(word->bytes + sign + 1))
		word->length = sign;
	else
		word->bytes[sign] = ',';
	word->bytes[word->length] = '\0';
}

/* 1.603.747,50 by group '.' and decimal ','. */
static bool fold_mixed(struct buf *word, char group, char decimal)
{
	const char *sign = strchr(word->bytes, decimal);

	if (!sign || count(word, decimal) != 1
		|| !count_groups(word, (size_t)(sign - word->bytes), group))
		return false;
	drop(word, group);
	fold_decimals(word, (size_t)(strchr(word->bytes, decimal) - word->bytes));
	return true;
}

/* Blanks part its groups: what other sign there is parts the decimals. */
static void fold_blanks(struct buf *word)
{
	size_t digits;

	drop(word, ' ');
	digits = strspn(word->bytes, "0123456789");
	if (digits < word->length)
		fold_decimals(word, digits);
}

/* 12500.75 and 12500,75: the sign parts decimals, for no group has so many digits. */
static bool fold_ungrouped(struct buf *word)
{
	size_t digits = strspn(word->bytes, "0123456789");

	if (digits <= GROUP_DIGITS || count(word, '.') + count(word, ',') != 1
		|| !strchr(".,", word->bytes[digits]) || digits + 1 == word->length)
		return false;
	fold_decimals(word, digits);
	return true;
}

/* The number of one or two digits at *at, from 1 to most; *at moves behind the stop. */
static bool read_part(const char **at, unsigned most, unsigned *out)
{
	size_t digits = strspn(*at, "0123456789");

	*out = 0;
	for (size_t i = 0; i < digits && digits <= 2; i++)
		*out = *out * 10 + (unsigned)((*at)[i] - '0');
	if (!*out || *out > most || (*at)[digits] != '.')
		return false;
	*at += digits + 1;
	return true;
}

/* 24.4.07: 24.04.2007. */
static bool fold_date(struct buf *word)
{
	SCOPED(buf_release) struct buf date = {0};
	const char *at = buf_string(word);
	unsigned day;
	unsigned month;
	size_t digits;

	if (!read_part(&at, DAYS, &day) || !read_part(&at, MONTHS, &month))
		return false;
	digits = strspn(at, "0123456789");
	if (at[digits] || (digits != 2 && digits != 4))
		return false;
	buf_add_format(&date, "%02u.%02u.", day, month);
	if (digits == 2)
		buf_add_string(&date, *at >= FIRST_DECADE ? "19" : "20");
	buf_add(&date, at, digits);
	buf_clear(word);
	buf_add(word, date.bytes, date.length);
	return true;
}

void numbers_fold(struct buf *word, enum language language)
{
	char own = language == LANGUAGE_EN ? ',' : '.';
	char other = language == LANGUAGE_EN ? '.' : ',';

	if (!is_number(word)) {
		drop(word, '-');
		return;
	}
	if (fold_date(word))
		return;
	if (count(word, ' '))
		fold_blanks(word);
	else if (count_groups(word, word->length, own))
		drop(word, own);
	else if (count_groups(word, word->length, other) > 1)
		drop(word, other);
	else if (!fold_ungrouped(word) && !fold_mixed(word, '.', ','))
		fold_mixed(word, ',', '.');
}

bool numbers_other(const struct buf *word, enum language language, struct buf *out)
{
	char sign = count(word, '.') ? '.' : ',';
	bool is_grouped = count_groups(word, word->length, sign) == 1;

	buf_clear(out);
	if (!word->length || !is_number(word) || !is_grouped)
		return false;
	/* pages are read in their language, but English ones quote German figures */
	if (language == LANGUAGE_DE || (language == LANGUAGE_EN && sign == ','))
		return false;
	buf_add(out, word->bytes, word->length);
	if (language == LANGUAGE_EN || sign == ',')
		drop(out, sign);
	return true;
}

size_t numbers_letters(const struct buf *word)
{
	size_t letters = 0;
	size_t digits;

	while (letters < word->length && !is_digit(word->bytes[letters]))
		letters++;
	digits = strspn(buf_string(word) + letters, "0123456789");
	return letters >= LETTERS_MIN && digits && letters + digits == word->length
		? letters
		: 0;
}
