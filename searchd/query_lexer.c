/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_lexer.h"

#include "text/words.h"

#include <string.h>

/* Quotation marks that open or close a phrase, in any combination. */
static const char *const quotes[] = {"\"", "„", "“", "”", "«", "»", "‟"};

/* Bytes of the quotation mark at text[at]; 0: none. */
static size_t quote_at(const char *text, size_t length, size_t at)
{
	for (size_t i = 0; i < sizeof(quotes) / sizeof(*quotes); i++) {
		size_t size = strlen(quotes[i]);

		if (size <= length - at && !memcmp(text + at, quotes[i], size))
			return size;
	}
	return 0;
}

/* Bytes of the blank at text[at], a no-break space too; 0: none. */
static size_t blank_at(const char *text, size_t length, size_t at)
{
	static const char no_break[] = "\xC2\xA0";

	if (strchr(" \t\r\n", text[at]))
		return 1;
	return at + 1 < length && !memcmp(text + at, no_break, 2) ? 2 : 0;
}

static bool ends_words(const char *text, size_t length, size_t at)
{
	return blank_at(text, length, at) || text[at] == '(' || text[at] == ')'
		|| quote_at(text, length, at);
}

static struct lexeme read_phrase(
	const char *text, size_t length, size_t *offset, enum field field)
{
	struct lexeme lexeme = {LEXEME_PHRASE, 0, 0, field};

	*offset += quote_at(text, length, *offset);
	lexeme.start = *offset;
	while (*offset < length && !quote_at(text, length, *offset))
		(*offset)++;
	lexeme.end = *offset;
	if (*offset < length)
		*offset += quote_at(text, length, *offset);
	return lexeme;
}

static enum lexeme_kind operator_of(const char *word, size_t length)
{
	static const struct {
		const char *word;
		enum lexeme_kind kind;
	} operators[] = {{"AND", LEXEME_AND}, {"UND", LEXEME_AND}, {"OR", LEXEME_OR},
		{"ODER", LEXEME_OR}, {"NOT", LEXEME_NOT}, {"NICHT", LEXEME_NOT}};

	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++) {
		if (strlen(operators[i].word) == length
			&& !memcmp(word, operators[i].word, length))
			return operators[i].kind;
	}
	return LEXEME_WORDS;
}

/* Bytes of a field's name and its colon at *offset; FIELD_COUNT: there is none. */
static enum field read_field(const char *text, size_t length, size_t *offset)
{
	const char *colon = memchr(text + *offset, ':', length - *offset);
	size_t name = colon ? (size_t)(colon - text) - *offset : 0;
	enum field field = name ? field_find(text + *offset, name) : FIELD_COUNT;
	size_t value = *offset + name + 1;

	if (field == FIELD_COUNT || value >= length)
		return FIELD_COUNT;
	if (ends_words(text, length, value) && !quote_at(text, length, value))
		return FIELD_COUNT;
	*offset = value;
	return field;
}

/* Where the word ends that a bracket at text[at] is part of: Akteur(innen). */
static size_t end_of_tied_word(const char *text, size_t length, size_t start, size_t at)
{
	struct word word;

	while (words_next(text, length, &start, &word) && word.start < at) {
		if (word.end > at)
			return word.end;
	}
	return at;
}

static size_t end_of_words(const char *text, size_t length, size_t start)
{
	size_t at = start;

	for (;;) {
		size_t tied;

		while (at < length && !ends_words(text, length, at))
			at++;
		tied = at > start && at < length && text[at] == '('
			? end_of_tied_word(text, length, start, at)
			: at;
		if (tied == at)
			return at;
		at = tied;
	}
}

static struct lexeme read_words(const char *text, size_t length, size_t *offset)
{
	struct lexeme lexeme = {LEXEME_WORDS, *offset, *offset, FIELD_COUNT};

	lexeme.field = read_field(text, length, offset);
	if (lexeme.field != FIELD_COUNT && quote_at(text, length, *offset))
		return read_phrase(text, length, offset, lexeme.field);
	lexeme.start = *offset;
	*offset = end_of_words(text, length, lexeme.start);
	lexeme.end = *offset;
	if (lexeme.field == FIELD_COUNT)
		lexeme.kind = operator_of(text + lexeme.start, lexeme.end - lexeme.start);
	return lexeme;
}

/* A minus at the beginning of a word, not the hyphen of „Model C“-Schulen. */
static bool is_minus(const char *text, size_t length, size_t at)
{
	bool begins = at == 0 || strchr(" \t\r\n(-", text[at - 1])
		|| (at > 1 && blank_at(text, length, at - 2) == 2);

	return text[at] == '-' && begins && at + 1 < length
		&& !blank_at(text, length, at + 1);
}

struct lexeme lexeme_next(const char *text, size_t length, size_t *offset)
{
	while (*offset < length && blank_at(text, length, *offset))
		*offset += blank_at(text, length, *offset);
	if (*offset == length)
		return (struct lexeme){LEXEME_END, length, length, FIELD_COUNT};
	if (quote_at(text, length, *offset))
		return read_phrase(text, length, offset, FIELD_COUNT);
	if (text[*offset] == '(' || text[*offset] == ')') {
		enum lexeme_kind kind = text[*offset] == '(' ? LEXEME_OPEN : LEXEME_CLOSE;

		(*offset)++;
		return (struct lexeme){kind, *offset - 1, *offset, FIELD_COUNT};
	}
	if (is_minus(text, length, *offset)) {
		(*offset)++;
		return (struct lexeme){LEXEME_NOT, *offset - 1, *offset, FIELD_COUNT};
	}
	return read_words(text, length, offset);
}
