/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/typed_words.h"

#include "query/query_lexer.h"
#include "text/language.h"
#include "text/spelling.h"
#include "text/words.h"

#include <stdint.h>
#include <string.h>

/* How far the reading of a query has got. */
struct reading {
	const char *text;
	size_t length;
	struct typed_words *out;
	size_t operator_start; /* of the operator just read; SIZE_MAX: none */
	unsigned depth;
	unsigned unwanted_depth; /* depth + 1 of the group that is unwanted; 0: none */
	bool is_unwanted;        /* the next piece */
};

static bool is_operator(enum lexeme_kind kind)
{
	return kind == LEXEME_AND || kind == LEXEME_OR || kind == LEXEME_NEAR;
}

static bool is_blank(char c)
{
	return strchr(" \t\r\n", c) != NULL;
}

static bool is_talk(const struct buf *folded)
{
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		if (language_is_stop_word(
			    (enum language)i, folded->bytes, folded->length))
			return true;
	}
	return false;
}

/* A piece: what the lexer yields, and the bytes it took. */
struct piece {
	struct lexeme lexeme;
	size_t start, end;
};

/*
 * Behind what ties it to the word before, if there is one in its piece: that goes
 * with it as long as no other word follows. False: it is none that is told.
 */
static bool add_word(struct reading *reading, const struct piece *piece,
	const struct word *word, size_t tie_start)
{
	struct typed_word *added;

	if (reading->out->count == TYPED_WORDS_MAX || (word->traits & WORD_HAS_DIGIT))
		return false;
	added = &reading->out->items[reading->out->count++];
	*added = (struct typed_word){.start = word->start,
		.end = word->end,
		.drop_start = tie_start,
		.drop_end = word->end,
		.field = piece->lexeme.field,
		.is_free = piece->lexeme.kind == LEXEME_WORDS
			&& piece->start == word->start && piece->end == word->end};
	spelling_fold(reading->text, word, &added->folded);
	added->is_talk = is_talk(&added->folded);
	return true;
}

/* With a word that another one follows goes what ties it to that one. */
static void tie_to_next(struct typed_word *word, size_t next_start)
{
	word->drop_start = word->start;
	word->drop_end = next_start;
}

/* A piece that has but one word goes with it, and the operator that ties it. */
static void widen_drop(struct reading *reading, const struct piece *piece)
{
	struct typed_word *word = &reading->out->items[reading->out->count - 1];
	size_t offset = piece->end;

	word->drop_start = piece->start;
	word->drop_end = piece->end;
	if (reading->operator_start != SIZE_MAX)
		word->drop_start = reading->operator_start;
	else if (is_operator(lexeme_next(reading->text, reading->length, &offset).kind))
		word->drop_end = offset;
}

static void add_piece(struct reading *reading, const struct piece *piece)
{
	struct typed_words *out = reading->out;
	size_t words = 0;
	size_t at = piece->lexeme.start;
	size_t end = at; /* of the word before */
	bool is_added = false;
	struct word word;

	if (piece->lexeme.end > at && reading->text[piece->lexeme.end - 1] == '*')
		return;
	for (; words_next(reading->text, piece->lexeme.end, &at, &word); end = word.end) {
		if (is_added)
			tie_to_next(&out->items[out->count - 1], word.start);
		is_added = add_word(reading, piece, &word, words ? end : word.start);
		words++;
	}
	if (words == 1 && is_added)
		widen_drop(reading, piece);
}

/* A minus before a group makes all of it unwanted; city:(...) has no words, but values. */
static void enter_or_leave(struct reading *reading, const struct lexeme *lexeme)
{
	bool has_words = !reading->is_unwanted && lexeme->field >= FIELD_FILTER_COUNT;

	if (lexeme->kind == LEXEME_OPEN) {
		reading->depth++;
		if (!has_words && !reading->unwanted_depth)
			reading->unwanted_depth = reading->depth;
	} else if (reading->depth) {
		if (reading->unwanted_depth == reading->depth)
			reading->unwanted_depth = 0;
		reading->depth--;
	}
}

static void read_piece(struct reading *reading, const struct piece *piece)
{
	enum lexeme_kind kind = piece->lexeme.kind;

	if (kind == LEXEME_OPEN || kind == LEXEME_CLOSE)
		enter_or_leave(reading, &piece->lexeme);
	else if ((kind == LEXEME_WORDS || kind == LEXEME_PHRASE) && !reading->is_unwanted
		&& !reading->unwanted_depth && piece->lexeme.field >= FIELD_FILTER_COUNT)
		add_piece(reading, piece);
	reading->is_unwanted = kind == LEXEME_NOT;
	reading->operator_start = is_operator(kind) ? piece->start : SIZE_MAX;
}

void typed_words_collect(const char *text, size_t length, struct typed_words *out)
{
	struct reading reading = {
		.text = text, .length = length, .out = out, .operator_start = SIZE_MAX};
	struct piece piece = {0};

	out->count = 0;
	for (;;) {
		piece.start = piece.end;
		while (piece.start < length && is_blank(text[piece.start]))
			piece.start++;
		piece.end = piece.start;
		piece.lexeme = lexeme_next(text, length, &piece.end);
		if (piece.lexeme.kind == LEXEME_END)
			return;
		read_piece(&reading, &piece);
	}
}

void typed_words_release(struct typed_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		buf_release(&words->items[i].folded);
	words->count = 0;
}

/* Whether what stands there has nothing before it that it would be joined to. */
static bool begins_apart(const char *text, size_t start)
{
	return !start || is_blank(text[start - 1]) || text[start - 1] == '(';
}

void typed_words_without(
	const char *text, size_t length, const struct typed_word *word, struct buf *out)
{
	size_t start = word->drop_start;
	size_t end = word->drop_end;
	size_t next = end;

	while (next < length && is_blank(text[next]))
		next++;
	if (next == length || begins_apart(text, start))
		end = next;
	while (end == length && start && is_blank(text[start - 1]))
		start--;
	buf_add(out, text, start);
	buf_add(out, text + end, length - end);
}
