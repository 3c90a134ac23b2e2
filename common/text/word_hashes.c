/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/word_hashes.h"

#include "base/alloc.h"
#include "base/embed.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

EMBEDDED(series_words);

enum { SLOTS = 512 }; /* a power of two, some times the words of the table */

struct series_words {
	uint32_t slots[SLOTS]; /* hashes with open addressing, 0 is free */
	/* ASCII's letters in small ones, and digits; 0: another byte */
	unsigned char letters[128];
	unsigned char kinds[128]; /* of them: enum letter_kind */
};

enum letter_kind { LETTER_ROMAN = 1, LETTER_DIGIT = 2, LETTER_OTHER = 4 };

/* A word while it is read. */
struct word {
	uint64_t hash;
	size_t letters;
	unsigned kinds; /* of the letters, or-ed */
};

enum { ROMAN_LETTERS_MIN = 2 }; /* a single I or V is seldom a number */

static const struct word no_word = {.hash = 0xCBF29CE484222325U};

uint64_t word_hashes_mix(uint64_t number)
{
	number ^= number >> 32;
	number *= 0xD6E8FEB86659FD93U;
	number ^= number >> 32;
	number *= 0xD6E8FEB86659FD93U;
	return number ^ number >> 32;
}

void word_hashes_release(struct word_hashes *hashes)
{
	free(hashes->items);
	*hashes = (struct word_hashes){0};
}

void word_hashes_clear(struct word_hashes *hashes)
{
	hashes->count = 0;
}

static void add_byte(struct word *word, unsigned char byte)
{
	word->hash = (word->hash ^ byte) * 0x100000001B3U;
}

/* FNV-1a; whether a word is serial does not depend on its number. */
static uint32_t hash_of(const struct word *word)
{
	return (uint32_t)word_hashes_mix(word->hash) & ~WORD_HASH_SERIAL;
}

enum sign { SIGN_BREAK, SIGN_LETTER, SIGN_NOTHING };

/* What a character of two bytes is: letters of Latin-1 from 0xC0 on, but × and ÷. */
static enum sign sign_of_two(unsigned char first, unsigned char second)
{
	if (first == 0xC2 && second == 0xAD)
		return SIGN_NOTHING; /* soft hyphen */
	if (first == 0xC2)
		return second == 0xB5 ? SIGN_LETTER : SIGN_BREAK;
	return first == 0xC3 && (second == 0x97 || second == 0xB7) ? SIGN_BREAK
								   : SIGN_LETTER;
}

/* Punctuation, arrows and signs are U+2000 to U+2BFF and U+3000 to U+303F. */
static enum sign sign_of_three(unsigned char first, unsigned char second)
{
	if (first == 0xE2 && second <= 0xAF)
		return SIGN_BREAK;
	return first == 0xE3 && second == 0x80 ? SIGN_BREAK : SIGN_LETTER;
}

static void add_letter(struct word *word, const unsigned char *bytes, size_t length)
{
	bool is_capital = bytes[0] == 0xC3 && bytes[1] <= 0x9E;

	word->kinds |= LETTER_OTHER;
	word->letters++;
	add_byte(word, bytes[0]);
	for (size_t i = 1; i < length; i++)
		add_byte(word, is_capital ? bytes[i] | 0x20 : bytes[i]);
}

/* Takes a character of several bytes into the word; its bytes are counted in *length. */
static enum sign take_long(
	struct word *word, const unsigned char *bytes, size_t left, size_t *length)
{
	enum sign sign;

	*length = bytes[0] >= 0xF0 ? 4 : bytes[0] >= 0xE0 ? 3 : 2;
	if (*length > left) {
		*length = left;
		return SIGN_BREAK;
	}
	sign = *length == 2    ? sign_of_two(bytes[0], bytes[1])
		: *length == 3 ? sign_of_three(bytes[0], bytes[1])
			       : SIGN_LETTER;
	if (sign == SIGN_LETTER)
		add_letter(word, bytes, *length);
	return sign;
}

static bool is_listed(const struct series_words *series, uint32_t hash)
{
	for (size_t i = hash >> 1;; i++) {
		uint32_t slot = series->slots[i % SLOTS];

		if (!slot || slot == hash)
			return slot != 0;
	}
}

static void end_word(
	const struct series_words *series, struct word *word, struct word_hashes *out)
{
	uint32_t hash = hash_of(word);
	bool is_serial = (word->kinds & LETTER_DIGIT)
		|| (word->kinds == LETTER_ROMAN && word->letters >= ROMAN_LETTERS_MIN)
		|| is_listed(series, hash);

	if (word->letters) {
		out->items = alloc_grow(
			out->items, out->count, &out->room, sizeof(*out->items));
		out->items[out->count++] = is_serial ? hash | WORD_HASH_SERIAL : hash;
	}
	*word = no_word;
}

/* The letters of ASCII from at on. Yields where they end. */
static size_t add_ascii(const struct series_words *series, const unsigned char *bytes,
	size_t at, size_t length, struct word *word)
{
	size_t start = at;

	for (; at < length && bytes[at] < 0x80 && series->letters[bytes[at]]; at++) {
		add_byte(word, series->letters[bytes[at]]);
		word->kinds |= series->kinds[bytes[at]];
	}
	word->letters += at - start;
	return at;
}

void word_hashes_add(const struct series_words *series, const char *text, size_t length,
	struct word_hashes *out)
{
	const unsigned char *bytes = (const unsigned char *)text;
	struct word word = no_word;

	for (size_t i = 0; i < length;) {
		size_t size = 1;

		i = add_ascii(series, bytes, i, length, &word);
		if (i == length)
			break;
		if ((bytes[i] < 0x80
			    || take_long(&word, bytes + i, length - i, &size)
				    == SIGN_BREAK)
			&& word.letters)
			end_word(series, &word, out);
		i += size;
	}
	end_word(series, &word, out);
}

static void list_letters(struct series_words *series)
{
	for (int c = 'a'; c <= 'z'; c++) {
		series->letters[c] = series->letters[c - 'a' + 'A'] = (unsigned char)c;
		series->kinds[c] = series->kinds[c - 'a' + 'A'] = LETTER_OTHER;
	}
	for (int c = '0'; c <= '9'; c++) {
		series->letters[c] = (unsigned char)c;
		series->kinds[c] = LETTER_DIGIT;
	}
	for (const char *roman = "IVX"; *roman; roman++)
		series->kinds[(unsigned char)*roman] = LETTER_ROMAN;
}

static void list(struct series_words *series, const char *bytes, size_t length)
{
	struct word word = no_word;
	uint32_t hash;
	size_t at;

	for (size_t i = 0; i < length; i++)
		add_byte(&word, (unsigned char)bytes[i]);
	hash = hash_of(&word);
	at = hash >> 1;
	while (series->slots[at % SLOTS])
		at++;
	series->slots[at % SLOTS] = hash;
}

struct series_words *series_words_open(void)
{
	struct series_words *series = alloc_zeroed(1, sizeof(*series));

	list_letters(series);
	for (const char *line = series_words_begin; line < series_words_end;) {
		const char *end = memchr(line, '\n', (size_t)(series_words_end - line));
		size_t length = (size_t)((end ? end : series_words_end) - line);

		if (length && *line != '#')
			list(series, line, length);
		line += length + 1;
	}
	return series;
}

void series_words_close(struct series_words **series)
{
	free(*series);
	*series = NULL;
}
