/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/query_parser.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "query/query_filter.h"
#include "query/query_pieces.h"
#include "query/query_words.h"
#include "query/wildcard.h"
#include "text/unicode.h"
#include "text/words.h"

#include <string.h>

struct parser {
	const struct query_context *context;
	struct query_pieces pieces;
	struct analysis analysis;
	struct error *err;
	struct query_words words;
	size_t wildcards;
	unsigned depth;
	bool is_plain, failed;
	struct query_notes notes;
};

/* or := and { OR and };  NULL: nothing that could be searched for */
static struct query *parse_or(struct parser *parser);

static void analyze(struct parser *parser, const struct lexeme *lexeme)
{
	parser->words.text = parser->pieces.text + lexeme->start;
	parser->words.offset = lexeme->start;
	analysis_clear(&parser->analysis);
	analyzer_analyze(parser->context->analyzer, ANALYZER_QUERY,
		parser->pieces.text + lexeme->start, lexeme->end - lexeme->start,
		LANGUAGE_UNKNOWN, &parser->analysis);
}

static struct query *parse_words(struct parser *parser, const struct lexeme *lexeme)
{
	analyze(parser, lexeme);
	return query_words_all(&parser->words, &parser->analysis, lexeme->field);
}

static struct query *parse_phrase(struct parser *parser, const struct lexeme *lexeme)
{
	struct query *query;

	analyze(parser, lexeme);
	query = query_words_phrase(&parser->words, &parser->analysis, lexeme->field);
	/* a title's words are no stream of their own */
	if (lexeme->field == FIELD_TITLE)
		query->kind = QUERY_AND;
	for (size_t i = 0; i < query->child_count; i++) {
		query->children[i]->mark = MARK_QUOTED;
		if (lexeme->field == FIELD_TITLE)
			query->children[i]->field = FIELD_TITLE;
	}
	return query_unwrap(query);
}

static struct query *parse_wildcard(struct parser *parser, const struct lexeme *lexeme)
{
	SCOPED(buf_release) struct buf letters = {0};
	const struct lexeme bare = {.kind = LEXEME_WORDS,
		.start = lexeme->start,
		.end = lexeme->end - 1,
		.field = lexeme->field};
	const struct wildcard wildcard = {parser->context->analyzer, &parser->analysis,
		parser->context->reader, parser->context->words, lexeme->field,
		query_words_prefix(lexeme->field)};
	struct query *word;

	parser->is_plain = false;
	parser->wildcards++;
	analyze(parser, &bare);
	word = query_words_blank(&parser->words, &parser->analysis);
	word->mark = MARK_STAR;
	word->field = lexeme->field == FIELD_TITLE ? FIELD_TITLE : word->field;
	buf_add_string(
		&letters, analysis_form(&parser->analysis, parser->analysis.words));
	if (!wildcard_expand(&wildcard, &letters, word, parser->err))
		parser->failed = true;
	return word;
}

static bool has_star(const struct parser *parser, const struct lexeme *lexeme)
{
	return lexeme->end > lexeme->start && parser->pieces.text[lexeme->end - 1] == '*';
}

/* Letters of the one word that stands before a star; 0: that is no single word. */
static size_t letters_before_star(
	const struct parser *parser, const struct lexeme *lexeme)
{
	size_t at = lexeme->start;
	size_t star = lexeme->end - 1;
	size_t letters = 0;
	struct word word;

	if (!words_next(parser->pieces.text, star, &at, &word)
		|| word.start != lexeme->start || word.end != star)
		return 0;
	for (at = lexeme->start; at < star; letters++)
		unicode_next(parser->pieces.text, star, &at);
	return letters;
}

/* One word and a star behind it. */
static bool is_wildcard(const struct parser *parser, const struct lexeme *lexeme)
{
	return has_star(parser, lexeme) && parser->wildcards < QUERY_WILDCARDS_MAX
		&& parser->words.count < QUERY_WORDS_MAX
		&& letters_before_star(parser, lexeme) >= QUERY_WILDCARD_LETTERS_MIN;
}

static void note(
	struct parser *parser, enum query_note_kind kind, const struct lexeme *lexeme)
{
	query_notes_add(&parser->notes, kind, lexeme->start, lexeme->end);
}

/* What is read as words, though it looks like something else. */
static void note_words(struct parser *parser, const struct lexeme *lexeme)
{
	static const enum query_note_kind flaws[] = {[FLAW_NAME] = NOTE_NAME,
		[FLAW_NOTHING] = NOTE_NOTHING,
		[FLAW_VALUE] = NOTE_VALUE};
	size_t letters =
		has_star(parser, lexeme) ? letters_before_star(parser, lexeme) : 0;

	if (letters && letters < QUERY_WILDCARD_LETTERS_MIN)
		note(parser, NOTE_SHORT_WILDCARD, lexeme);
	else if (letters && parser->wildcards == QUERY_WILDCARDS_MAX)
		note(parser, NOTE_MANY_WILDCARDS, lexeme);
	if (lexeme->flaw != FLAW_NONE)
		note(parser, flaws[lexeme->flaw], lexeme);
	if (lexeme->kind != LEXEME_WORDS && lexeme->kind != LEXEME_PHRASE)
		note(parser, NOTE_OPERATOR, lexeme);
}

/* Words without a field before them. */
static bool is_bare(const struct lexeme *lexeme)
{
	return lexeme->kind == LEXEME_WORDS && lexeme->field == FIELD_COUNT;
}

/* A word or a phrase of the text, as those that can be near others. */
static bool is_operand(const struct parser *parser, const struct lexeme *lexeme)
{
	return (lexeme->kind == LEXEME_WORDS || lexeme->kind == LEXEME_PHRASE)
		&& lexeme->field == FIELD_COUNT && !is_wildcard(parser, lexeme);
}

/* Whether the next one is an operator that brings what is before it near others. */
static bool comes_near(const struct parser *parser)
{
	struct lexeme behind;

	if (parser->pieces.next.kind != LEXEME_NEAR)
		return false;
	behind = query_pieces_peek(&parser->pieces);
	return is_operand(parser, &behind);
}

/* Words side by side are read together: they may be a term. */
static void take_neighbours(struct parser *parser, struct lexeme *lexeme)
{
	while (is_bare(&parser->pieces.next) && !is_wildcard(parser, &parser->pieces.next)
		&& query_pieces_peek(&parser->pieces).kind != LEXEME_NEAR) {
		note_words(parser, &parser->pieces.next);
		lexeme->end = parser->pieces.next.end;
		query_pieces_advance(&parser->pieces);
	}
}

/* Adds what a lexeme says, if anything, to what is near. */
static void add_near(struct parser *parser, const struct lexeme *lexeme,
	unsigned distance, struct query *near)
{
	struct query *child;

	if (lexeme->kind == LEXEME_PHRASE) {
		child = parse_phrase(parser, lexeme);
	} else {
		analyze(parser, lexeme);
		child = query_words_near(&parser->words, &parser->analysis);
	}
	if (!child)
		return;
	child->distance = distance;
	query_add_child(near, child);
}

static unsigned read_distance(struct parser *parser)
{
	unsigned distance = parser->pieces.next.distance;

	if (distance > QUERY_DISTANCE_MAX)
		note(parser, NOTE_DISTANCE, &parser->pieces.next);
	if (!distance)
		return QUERY_DISTANCE;
	return distance < QUERY_DISTANCE_MAX ? distance : QUERY_DISTANCE_MAX;
}

/* first NEAR second NEAR ... */
static struct query *parse_near(struct parser *parser, const struct lexeme *first)
{
	struct query *near = query_create(QUERY_PROXIMITY);

	parser->is_plain = false;
	add_near(parser, first, 0, near);
	while (comes_near(parser)) {
		unsigned distance = read_distance(parser);

		query_pieces_advance(&parser->pieces);
		add_near(parser, &parser->pieces.next, distance, near);
		query_pieces_advance(&parser->pieces);
	}
	return query_unwrap(near);
}

/* Whether the words behind the next one belong to it: not behind a NOT. */
enum reach { REACH_NEIGHBOURS, REACH_ONE };

static struct query *parse_leaf(struct parser *parser, enum reach reach)
{
	struct lexeme lexeme = parser->pieces.next;

	query_pieces_advance(&parser->pieces);
	if (query_filter_is(&lexeme)) {
		parser->is_plain = false;
		return query_filter_parse(parser->pieces.text, &lexeme);
	}
	if (is_operand(parser, &lexeme) && comes_near(parser))
		return parse_near(parser, &lexeme);
	if (lexeme.field != FIELD_COUNT)
		parser->is_plain = false;
	if (lexeme.kind == LEXEME_PHRASE)
		return parse_phrase(parser, &lexeme);
	if (is_wildcard(parser, &lexeme))
		return parse_wildcard(parser, &lexeme);
	note_words(parser, &lexeme);
	if (reach == REACH_NEIGHBOURS && is_bare(&lexeme))
		take_neighbours(parser, &lexeme);
	return parse_words(parser, &lexeme);
}

static struct query *parse_group(struct parser *parser)
{
	enum field around = parser->pieces.group;
	struct query *query = NULL;

	parser->is_plain = false;
	if (parser->depth == QUERY_DEPTH_MAX)
		note(parser, NOTE_DEEP, &parser->pieces.next);
	if (parser->pieces.next.field != FIELD_COUNT)
		parser->pieces.group = parser->pieces.next.field;
	query_pieces_advance(&parser->pieces);
	if (parser->depth < QUERY_DEPTH_MAX) {
		parser->depth++;
		query = parse_or(parser);
		parser->depth--;
	}
	parser->pieces.group = around;
	if (parser->pieces.next.kind == LEXEME_CLOSE)
		query_pieces_advance(&parser->pieces);
	return query;
}

static struct query *parse_operand(struct parser *parser, enum reach reach)
{
	return parser->pieces.next.kind == LEXEME_OPEN ? parse_group(parser)
						       : parse_leaf(parser, reach);
}

static bool ends_and(const struct parser *parser)
{
	enum lexeme_kind kind = parser->pieces.next.kind;

	return kind == LEXEME_END || kind == LEXEME_CLOSE
		|| (kind == LEXEME_OR && query_pieces_operates(&parser->pieces));
}

/* and := operand { [AND] [NOT] operand } */
static struct query *parse_and(struct parser *parser)
{
	struct query *all = query_create(QUERY_AND);
	struct query *unwanted = query_create(QUERY_OR);
	size_t begun = parser->pieces.offset;

	while (!ends_and(parser)) {
		enum lexeme_kind kind = parser->pieces.next.kind;
		struct query *into = all;
		struct query *child;

		if (kind == LEXEME_AND && query_pieces_operates(&parser->pieces)
			&& parser->pieces.offset != begun) {
			parser->is_plain = false;
			query_pieces_advance(&parser->pieces);
			kind = parser->pieces.next.kind;
		}
		while (kind == LEXEME_NOT && query_pieces_operates(&parser->pieces)) {
			parser->is_plain = false;
			into = unwanted;
			query_pieces_advance(&parser->pieces);
			kind = parser->pieces.next.kind;
		}
		child = parse_operand(parser, into == all ? REACH_NEIGHBOURS : REACH_ONE);
		if (child)
			query_add_child(into, child);
	}
	return query_without(query_unwrap(all), unwanted);
}

static struct query *parse_or(struct parser *parser)
{
	struct query *any = query_create(QUERY_OR);

	for (;;) {
		struct query *child = parse_and(parser);

		if (child)
			query_add_child(any, child);
		if (parser->pieces.next.kind != LEXEME_OR)
			break;
		parser->is_plain = false;
		query_pieces_advance(&parser->pieces);
	}
	return query_unwrap(any);
}

/* The whole text: a stray ) parts it and means nothing. */
static struct query *parse_all(struct parser *parser)
{
	struct query *all = query_create(QUERY_AND);

	for (;;) {
		struct query *child = parse_or(parser);

		if (child)
			query_add_child(all, child);
		if (parser->pieces.next.kind == LEXEME_END)
			break;
		parser->is_plain = false;
		query_pieces_advance(&parser->pieces);
	}
	return query_unwrap(all);
}

/* Of a single word the letters tell too little. */
static bool has_blank(const struct buf *words)
{
	return strchr(buf_string(words), ' ') != NULL;
}

/* Reads the text with parser, whose words are not set yet. */
static void parse_text(struct parser *parser, enum choice translate,
	struct parsed_query *out, struct error *err)
{
	const struct query_context *context = parser->context;
	SCOPED(buf_release) struct buf words = {0};
	struct translator translator = {.analyzer = context->analyzer,
		.reader = context->reader,
		.wordbook = context->wordbook,
		.found = translate == CHOICE_ON ? &out->translations : NULL,
		.synonyms = context->wordbook && context->synonyms == CHOICE_ON
			? &out->synonyms
			: NULL};

	query_pieces_words(parser->pieces.text, parser->pieces.length, &words);
	out->language =
		language_of_text(buf_string(&words), words.length, LANGUAGE_UNKNOWN);
	translator.language = has_blank(&words) ? out->language : LANGUAGE_UNKNOWN;
	parser->words = (struct query_words){.cut = SIZE_MAX,
		.language = out->language,
		.translator =
			translator.found || translator.synonyms ? &translator : NULL,
		.err = err};
	out->tree = parse_all(parser);
	parser->words.translator = NULL;
}

bool query_parse(const struct query_context *context, const char *text, size_t length,
	enum choice translate, struct parsed_query *out, struct error *err)
{
	struct parsed_query parsed = {0};
	struct parser parser = {.context = context, .is_plain = true, .err = err};

	query_pieces_begin(&parser.pieces, text, length);
	parse_text(&parser, translate, &parsed, err);
	analysis_release(&parser.analysis);
	if (parser.failed || parser.words.failed) {
		parsed_query_release(&parsed);
		return false;
	}
	parsed.content_words = parser.words.content;
	parsed.is_plain = parser.is_plain;
	parsed.notes = parser.notes;
	if (parser.words.cut != SIZE_MAX)
		query_notes_add(&parsed.notes, NOTE_MANY_WORDS, parser.words.cut, length);
	*out = parsed;
	return true;
}

void parsed_query_release(struct parsed_query *parsed)
{
	query_free(&parsed->tree);
	translations_release(&parsed->translations);
	translations_release(&parsed->synonyms);
	*parsed = (struct parsed_query){0};
}
