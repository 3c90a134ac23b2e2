/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/typed_parts.h"

#include "query/query_filter.h"
#include "query/query_lexer.h"

#include <stdint.h>
#include <string.h>

/* A piece: what the lexer yields, and the bytes it took. */
struct piece {
	struct lexeme lexeme;
	size_t start, end;
};

/* How far the reading of a query has got. */
struct reading {
	const char *text;
	size_t length;
	struct piece piece;
	size_t operator_start; /* of the operator just read; SIZE_MAX: none */
	struct typed_parts *out;
};

static bool is_blank(char c)
{
	return strchr(" \t\r\n", c) != NULL;
}

static void advance(struct reading *reading)
{
	struct piece *piece = &reading->piece;

	piece->start = piece->end;
	while (piece->start < reading->length && is_blank(reading->text[piece->start]))
		piece->start++;
	piece->end = piece->start;
	piece->lexeme = lexeme_next(reading->text, reading->length, &piece->end);
}

static bool is_tie(enum lexeme_kind kind)
{
	return kind == LEXEME_AND || kind == LEXEME_OR || kind == LEXEME_NEAR;
}

static void add_part(struct reading *reading, size_t start, size_t end)
{
	struct typed_part *part;
	size_t offset = end;

	if (reading->out->count == TYPED_PARTS_MAX)
		return;
	part = &reading->out->items[reading->out->count++];
	*part = (struct typed_part){start, end, end, start};
	if (reading->operator_start != SIZE_MAX)
		part->drop_start = reading->operator_start;
	else if (is_tie(lexeme_next(reading->text, reading->length, &offset).kind))
		part->drop_end = offset;
}

/* Only the field's name and its colon: title:Hafen is Hafen then. */
static void add_field(struct reading *reading)
{
	const struct piece *piece = &reading->piece;
	const char *colon =
		memchr(reading->text + piece->start, ':', piece->end - piece->start);
	size_t end = (size_t)(colon - reading->text) + 1;

	if (reading->out->count == TYPED_PARTS_MAX)
		return;
	reading->out->items[reading->out->count++] =
		(struct typed_part){piece->start, end, end, piece->start};
}

static void add_words(struct reading *reading)
{
	const struct piece *piece = &reading->piece;
	size_t start = piece->start;
	struct buf *words = &reading->out->words;

	if (piece->lexeme.field != FIELD_COUNT) {
		start = (size_t)((char *)memchr(
					 reading->text + start, ':', piece->end - start)
				- reading->text)
			+ 1;
		add_field(reading);
	}
	if (words->length)
		buf_add(words, " ", 1);
	buf_add(words, reading->text + start, piece->end - start);
}

/* Moves to the end of the group that begins here, or of all. */
static void skip_group(struct reading *reading)
{
	unsigned depth = 0;

	do {
		enum lexeme_kind kind = reading->piece.lexeme.kind;

		depth += kind == LEXEME_OPEN;
		depth -= kind == LEXEME_CLOSE;
		if (!depth || kind == LEXEME_END)
			return;
		advance(reading);
	} while (depth);
}

static void add_unwanted(struct reading *reading)
{
	size_t start = reading->piece.start;

	while (reading->piece.lexeme.kind == LEXEME_NOT)
		advance(reading);
	skip_group(reading);
	add_part(reading, start, reading->piece.end);
}

/* city:(Danzig OR Stettin) */
static bool is_filter_group(const struct lexeme *lexeme)
{
	return lexeme->kind == LEXEME_OPEN && lexeme->field < FIELD_FILTER_COUNT;
}

static void add_group(struct reading *reading)
{
	size_t start = reading->piece.start;

	skip_group(reading);
	add_part(reading, start, reading->piece.end);
}

static void read_piece(struct reading *reading)
{
	enum lexeme_kind kind = reading->piece.lexeme.kind;

	if (kind == LEXEME_NOT)
		add_unwanted(reading);
	else if (is_filter_group(&reading->piece.lexeme))
		add_group(reading);
	else if (query_filter_is(&reading->piece.lexeme))
		add_part(reading, reading->piece.start, reading->piece.end);
	else if (kind == LEXEME_WORDS || kind == LEXEME_PHRASE)
		add_words(reading);
}

void typed_parts_collect(const char *text, size_t length, struct typed_parts *out)
{
	struct reading reading = {
		.text = text, .length = length, .operator_start = SIZE_MAX, .out = out};

	for (advance(&reading); reading.piece.lexeme.kind != LEXEME_END;
		advance(&reading)) {
		bool is_operator = is_tie(reading.piece.lexeme.kind);

		read_piece(&reading);
		reading.operator_start = is_operator ? reading.piece.start : SIZE_MAX;
	}
}

void typed_parts_release(struct typed_parts *parts)
{
	buf_release(&parts->words);
	parts->count = 0;
}

void typed_parts_without(
	const char *text, size_t length, const struct typed_part *part, struct buf *out)
{
	size_t start = part->drop_start;
	size_t end = part->drop_end;

	while (end < length && is_blank(text[end]))
		end++;
	while (end == length && start && is_blank(text[start - 1]))
		start--;
	buf_add(out, text, start);
	buf_add(out, text + end, length - end);
}
