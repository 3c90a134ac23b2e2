/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_parser.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "query_lexer.h"
#include "ranking.h"
#include "text/unicode.h"
#include "text/words.h"

#include <string.h>

struct parser {
	struct analyzer *analyzer;
	struct index_reader *reader;
	const char *text;
	size_t length, offset;
	struct lexeme next;
	enum language language; /* of the query, as far as one can tell */
	struct analysis analysis;
	struct error *err;
	size_t words, wildcards, content_words;
	unsigned depth;
	bool is_plain, is_shouted, failed;
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
	bool is_word = lexeme.end > lexeme.start + 1;

	if (parser->is_shouted && is_word
		&& (lexeme.kind == LEXEME_AND || lexeme.kind == LEXEME_OR
			|| lexeme.kind == LEXEME_NOT))
		lexeme.kind = LEXEME_WORDS;
	return lexeme;
}

static void advance(struct parser *parser)
{
	parser->next = read_lexeme(parser, &parser->offset);
}

static const char *prefix_of(enum field field)
{
	return fields[field < FIELD_COUNT && fields[field].prefix ? field : FIELD_BODY]
		.prefix;
}

/* A word is empty talk if it is in the language that the query seems to be in. */
static bool is_stop(const struct parser *parser, const struct analyzed_word *word)
{
	if (parser->language == LANGUAGE_UNKNOWN)
		return word->stop != 0;
	return word->stop & (1U << parser->language);
}

static struct query *word_query(
	struct parser *parser, const struct analyzed_word *word, enum field field)
{
	struct query *query = query_create(QUERY_WORD);

	for (uint32_t i = 0; i < word->term_count; i++) {
		size_t at = word->first_term + i;
		const struct analyzed_term *term = &parser->analysis.terms[at];

		query_add_term(query, prefix_of(field),
			analysis_term(&parser->analysis, at), term->hash,
			term->kind == TERM_VARIANT ? WEIGHT_VARIANT : 1);
	}
	if (is_stop(parser, word))
		query->need = QUERY_OPTIONAL;
	else
		parser->content_words += !word->whole;
	return query;
}

/* The words analysed last, from first on, as neighbours; talk counts here too. */
static struct query *neighbours_query(
	struct parser *parser, size_t first, size_t end, enum field field)
{
	struct query *query = query_create(QUERY_PHRASE);

	for (size_t i = first; i < end && parser->words < QUERY_WORDS_MAX; i++) {
		const struct analyzed_word *word = &parser->analysis.words[i];
		struct query *child;

		if (word->whole)
			continue;
		parser->words++;
		child = word_query(parser, word, field);
		child->need = QUERY_REQUIRED;
		query_add_child(query, child);
	}
	return query;
}

static bool is_talk_only(const struct query *query)
{
	for (size_t i = 0; i < query->child_count; i++) {
		if (query->children[i]->need == QUERY_REQUIRED)
			return false;
	}
	return true;
}

/* If every word is empty talk, then the talk is what is wanted. */
static void require_something(struct query *query)
{
	if (!is_talk_only(query))
		return;
	for (size_t i = 0; i < query->child_count; i++)
		query->children[i]->need = QUERY_REQUIRED;
}

/* The query; its only child if it has just one; NULL if it has none. */
static struct query *unwrap(struct query *query)
{
	struct query *only;

	if (query->child_count == 0) {
		query_free(&query);
		return NULL;
	}
	if (query->kind == QUERY_AND)
		require_something(query);
	if (query->child_count > 1)
		return query;
	only = query->children[0];
	query->child_count = 0;
	query_free(&query);
	return only;
}

/* First word behind the hyphenated parts of the whole at i. */
static size_t behind_parts(const struct analysis *analysis, size_t i)
{
	uint32_t end = analysis->words[i].end;

	do
		i++;
	while (i < analysis->word_count && analysis->words[i].start < end);
	return i;
}

/* City-Regio: the word without its hyphen, or its parts side by side. */
static struct query *hyphenated_query(
	struct parser *parser, size_t whole, size_t end, enum field field)
{
	struct query *query = query_create(QUERY_OR);

	query_add_child(query, word_query(parser, &parser->analysis.words[whole], field));
	query_add_child(query, neighbours_query(parser, whole + 1, end, field));
	return query;
}

static void analyze(struct parser *parser, const struct lexeme *lexeme)
{
	analysis_clear(&parser->analysis);
	analyzer_analyze(parser->analyzer, ANALYZER_QUERY, parser->text + lexeme->start,
		lexeme->end - lexeme->start, LANGUAGE_UNKNOWN, &parser->analysis);
}

static struct query *parse_words(struct parser *parser, const struct lexeme *lexeme)
{
	struct query *query = query_create(QUERY_AND);
	const struct analysis *analysis = &parser->analysis;
	bool is_talk;
	size_t end;

	analyze(parser, lexeme);
	for (size_t i = 0; i < analysis->word_count && parser->words < QUERY_WORDS_MAX;
		i = end) {
		if (analysis->words[i].whole) {
			end = behind_parts(analysis, i);
			query_add_child(
				query, hyphenated_query(parser, i, end, lexeme->field));
			continue;
		}
		end = i + 1;
		parser->words++;
		query_add_child(
			query, word_query(parser, &analysis->words[i], lexeme->field));
	}
	/* other words beside these may say more */
	is_talk = is_talk_only(query);
	query = unwrap(query);
	if (query && is_talk)
		query->need = QUERY_OPTIONAL;
	return query;
}

static struct query *parse_phrase(struct parser *parser, const struct lexeme *lexeme)
{
	struct query *query;

	analyze(parser, lexeme);
	query = neighbours_query(parser, 0, parser->analysis.word_count, lexeme->field);
	/* a title's words are no stream of their own */
	if (lexeme->field == FIELD_TITLE)
		query->kind = QUERY_AND;
	return unwrap(query);
}

static bool has_term(const struct query *word, const char *term, size_t among)
{
	for (size_t i = 0; i < among; i++) {
		if (!strcmp(word->terms[i].term, term))
			return true;
	}
	return false;
}

/* Adds the terms that begin with family (D, E) and stem to the word. */
static void expand(struct parser *parser, const char *prefix, const char *family,
	const struct buf *stem, struct query *word)
{
	SCOPED(buf_release) struct buf begin = {0};
	SCOPED(buf_release) struct buf terms = {0};
	const char *term;
	size_t before = word->term_count;
	size_t count = 0;

	buf_add_format(&begin, "%s%s%s", prefix, family, buf_string(stem));
	if (!index_reader_terms(parser->reader, buf_string(&begin),
		    QUERY_WILDCARD_TERMS_MAX, &terms, &count, parser->err)) {
		parser->failed = true;
		return;
	}
	term = buf_string(&terms);
	for (size_t i = 0; i < count; i++) {
		const char *bare = term + strlen(prefix);

		if (!has_term(word, term, before))
			query_add_term(word, prefix, bare,
				analyzer_hash(bare, strlen(bare)), WEIGHT_PREFIX);
		term += strlen(term) + 1;
	}
}

/*
 * Wirtschaftsför*: stems have lost their umlauts, so both spellings are tried.
 * Förderung*: they have lost their endings too, so it stands for its own stem.
 */
static struct query *parse_wildcard(struct parser *parser, const struct lexeme *lexeme)
{
	static const char *const families[] = {"D", "E", ""};
	SCOPED(buf_release) struct buf folded = {0};
	SCOPED(buf_release) struct buf plain = {0};
	const struct lexeme bare = {
		LEXEME_WORDS, lexeme->start, lexeme->end - 1, lexeme->field};
	size_t length = bare.end - bare.start;
	struct query *word;

	parser->is_plain = false;
	parser->wildcards++;
	parser->words++;
	analyze(parser, &bare);
	word = word_query(parser, parser->analysis.words, lexeme->field);
	word->need = QUERY_REQUIRED;
	unicode_fold(parser->text + lexeme->start, length, &folded);
	unicode_ascii(parser->text + lexeme->start, length, &plain);
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++) {
		const char *prefix = prefix_of(lexeme->field);

		expand(parser, prefix, families[i], &folded, word);
		if (strcmp(buf_string(&folded), buf_string(&plain)) != 0)
			expand(parser, prefix, families[i], &plain, word);
	}
	return word;
}

/* One word and a star behind it. */
static bool is_wildcard(const struct parser *parser, const struct lexeme *lexeme)
{
	size_t at = lexeme->start;
	size_t star = lexeme->end - 1;
	size_t letters = 0;
	struct word word;

	if (lexeme->end == lexeme->start || parser->text[star] != '*'
		|| parser->wildcards == QUERY_WILDCARDS_MAX
		|| parser->words == QUERY_WORDS_MAX)
		return false;
	if (!words_next(parser->text, star, &at, &word) || word.start != lexeme->start
		|| word.end != star)
		return false;
	for (at = lexeme->start; at < star; letters++)
		unicode_next(parser->text, star, &at);
	return letters >= QUERY_WILDCARD_LETTERS_MIN;
}

static struct query *parse_facet(struct parser *parser, const struct lexeme *lexeme)
{
	struct query *query;

	parser->is_plain = false;
	if (lexeme->start == lexeme->end)
		return NULL;
	query = query_create(QUERY_FACET);
	query->field = lexeme->field;
	query->value =
		alloc_copy(parser->text + lexeme->start, lexeme->end - lexeme->start);
	return query;
}

static struct query *parse_leaf(struct parser *parser)
{
	struct lexeme lexeme = parser->next;

	advance(parser);
	if (lexeme.field < FIELD_FACET_COUNT)
		return parse_facet(parser, &lexeme);
	if (lexeme.field != FIELD_COUNT)
		parser->is_plain = false;
	if (lexeme.kind == LEXEME_PHRASE)
		return parse_phrase(parser, &lexeme);
	if (is_wildcard(parser, &lexeme))
		return parse_wildcard(parser, &lexeme);
	return parse_words(parser, &lexeme);
}

static struct query *parse_group(struct parser *parser)
{
	struct query *query = NULL;

	parser->is_plain = false;
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
		|| kind == LEXEME_NOT;
}

static enum lexeme_kind kind_after_next(const struct parser *parser)
{
	size_t offset = parser->offset;

	return read_lexeme(parser, &offset).kind;
}

/* Whether an operator is followed by what it needs; else it is a word. */
static bool operates(const struct parser *parser)
{
	return starts_operand(kind_after_next(parser));
}

static struct query *parse_operand(struct parser *parser)
{
	return parser->next.kind == LEXEME_OPEN ? parse_group(parser)
						: parse_leaf(parser);
}

/* all AND NOT each of unwanted */
static struct query *without(struct query *all, struct query *unwanted)
{
	struct query *query;

	if (unwanted->child_count == 0) {
		query_free(&unwanted);
		return all;
	}
	query = query_create(QUERY_NOT);
	query_add_child(query, all ? all : query_create(QUERY_ALL));
	query_add_child(query, unwanted);
	return query;
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
		child = parse_operand(parser);
		if (child)
			query_add_child(into, child);
	}
	return without(unwrap(all), unwanted);
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
	return unwrap(any);
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
	return unwrap(all);
}

bool query_parse(struct analyzer *analyzer, struct index_reader *reader, const char *text,
	size_t length, struct parsed_query *out, struct error *err)
{
	struct parser parser = {.analyzer = analyzer,
		.reader = reader,
		.text = text,
		.length = length,
		.is_plain = true,
		.is_shouted = is_shouted(text, length),
		.err = err,
		.language = language_of_text(text, length, LANGUAGE_UNKNOWN)};
	SCOPED(query_free) struct query *tree = parse_all(&parser);

	analysis_release(&parser.analysis);
	if (parser.failed)
		return false;
	out->content_words = parser.content_words;
	out->is_plain = parser.is_plain;
	out->tree = TAKE(tree);
	return true;
}

void parsed_query_release(struct parsed_query *parsed)
{
	query_free(&parsed->tree);
	*parsed = (struct parsed_query){0};
}
