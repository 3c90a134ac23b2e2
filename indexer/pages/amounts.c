/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/amounts.h"

#include "base/embed.h"
#include "pages/cues.h"

#include <ctype.h>
#include <string.h>

EMBEDDED(amount_words);

/* Classes below CLASS_SCALE are currencies. */
static const char *const classes[] = {"EUR", "DEM", "GBP", "USD", "CHF", "PLN", "CZK",
	"HUF", "DKK", "SEK", "NOK", "scale", "rate"};

enum { CLASS_SCALE = 11, CLASS_RATE, CLASS_COUNT };

enum {
	GROUPS_MOST = 8,
	DIGITS_MOST = 15, /* that a double holds */
	UNIT_MOST = 24,   /* bytes of a currency in front */
};

/* The runs of digits of a number and what stands between them. */
struct digits {
	size_t end;
	size_t length[GROUPS_MOST]; /* of each run */
	char between[GROUPS_MOST];  /* between[i] stands before run i */
	size_t count;
	long long all; /* the digits without what is between */
	size_t total;
};

struct cues *amounts_open_words(void)
{
	return cues_open(amount_words_begin, amount_words_end, classes, CLASS_COUNT);
}

static bool is_digit(const char *text, size_t length, size_t at)
{
	return at < length && isdigit((unsigned char)text[at]);
}

/* The length of a blank of any width; 0: none. */
static size_t blank_length(const char *text, size_t length, size_t at)
{
	static const char *const wide[] = {"\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89"};

	if (at < length && text[at] == ' ')
		return 1;
	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++) {
		size_t size = strlen(wide[i]);

		if (at + size <= length && memcmp(text + at, wide[i], size) == 0)
			return size;
	}
	return 0;
}

static size_t skip_blanks(const char *text, size_t length, size_t at)
{
	size_t blank;

	while ((blank = blank_length(text, length, at)))
		at += blank;
	return at;
}

static size_t run_length(const char *text, size_t length, size_t at)
{
	size_t start = at;

	while (is_digit(text, length, at))
		at++;
	return at - start;
}

/* What parts two runs of digits at a place, as one character; NUL: nothing does. */
static char separator_at(const char *text, size_t length, size_t at,
	const struct digits *digits, size_t *width)
{
	char c = '\0';

	if (at < length)
		c = text[at];

	*width = 1;
	if ((c == '.' || c == ',' || c == '\'') && is_digit(text, length, at + 1))
		return c;
	*width = blank_length(text, length, at);
	if (!*width || digits->length[0] > 3
		|| (digits->count > 1 && digits->between[digits->count - 1] != ' ')
		|| run_length(text, length, at + *width) != 3)
		return '\0';
	return ' ';
}

static void read_digits(const char *text, size_t length, size_t at, struct digits *digits)
{
	char before = '\0';
	size_t width;

	*digits = (struct digits){0};
	for (;;) {
		size_t start = at;

		for (; is_digit(text, length, at); at++) {
			if (digits->total++ < DIGITS_MOST)
				digits->all = digits->all * 10 + (text[at] - '0');
		}
		digits->length[digits->count] = at - start;
		digits->between[digits->count++] = before;
		digits->end = at;
		before = separator_at(text, length, at, digits, &width);
		if (!before || digits->count == GROUPS_MOST)
			return;
		at += width;
	}
}

/* Whether the last run is behind the decimal sign. */
static bool has_decimals(const struct digits *digits)
{
	size_t last = digits->count - 1;
	char sign = digits->between[last];

	if (last == 0 || sign == ' ' || sign == '\'')
		return false;
	if (last > 1)
		return digits->between[last - 1] != sign;
	return digits->length[1] != 3 || digits->length[0] > 3
		|| (digits->length[0] == 1 && digits->all < 1000);
}

static double power_of_ten(size_t exponent)
{
	double power = 1;

	while (exponent--)
		power *= 10;
	return power;
}

/* False: a date, a telephone number, or longer than any amount. */
static bool value_of(const struct digits *digits, double *value)
{
	bool decimals = has_decimals(digits);
	size_t whole = digits->count - decimals;

	if (digits->total > DIGITS_MOST)
		return false;
	for (size_t i = 1; i < whole; i++) {
		if (digits->length[i] != 3 || digits->length[0] > 3
			|| (i > 1 && digits->between[i] != digits->between[1]))
			return false;
	}
	*value = (double)digits->all
		/ power_of_ten(decimals ? digits->length[digits->count - 1] : 0);
	return true;
}

/* One point and three digits: groups in 1.500 euro, decimals in 1.500 million. */
static bool is_ambiguous(const struct digits *digits)
{
	return digits->count == 2 && digits->between[1] != ' '
		&& digits->between[1] != '\'' && !has_decimals(digits);
}

static void scale(struct amount *amount, const struct digits *digits, double factor)
{
	if (factor >= 1e6 && is_ambiguous(digits))
		amount->value /= 1000;
	amount->value *= factor;
	if (factor > 1)
		amount->is_large = true;
}

static void set_currency(
	struct amount *amount, const struct digits *digits, const struct cue *cue)
{
	amount->kind = AMOUNT_MONEY;
	memcpy(amount->currency, classes[cue->class], sizeof(amount->currency));
	scale(amount, digits, cue->weight);
}

/* The cue that is the word before a place, behind signs like ( and colons. */
static const struct cue *word_before(
	const struct cues *words, const char *text, size_t *at)
{
	size_t end = *at;

	while (end && (strchr(" :(.)", text[end - 1]) || text[end - 1] == '\xa0')) {
		end--;
		if (end && text[end] == '\xa0' && text[end - 1] == '\xc2')
			end--;
	}
	size_t start = end;

	while (start && end - start < UNIT_MOST && !strchr(" :(.)\n", text[start - 1])
		&& text[start - 1] != '\xa0')
		start--;
	const struct cue *cue = end > start ? cues_at(words, text, end, start) : NULL;

	if (!cue || cue->length != end - start)
		return NULL;
	*at = start;
	return cue;
}

/* In "3 euro 20" and "3 mio. euro (20" the word is of the number before. */
static bool follows_number(const struct cues *words, const char *text, size_t at)
{
	size_t before = at;
	const struct cue *cue = word_before(words, text, &before);
	size_t end = cue && cue->class == CLASS_SCALE ? before : at;

	before = end;
	while (before && text[before - 1] == ' ')
		before--;
	return before && before < end && isdigit((unsigned char)text[before - 1]);
}

/* EUR 5, Mio. EUR 5, Budget in TEUR: 5 */
static void read_front(const struct cues *words, const char *text, struct amount *amount,
	const struct digits *digits)
{
	size_t at = amount->start;
	const struct cue *cue = word_before(words, text, &at);

	/* a sign that begins no word is no cue */
	if (!cue && at && text[at - 1] == '$') {
		amount->kind = AMOUNT_MONEY;
		memcpy(amount->currency, "USD", sizeof(amount->currency));
		amount->start = at - 1;
	}
	if (!cue || cue->class >= CLASS_SCALE || follows_number(words, text, at))
		return;
	set_currency(amount, digits, cue);
	amount->start = at;
	cue = word_before(words, text, &at);
	if (cue && cue->class == CLASS_SCALE) {
		scale(amount, digits, cue->weight);
		amount->start = at;
	}
}

/* The dash for no cents: 500,- and 500,–. */
static size_t skip_no_cents(const char *text, size_t length, size_t at)
{
	static const char *const dashes[] = {",--", ",-", ".-", ",\xe2\x80\x93"};

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		size_t size = strlen(dashes[i]);

		if (at + size <= length && memcmp(text + at, dashes[i], size) == 0
			&& !is_digit(text, length, at + size))
			return at + size;
	}
	return at;
}

/* Where the word after the number begins, over a blank or hyphen. */
static size_t next_word(const char *text, size_t length, size_t at)
{
	at = skip_blanks(text, length, at);
	if (at + 1 < length && text[at] == '-' && isalpha((unsigned char)text[at + 1]))
		at++;
	return at;
}

static const struct cue *currency_at(
	const struct cues *words, const char *text, size_t length, size_t at)
{
	const struct cue *cue = at < length ? cues_at(words, text, length, at) : NULL;

	return cue && cue->class < CLASS_SCALE ? cue : NULL;
}

/* €7.2m, £40k, 1.6m EUR: letters that scale nothing without a currency. */
static size_t read_letter(const struct cues *words, const char *text, size_t length,
	size_t at, const struct digits *digits, struct amount *amount)
{
	bool ends = at < length && !cues_is_word(text, length, at + 1);
	const struct cue *cue;

	if (!ends || !strchr("mk", text[at]))
		return at;
	cue = currency_at(words, text, length, next_word(text, length, at + 1));
	if (amount->kind != AMOUNT_MONEY && !cue)
		return at;
	scale(amount, digits, text[at] == 'm' ? 1e6 : 1e3);
	return at + 1;
}

static void read_back(const struct cues *words, const char *text, size_t length,
	const struct digits *digits, struct amount *amount)
{
	size_t at = next_word(text, length, amount->end);
	const struct cue *cue;

	if (at < length && text[at] == '%') {
		amount->kind = AMOUNT_PERCENT;
		amount->end = at + 1;
		return;
	}
	cue = at < length ? cues_at(words, text, length, at) : NULL;
	if (cue && cue->class == CLASS_SCALE) {
		scale(amount, digits, cue->weight);
		amount->end = at + cue->length;
		at = amount->end;
		if (at < length && text[at] == '.')
			at++;
		at = next_word(text, length, at);
		cue = at < length ? cues_at(words, text, length, at) : NULL;
	} else if (!cue) {
		size_t end = read_letter(words, text, length, at, digits, amount);

		amount->end = end > at ? end : amount->end;
		at = next_word(text, length, amount->end);
		cue = end > at ? NULL : currency_at(words, text, length, at);
	}
	if (!cue || cue->class == CLASS_SCALE)
		return;
	if (cue->class == CLASS_RATE)
		amount->kind = AMOUNT_PERCENT;
	else if (amount->kind != AMOUNT_MONEY)
		set_currency(amount, digits, cue);
	amount->end = at + cue->length;
}

/* Whether the digits belong to a word (H2, A380) or to digits before. */
static bool is_glued(const char *text, size_t start, const struct amount *amount)
{
	if (!start || amount->start < start)
		return false;
	unsigned char before = (unsigned char)text[start - 1];

	return isalnum(before) || (before >= 0x80 && cues_is_word(text, start, start - 1))
		|| (before == '-' && start > 1 && isalpha((unsigned char)text[start - 2]))
		|| (before == '/' || before == '.');
}

static bool is_glued_behind(const char *text, size_t length, size_t end)
{
	return (end < length && isalpha((unsigned char)text[end]))
		|| (end + 1 < length && strchr("/.-", text[end])
			&& is_digit(text, length, end + 1));
}

static bool read_amount(const struct cues *words, const char *text, size_t length,
	const struct digits *digits, struct amount *out)
{
	size_t start = out->start;

	if (!value_of(digits, &out->value))
		return false;
	out->is_large = digits->count > 1;
	read_front(words, text, out, digits);
	out->end = skip_no_cents(text, length, digits->end);
	read_back(words, text, length, digits, out);
	return !is_glued(text, start, out)
		&& (out->kind != AMOUNT_BARE || out->end > digits->end
			|| !is_glued_behind(text, length, digits->end));
}

bool amounts_next(const struct cues *words, const char *text, size_t length,
	size_t *offset, struct amount *out)
{
	size_t at = *offset;

	for (; at < length; at++) {
		struct digits digits;

		if (!is_digit(text, length, at))
			continue;
		read_digits(text, length, at, &digits);
		*out = (struct amount){.start = at};
		if (read_amount(words, text, length, &digits, out)) {
			*offset = out->end;
			return true;
		}
		at = digits.end;
	}
	*offset = length;
	return false;
}
