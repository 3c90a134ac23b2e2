/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/query_lexer.h"

#include "base/scope.h"
#include "query/query_values.h"
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
	struct lexeme lexeme = {.kind = LEXEME_PHRASE, .field = field};

	*offset += quote_at(text, length, *offset);
	lexeme.start = *offset;
	while (*offset < length && !quote_at(text, length, *offset))
		(*offset)++;
	lexeme.end = *offset;
	if (*offset < length)
		*offset += quote_at(text, length, *offset);
	return lexeme;
}

static bool is_capital(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] >= 'a' && text[i] <= 'z')
			return false;
	}
	return true;
}

/* The digits of a distance, no more than LEXEME_DISTANCE_MAX; false: it is none. */
static bool read_distance(const char *digits, size_t length, unsigned *out)
{
	unsigned distance = 0;

	for (size_t i = 0; i < length; i++) {
		if (digits[i] < '0' || digits[i] > '9')
			return false;
		if (distance < LEXEME_DISTANCE_MAX)
			distance = distance * 10 + (unsigned)(digits[i] - '0');
	}
	*out = distance < LEXEME_DISTANCE_MAX ? distance : LEXEME_DISTANCE_MAX;
	return length != 0;
}

/* An operator is in capitals, but with a distance it cannot be meant otherwise. */
static void read_operator(const char *word, size_t length, struct lexeme *lexeme)
{
	static const enum lexeme_kind kinds[] = {[OPERATOR_AND] = LEXEME_AND,
		[OPERATOR_OR] = LEXEME_OR,
		[OPERATOR_NOT] = LEXEME_NOT,
		[OPERATOR_NEAR] = LEXEME_NEAR};
	const char *slash = memchr(word, '/', length);
	size_t name = slash ? (size_t)(slash - word) : length;
	unsigned distance = 0;
	int found;

	if (!query_names_find(NAME_OPERATOR, word, name, &found))
		return;
	if (slash
		&& (found != OPERATOR_NEAR
			|| !read_distance(slash + 1, length - name - 1, &distance)))
		return;
	if (!slash && !is_capital(word, length))
		return;
	lexeme->kind = kinds[found];
	lexeme->distance = slash && !distance ? 1 : distance;
}

/* Bytes of the name before a colon at *offset, which moves behind it; 0: none. */
static size_t read_name(const char *text, size_t length, size_t *offset)
{
	const char *colon = memchr(text + *offset, ':', length - *offset);
	size_t name = colon ? (size_t)(colon - text) - *offset : 0;
	size_t value = *offset + name + 1;

	if (!name || value >= length)
		return 0;
	if (ends_words(text, length, value) && !quote_at(text, length, value))
		return 0;
	*offset = value;
	return name;
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

/* is:undated, has:city; false: it is neither. */
static bool read_predicate(const char *name, size_t name_length, struct lexeme *lexeme,
	const char *value, size_t length)
{
	int predicate;
	int found;

	if (!query_names_find(NAME_PREDICATE, name, name_length, &predicate))
		return false;
	if (predicate == PREDICATE_IS) {
		lexeme->kind = LEXEME_IS;
		if (!query_names_find(NAME_STATE, value, length, &found))
			return false;
		lexeme->state = (enum document_state)found;
		return true;
	}
	lexeme->kind = LEXEME_HAS;
	lexeme->state = STATE_UNDATED;
	if (query_names_find(NAME_THING, value, length, &found))
		return true;
	if (!query_names_find(NAME_FIELD, value, length, &found)
		|| found >= FIELD_FILTER_COUNT)
		return false;
	lexeme->field = (enum field)found;
	return true;
}

/* The value of a field as words or a phrase; false: the field has no such value. */
static bool read_value(const char *text, size_t length, size_t *offset, enum field field,
	struct lexeme *lexeme)
{
	SCOPED(buf_release) struct buf value = {0};
	size_t at = *offset;
	int state;

	*lexeme = (struct lexeme){.kind = LEXEME_WORDS, .start = at, .field = field};
	if (quote_at(text, length, at)) {
		*lexeme = read_phrase(text, length, &at, field);
	} else {
		at = end_of_words(text, length, at);
		lexeme->end = at;
	}
	if (field == FIELD_LANGUAGE
		&& query_names_find(NAME_STATE, text + lexeme->start,
			lexeme->end - lexeme->start, &state)
		&& state == STATE_MIXED) {
		lexeme->kind = LEXEME_IS;
		lexeme->field = FIELD_COUNT;
		lexeme->state = STATE_MIXED;
	} else if (field < FIELD_FILTER_COUNT && lexeme->end > lexeme->start
		&& !query_values_read(field, text + lexeme->start,
			lexeme->end - lexeme->start, &value)) {
		return false;
	}
	*offset = at;
	return true;
}

/* name:value; false: the name is none, or the value. */
static bool read_named(
	const char *text, size_t length, size_t *offset, struct lexeme *lexeme)
{
	size_t at = *offset;
	size_t name = read_name(text, length, &at);
	size_t end = end_of_words(text, length, at);
	int field;

	if (!name)
		return false;
	if (query_names_find(NAME_FIELD, text + *offset, name, &field)) {
		lexeme->is_unread =
			!read_value(text, length, &at, (enum field)field, lexeme);
		if (!lexeme->is_unread)
			*offset = at;
		return !lexeme->is_unread;
	}
	lexeme->start = at;
	lexeme->end = end;
	if (!read_predicate(text + *offset, name, lexeme, text + at, end - at))
		return false;
	*offset = end;
	return true;
}

static struct lexeme read_words(const char *text, size_t length, size_t *offset)
{
	struct lexeme lexeme = {.field = FIELD_COUNT};
	bool is_unread;

	if (read_named(text, length, offset, &lexeme))
		return lexeme;
	is_unread = lexeme.is_unread;
	lexeme = (struct lexeme){.kind = LEXEME_WORDS,
		.start = *offset,
		.field = FIELD_COUNT,
		.is_unread = is_unread};
	*offset = end_of_words(text, length, lexeme.start);
	lexeme.end = *offset;
	read_operator(text + lexeme.start, lexeme.end - lexeme.start, &lexeme);
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
		return (struct lexeme){
			.start = length, .end = length, .field = FIELD_COUNT};
	if (quote_at(text, length, *offset))
		return read_phrase(text, length, offset, FIELD_COUNT);
	if (text[*offset] == '(' || text[*offset] == ')') {
		enum lexeme_kind kind = text[*offset] == '(' ? LEXEME_OPEN : LEXEME_CLOSE;

		(*offset)++;
		return (struct lexeme){.kind = kind,
			.start = *offset - 1,
			.end = *offset,
			.field = FIELD_COUNT};
	}
	if (is_minus(text, length, *offset)) {
		(*offset)++;
		return (struct lexeme){.kind = LEXEME_NOT,
			.start = *offset - 1,
			.end = *offset,
			.field = FIELD_COUNT};
	}
	return read_words(text, length, offset);
}
