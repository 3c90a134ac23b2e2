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

static void add_word(
	struct reading *reading, const struct piece *piece, const struct word *word)
{
	struct typed_word *added;

	if (reading->out->count == TYPED_WORDS_MAX || (word->traits & WORD_HAS_DIGIT))
		return;
	added = &reading->out->items[reading->out->count++];
	*added = (struct typed_word){.start = word->start,
		.end = word->end,
		.drop_start = word->start,
		.drop_end = word->end,
		.field = piece->lexeme.field,
		.is_free = piece->lexeme.kind == LEXEME_WORDS
			&& piece->start == word->start && piece->end == word->end};
	spelling_fold(reading->text, word, &added->folded);
	added->is_talk = is_talk(&added->folded);
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
	size_t before = reading->out->count;
	size_t words = 0;
	size_t at = piece->lexeme.start;
	struct word word;

	if (piece->lexeme.end > at && reading->text[piece->lexeme.end - 1] == '*')
		return;
	while (words_next(reading->text, piece->lexeme.end, &at, &word)) {
		words++;
		add_word(reading, piece, &word);
	}
	if (words == 1 && reading->out->count == before + 1)
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

void typed_words_without(
	const char *text, size_t length, const struct typed_word *word, struct buf *out)
{
	size_t start = word->drop_start;
	size_t end = word->drop_end;

	while (end < length && is_blank(text[end]))
		end++;
	while (end == length && start && is_blank(text[start - 1]))
		start--;
	buf_add(out, text, start);
	buf_add(out, text + end, length - end);
}
