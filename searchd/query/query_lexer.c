/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/query_lexer.h"

#include "base/scope.h"
#include "query/query_values.h"
#include "text/suspended.h"
#include "text/words.h"

#include <ctype.h>
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

/* Single marks, which are apostrophes as well: in pairs, each of one size. */
static const struct {
	const char *open, *close;
} single_quotes[] = {
	{"‚", "‘"}, {"‚", "’"}, {"‘", "’"}, {"‹", "›"}, {"›", "‹"}, {"'", "'"}};

/* Whether the mark that ends at at ends a phrase, too: no word goes on behind it. */
static bool is_closing(const char *text, size_t length, size_t at)
{
	return at == length || blank_at(text, length, at) || strchr(").,;:!?", text[at]);
}

/*
 * Where the phrase at at begins and ends that stands between a pair of single
 * marks; false: none does. Between apostrophes are several words.
 */
static bool find_single_quoted(
	const char *text, size_t length, size_t at, size_t *start, size_t *end)
{
	size_t count = sizeof(single_quotes) / sizeof(*single_quotes);

	for (size_t i = 0; i < count; i++) {
		size_t open = strlen(single_quotes[i].open);
		size_t close = strlen(single_quotes[i].close);
		bool has_blank = open > 1;

		if (open > length - at
			|| memcmp(text + at, single_quotes[i].open, open) != 0)
			continue;
		for (size_t to = at + open; to + close <= length; to++) {
			has_blank |= blank_at(text, length, to) != 0;
			if (memcmp(text + to, single_quotes[i].close, close) != 0
				|| !is_closing(text, length, to + close))
				continue;
			*start = at + open;
			*end = to;
			return has_blank;
		}
	}
	return false;
}

/* Whether a phrase begins at at, where a word could, too. */
static bool phrase_at(const char *text, size_t length, size_t at)
{
	size_t start;
	size_t end;

	return quote_at(text, length, at)
		|| find_single_quoted(text, length, at, &start, &end);
}

static struct lexeme read_phrase(
	const char *text, size_t length, size_t *offset, enum field field)
{
	struct lexeme lexeme = {.kind = LEXEME_PHRASE, .field = field};

	if (!quote_at(text, length, *offset)) {
		find_single_quoted(text, length, *offset, &lexeme.start, &lexeme.end);
		*offset = lexeme.end + (lexeme.start - *offset);
		return lexeme;
	}
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

	if (name)
		*offset += name + 1;
	return name;
}

/* Whether something stands at at, right behind a colon. */
static bool is_value(const char *text, size_t length, size_t at)
{
	return at < length && !blank_at(text, length, at) && text[at] != ')';
}

/* Whether letters that tie no word (Akteur:innen) were meant to be a field's name. */
static bool is_like_field(const char *text, size_t length, size_t at, size_t name)
{
	enum { NAME_LETTERS_MIN = 4 };
	struct word word;
	size_t end = at + name;

	if (name < NAME_LETTERS_MIN || text[end + 1] == '/')
		return false;
	return words_next(text, length, &at, &word) && word.end == end
		&& !(word.traits & WORD_HAS_DIGIT);
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

/* is:undated, has:city; false: the predicate is not said of that. */
static bool read_predicate(
	int predicate, struct lexeme *lexeme, const char *value, size_t length)
{
	int found;

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
	if (phrase_at(text, length, at)) {
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

/* What stands behind a field's name at at: a group, a value; or what is wrong with it. */
static enum lexeme_flaw read_field(const char *text, size_t length, size_t *at,
	enum field field, struct lexeme *lexeme)
{
	if (!is_value(text, length, *at))
		return FLAW_NOTHING;
	if (text[*at] != '(')
		return read_value(text, length, at, field, lexeme) ? FLAW_NONE
								   : FLAW_VALUE;
	*lexeme = (struct lexeme){
		.kind = LEXEME_OPEN, .start = *at, .end = *at + 1, .field = field};
	(*at)++;
	return FLAW_NONE;
}

/* The same behind the name of a predicate. */
static enum lexeme_flaw read_said(
	const char *text, size_t length, size_t *at, int predicate, struct lexeme *lexeme)
{
	size_t start = *at;

	if (!is_value(text, length, start))
		return FLAW_NOTHING;
	*at = end_of_words(text, length, start);
	lexeme->start = start;
	lexeme->end = *at;
	return read_predicate(predicate, lexeme, text + start, *at - start) ? FLAW_NONE
									    : FLAW_VALUE;
}

/* name:value; false: these are words, perhaps with a flaw. */
static bool read_named(
	const char *text, size_t length, size_t *offset, struct lexeme *lexeme)
{
	const char *name = text + *offset;
	size_t at = *offset;
	size_t size = read_name(text, length, &at);
	int number;

	if (!size)
		return false;
	if (query_names_find(NAME_FIELD, name, size, &number)) {
		lexeme->flaw = read_field(text, length, &at, (enum field)number, lexeme);
	} else if (query_names_find(NAME_PREDICATE, name, size, &number)) {
		lexeme->flaw = read_said(text, length, &at, number, lexeme);
	} else {
		if (is_value(text, length, at)
			&& is_like_field(text, length, *offset, size))
			lexeme->flaw = FLAW_NAME;
		return false;
	}
	if (lexeme->flaw != FLAW_NONE)
		return false;
	*offset = at;
	return true;
}

static struct lexeme read_words(const char *text, size_t length, size_t *offset)
{
	struct lexeme lexeme = {.field = FIELD_COUNT};
	enum lexeme_flaw flaw;

	if (read_named(text, length, offset, &lexeme))
		return lexeme;
	flaw = lexeme.flaw;
	lexeme = (struct lexeme){.kind = LEXEME_WORDS,
		.start = *offset,
		.field = FIELD_COUNT,
		.flaw = flaw};
	*offset = end_of_words(text, length, lexeme.start);
	lexeme.end = *offset;
	read_operator(text + lexeme.start, lexeme.end - lexeme.start, &lexeme);
	return lexeme;
}

/* Whether und or the like stands right before at, and a small letter behind. */
static bool is_suspended(const char *text, size_t length, size_t at)
{
	size_t start = at;
	size_t end = at;
	struct word word;

	while (end && text[end - 1] == ' ')
		end--;
	for (start = end; start && !strchr(" \t\r\n", text[start - 1]);)
		start--;
	return start < end && islower((unsigned char)text[start]) && at + 1 < length
		&& islower((unsigned char)text[at + 1])
		&& words_next(text, end, &start, &word) && word.end == end
		&& suspended_joins(text, &word);
}

/*
 * A minus at the beginning of a word, not the hyphen of „Model C“-Schulen or of
 * Stadtplanung und -entwicklung.
 */
static bool is_minus(const char *text, size_t length, size_t at)
{
	bool begins = at == 0 || strchr(" \t\r\n(-", text[at - 1])
		|| (at > 1 && blank_at(text, length, at - 2) == 2);

	return text[at] == '-' && begins && at + 1 < length
		&& !blank_at(text, length, at + 1) && !is_suspended(text, length, at);
}

struct lexeme lexeme_next(const char *text, size_t length, size_t *offset)
{
	while (*offset < length && blank_at(text, length, *offset))
		*offset += blank_at(text, length, *offset);
	if (*offset == length)
		return (struct lexeme){
			.start = length, .end = length, .field = FIELD_COUNT};
	if (phrase_at(text, length, *offset))
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
