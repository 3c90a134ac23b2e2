/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/query_pieces.h"

#include "base/scope.h"
#include "query/query_filter.h"
#include "query/query_values.h"

static bool is_shouted(const char *text, size_t length)
{
	size_t blanks = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] >= 'a' && text[i] <= 'z')
			return false;
		blanks += text[i] == ' ';
	}
	return blanks >= QUERY_SHOUTED_WORDS_MIN;
}

static bool is_operator(enum lexeme_kind kind)
{
	return kind == LEXEME_AND || kind == LEXEME_OR || kind == LEXEME_NOT
		|| kind == LEXEME_NEAR;
}

static bool is_text(const struct lexeme *piece)
{
	return piece->kind == LEXEME_WORDS || piece->kind == LEXEME_PHRASE;
}

/* What has no field of its own is of the group's, if it is a value of that. */
static void take_field(const struct query_pieces *pieces, struct lexeme *piece)
{
	SCOPED(buf_release) struct buf value = {0};

	if (!is_text(piece) || piece->field != FIELD_COUNT)
		return;
	if (pieces->group < FIELD_FILTER_COUNT
		&& !query_values_read(pieces->group, pieces->text + piece->start,
			piece->end - piece->start, &value))
		piece->flaw = FLAW_VALUE;
	else
		piece->field = pieces->group;
}

static struct lexeme read_piece(const struct query_pieces *pieces, size_t *offset)
{
	struct lexeme piece = lexeme_next(pieces->text, pieces->length, offset);
	bool is_word = piece.end > piece.start + 1 && !piece.distance;

	if (pieces->is_shouted && is_word && is_operator(piece.kind))
		piece.kind = LEXEME_WORDS;
	take_field(pieces, &piece);
	return piece;
}

void query_pieces_begin(struct query_pieces *pieces, const char *text, size_t length)
{
	*pieces = (struct query_pieces){.text = text,
		.length = length,
		.group = FIELD_COUNT,
		.is_shouted = is_shouted(text, length)};
	query_pieces_advance(pieces);
}

void query_pieces_advance(struct query_pieces *pieces)
{
	pieces->next = read_piece(pieces, &pieces->offset);
}

struct lexeme query_pieces_peek(const struct query_pieces *pieces)
{
	size_t offset = pieces->offset;

	return read_piece(pieces, &offset);
}

bool query_pieces_operates(const struct query_pieces *pieces)
{
	const struct lexeme behind = query_pieces_peek(pieces);

	return is_text(&behind) || behind.kind == LEXEME_OPEN || behind.kind == LEXEME_NOT
		|| behind.kind == LEXEME_IS || behind.kind == LEXEME_HAS;
}

void query_pieces_words(const char *text, size_t length, struct buf *out)
{
	struct query_pieces pieces;

	query_pieces_begin(&pieces, text, length);
	for (; pieces.next.kind != LEXEME_END; query_pieces_advance(&pieces)) {
		const struct lexeme *piece = &pieces.next;
		bool is_word = is_text(piece)
			|| (is_operator(piece->kind) && !query_pieces_operates(&pieces));

		if (piece->kind == LEXEME_OPEN && piece->field != FIELD_COUNT)
			pieces.group = piece->field;
		else if (piece->kind == LEXEME_CLOSE)
			pieces.group = FIELD_COUNT;
		if (!is_word || query_filter_is(piece))
			continue;
		if (out->length)
			buf_add_string(out, " ");
		buf_add(out, text + piece->start, piece->end - piece->start);
	}
}
