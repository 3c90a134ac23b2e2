/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_parser.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "query_filter.h"
#include "query_lexer.h"
#include "query_words.h"
#include "text/unicode.h"
#include "text/words.h"
#include "wildcard.h"

#include <string.h>

struct parser {
	const struct query_context *context;
	const char *text;
	size_t length, offset;
	struct lexeme next;
	struct analysis analysis;
	struct error *err;
	struct query_words words;
	size_t wildcards;
	unsigned depth;
	bool is_plain, is_shouted, failed;
	struct query_notes notes;
};

/* or := and { OR and };  NULL: nothing that could be searched for */
static struct query *parse_or(struct parser *parser);

/* In a long query all in capitals, AND is a word like the others. */
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

static struct lexeme read_lexeme(const struct parser *parser, size_t *offset)
{
	struct lexeme lexeme = lexeme_next(parser->text, parser->length, offset);
	bool is_word = lexeme.end > lexeme.start + 1 && !lexeme.distance;

	if (parser->is_shouted && is_word
		&& (lexeme.kind == LEXEME_AND || lexeme.kind == LEXEME_OR
			|| lexeme.kind == LEXEME_NOT || lexeme.kind == LEXEME_NEAR))
		lexeme.kind = LEXEME_WORDS;
	return lexeme;
}

static void advance(struct parser *parser)
{
	parser->next = read_lexeme(parser, &parser->offset);
}

static void analyze(struct parser *parser, const struct lexeme *lexeme)
{
	parser->words.text = parser->text + lexeme->start;
	parser->words.offset = lexeme->start;
	analysis_clear(&parser->analysis);
	analyzer_analyze(parser->context->analyzer, ANALYZER_QUERY,
		parser->text + lexeme->start, lexeme->end - lexeme->start,
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
	return lexeme->end > lexeme->start && parser->text[lexeme->end - 1] == '*';
}

/* Letters of the one word that stands before a star; 0: that is no single word. */
static size_t letters_before_star(
	const struct parser *parser, const struct lexeme *lexeme)
{
	size_t at = lexeme->start;
	size_t star = lexeme->end - 1;
	size_t letters = 0;
	struct word word;

	if (!words_next(parser->text, star, &at, &word) || word.start != lexeme->start
		|| word.end != star)
		return 0;
	for (at = lexeme->start; at < star; letters++)
		unicode_next(parser->text, star, &at);
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
	size_t letters =
		has_star(parser, lexeme) ? letters_before_star(parser, lexeme) : 0;

	if (letters && letters < QUERY_WILDCARD_LETTERS_MIN)
		note(parser, NOTE_SHORT_WILDCARD, lexeme);
	else if (letters && parser->wildcards == QUERY_WILDCARDS_MAX)
		note(parser, NOTE_MANY_WILDCARDS, lexeme);
	if (lexeme->is_unread)
		note(parser, NOTE_VALUE, lexeme);
	if (lexeme->kind != LEXEME_WORDS && lexeme->kind != LEXEME_PHRASE)
		note(parser, NOTE_OPERATOR, lexeme);
}

/* Words without a field before them. */
static bool is_bare(const struct lexeme *lexeme)
{
	return lexeme->kind == LEXEME_WORDS && lexeme->field == FIELD_COUNT;
}

static enum lexeme_kind kind_after_next(const struct parser *parser)
{
	size_t offset = parser->offset;

	return read_lexeme(parser, &offset).kind;
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
	size_t offset = parser->offset;
	struct lexeme behind;

	if (parser->next.kind != LEXEME_NEAR)
		return false;
	behind = read_lexeme(parser, &offset);
	return is_operand(parser, &behind);
}

/* Words side by side are read together: they may be a term. */
static void take_neighbours(struct parser *parser, struct lexeme *lexeme)
{
	while (is_bare(&parser->next) && !is_wildcard(parser, &parser->next)
		&& kind_after_next(parser) != LEXEME_NEAR) {
		note_words(parser, &parser->next);
		lexeme->end = parser->next.end;
		advance(parser);
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
	unsigned distance = parser->next.distance;

	if (distance > QUERY_DISTANCE_MAX)
		note(parser, NOTE_DISTANCE, &parser->next);
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

		advance(parser);
		add_near(parser, &parser->next, distance, near);
		advance(parser);
	}
	return query_unwrap(near);
}

/* Whether the words behind the next one belong to it: not behind a NOT. */
enum reach { REACH_NEIGHBOURS, REACH_ONE };

static struct query *parse_leaf(struct parser *parser, enum reach reach)
{
	struct lexeme lexeme = parser->next;

	advance(parser);
	if (query_filter_is(&lexeme)) {
		parser->is_plain = false;
		return query_filter_parse(parser->text, &lexeme);
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
	struct query *query = NULL;

	parser->is_plain = false;
	if (parser->depth == QUERY_DEPTH_MAX)
		note(parser, NOTE_DEEP, &parser->next);
	advance(parser);
	if (parser->depth < QUERY_DEPTH_MAX) {
		parser->depth++;
		query = parse_or(parser);
		parser->depth--;
	}
	if (parser->next.kind == LEXEME_CLOSE)
		advance(parser);
	return query;
}

static bool starts_operand(enum lexeme_kind kind)
{
	return kind == LEXEME_WORDS || kind == LEXEME_PHRASE || kind == LEXEME_OPEN
		|| kind == LEXEME_NOT || kind == LEXEME_IS || kind == LEXEME_HAS;
}

/* Whether an operator is followed by what it needs; else it is a word. */
static bool operates(const struct parser *parser)
{
	return starts_operand(kind_after_next(parser));
}

static struct query *parse_operand(struct parser *parser, enum reach reach)
{
	return parser->next.kind == LEXEME_OPEN ? parse_group(parser)
						: parse_leaf(parser, reach);
}

static bool ends_and(const struct parser *parser)
{
	enum lexeme_kind kind = parser->next.kind;

	return kind == LEXEME_END || kind == LEXEME_CLOSE
		|| (kind == LEXEME_OR && operates(parser));
}

/* and := operand { [AND] [NOT] operand } */
static struct query *parse_and(struct parser *parser)
{
	struct query *all = query_create(QUERY_AND);
	struct query *unwanted = query_create(QUERY_OR);
	size_t begun = parser->offset;

	while (!ends_and(parser)) {
		enum lexeme_kind kind = parser->next.kind;
		struct query *into = all;
		struct query *child;

		if (kind == LEXEME_AND && operates(parser) && parser->offset != begun) {
			parser->is_plain = false;
			advance(parser);
			kind = parser->next.kind;
		}
		while (kind == LEXEME_NOT && operates(parser)) {
			parser->is_plain = false;
			into = unwanted;
			advance(parser);
			kind = parser->next.kind;
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
		if (parser->next.kind != LEXEME_OR)
			break;
		parser->is_plain = false;
		advance(parser);
	}
	return query_unwrap(any);
}

/* The whole text: a stray ) parts it and means nothing. */
static struct query *parse_all(struct parser *parser)
{
	struct query *all = query_create(QUERY_AND);

	advance(parser);
	for (;;) {
		struct query *child = parse_or(parser);

		if (child)
			query_add_child(all, child);
		if (parser->next.kind == LEXEME_END)
			break;
		parser->is_plain = false;
		advance(parser);
	}
	return query_unwrap(all);
}

/*
 * The words alone, with blanks between them: the names of operators and fields are
 * German or English whatever the query is, and so are values.
 */
static void collect_words(struct parser *parser, struct buf *out)
{
	struct lexeme lexeme;
	size_t offset = 0;

	for (;;) {
		lexeme = read_lexeme(parser, &offset);
		if (lexeme.kind == LEXEME_END)
			return;
		if ((lexeme.kind != LEXEME_WORDS && lexeme.kind != LEXEME_PHRASE)
			|| query_filter_is(&lexeme))
			continue;
		if (out->length)
			buf_add_string(out, " ");
		buf_add(out, parser->text + lexeme.start, lexeme.end - lexeme.start);
	}
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

	collect_words(parser, &words);
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
	struct parser parser = {.context = context,
		.text = text,
		.length = length,
		.is_plain = true,
		.is_shouted = is_shouted(text, length),
		.err = err};

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
