/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/query_reading.h"

#include "query/query_lexer.h"

#include <string.h>

struct writing {
	const char *typed;
	enum reading_style style;
	enum language language;
	struct buf *out;
};

static void write_query(const struct writing *writing, const struct query *query);

static void say(const struct writing *writing, enum name_kind kind, int number)
{
	query_names_write(kind, number, writing->language, writing->out);
}

static void tie(const struct writing *writing, enum query_operator operator)
{
	buf_add_string(writing->out, " ");
	say(writing, NAME_OPERATOR, operator);
	buf_add_string(writing->out, " ");
}

/* Whether it is words when typed again, and no operator. */
static bool is_words(const char *text, size_t length)
{
	size_t offset = 0;
	struct lexeme lexeme;

	do
		lexeme = lexeme_next(text, length, &offset);
	while (lexeme.kind == LEXEME_WORDS && lexeme.field == FIELD_COUNT);
	return lexeme.kind == LEXEME_END;
}

/* An operator that was taken for a word is one in small letters. */
static void write_small(const char *text, size_t length, struct buf *out)
{
	for (size_t i = 0; i < length; i++) {
		char c = text[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		buf_add(out, &c, 1);
	}
}

static void write_typed(const struct writing *writing, const struct query *query)
{
	const struct typed_bytes *typed = &query->typed;
	const char *text = writing->typed + typed->start;
	size_t length = typed->end - typed->start;
	const char *quote = query->mark == MARK_QUOTED ? "\"" : "";

	if (query->field == FIELD_TITLE) {
		say(writing, NAME_FIELD, FIELD_TITLE);
		buf_add_string(writing->out, ":");
	}
	buf_add_string(writing->out, quote);
	if (query->mark == MARK_NONE && !is_words(text, length))
		write_small(text, length, writing->out);
	else
		buf_add(writing->out, text, length);
	buf_add_string(writing->out, query->mark == MARK_STAR ? "*" : quote);
}

static void write_phrase(const struct writing *writing, const struct query *query)
{
	const char *separator = "\"";

	for (size_t i = 0; i < query->child_count; i++) {
		const struct typed_bytes *typed = &query->children[i]->typed;

		buf_add_string(writing->out, separator);
		buf_add(writing->out, writing->typed + typed->start,
			typed->end - typed->start);
		separator = " ";
	}
	buf_add_string(writing->out, "\"");
}

static void write_facet(const struct writing *writing, const struct query *query)
{
	const char *value = query->value;
	const char *quote =
		strpbrk(value, " \t\r\n()") || strstr(value, "\xC2\xA0") ? "\"" : "";

	say(writing, NAME_FIELD, (int)query->field);
	buf_add_string(writing->out, ":");
	if (!strcmp(value, VALUE_NONE))
		say(writing, NAME_VALUE, 0);
	else
		buf_add_format(writing->out, "%s%s%s", quote, value, quote);
}

static void write_state(const struct writing *writing, const struct query *query)
{
	say(writing, NAME_PREDICATE, PREDICATE_IS);
	buf_add_string(writing->out, ":");
	say(writing, NAME_STATE, (int)query->state);
}

/* What nothing that matches may be without; NULL: the query is another one. */
static const struct query *needed_by(const struct query *query)
{
	const struct query *none;

	if (query->kind != QUERY_NOT || query->children[0]->kind != QUERY_ALL
		|| query->children[1]->child_count != 1)
		return NULL;
	none = query->children[1]->children[0];
	if (none->kind == QUERY_FACET)
		return strcmp(none->value, VALUE_NONE) ? NULL : none;
	return none->kind == QUERY_STATE && none->state == STATE_UNDATED ? none : NULL;
}

static void write_has(const struct writing *writing, const struct query *none)
{
	say(writing, NAME_PREDICATE, PREDICATE_HAS);
	buf_add_string(writing->out, ":");
	if (none->kind == QUERY_FACET)
		say(writing, NAME_FIELD, (int)none->field);
	else
		say(writing, NAME_THING, 0);
}

/* Whether a query needs parentheses among those that AND or NOT ties. */
static bool is_loose(const struct query *query)
{
	return !query->typed.end
		&& (query->kind == QUERY_OR
			|| (query->kind == QUERY_NOT && !needed_by(query)));
}

static void write_tied(const struct writing *writing, const struct query *query)
{
	if (is_loose(query))
		buf_add_string(writing->out, "(");
	write_query(writing, query);
	if (is_loose(query))
		buf_add_string(writing->out, ")");
}

/* Talk beside words is not required, so it is tied by nothing. */
static bool is_talk(const struct query *query)
{
	return query->need == QUERY_OPTIONAL;
}

/*
 * What was typed between two words, if they are one piece or a compound that is
 * suspended (Ein- und Ausfuhr): without it they would be read otherwise. Else of no length.
 */
static struct typed_bytes joint_of(const struct writing *writing,
	const struct query *before, const struct query *behind)
{
	struct typed_bytes joint = {before->typed.end, behind->typed.start};
	const char *piece = writing->typed + before->typed.start;
	size_t before_length = before->typed.end - before->typed.start;
	size_t length = behind->typed.end - before->typed.start;
	const char *text = writing->typed + joint.start;
	struct lexeme whole;
	size_t end = 0;

	if (!before->typed.end || behind->typed.start <= before->typed.end
		|| before->kind == QUERY_FACET || before->field == FIELD_TITLE
		|| !is_words(piece, before_length))
		return (struct typed_bytes){0};
	if (joint.end - joint.start == 2
		&& (!memcmp(text, "- ", 2) || !memcmp(text, " -", 2)))
		return joint;
	whole = lexeme_next(piece, length, &end);
	return whole.kind == LEXEME_WORDS && whole.field == FIELD_COUNT && end == length
		? joint
		: (struct typed_bytes){0};
}

static void write_joint(const struct writing *writing, const struct query *before,
	const struct query *behind)
{
	struct typed_bytes joint = joint_of(writing, before, behind);

	if (joint.end > joint.start)
		buf_add(writing->out, writing->typed + joint.start,
			joint.end - joint.start);
	else if (writing->style == READING_PLAIN || is_talk(before) || is_talk(behind))
		buf_add_string(writing->out, " ");
	else
		tie(writing, OPERATOR_AND);
}

static void write_and(const struct writing *writing, const struct query *query)
{
	for (size_t i = 0; i < query->child_count; i++) {
		if (i)
			write_joint(writing, query->children[i - 1], query->children[i]);
		write_tied(writing, query->children[i]);
	}
}

/* Whether it ties several things by AND: parentheses say that they belong together. */
static bool ties_more(const struct query *query)
{
	if (query->typed.end || needed_by(query))
		return false;
	return query->kind == QUERY_AND
		|| (query->kind == QUERY_NOT && query->children[0]->kind != QUERY_ALL);
}

static void write_or(const struct writing *writing, const struct query *query)
{
	for (size_t i = 0; i < query->child_count; i++) {
		bool is_list = ties_more(query->children[i]);

		if (i)
			tie(writing, OPERATOR_OR);
		buf_add_string(writing->out, is_list ? "(" : "");
		write_query(writing, query->children[i]);
		buf_add_string(writing->out, is_list ? ")" : "");
	}
}

/* What is unwanted, a part of it: a list of them goes into parentheses. */
static void write_unwanted(const struct writing *writing, const struct query *query)
{
	bool is_list = !query->typed.end
		&& (query->kind == QUERY_AND || query->kind == QUERY_OR
			|| query->kind == QUERY_NOT);

	say(writing, NAME_OPERATOR, OPERATOR_NOT);
	buf_add_string(writing->out, is_list ? " (" : " ");
	write_query(writing, query);
	buf_add_string(writing->out, is_list ? ")" : "");
}

static void write_not(const struct writing *writing, const struct query *query)
{
	const struct query *wanted = query->children[0];
	const struct query *unwanted = query->children[1];

	if (wanted->kind != QUERY_ALL)
		write_tied(writing, wanted);
	for (size_t i = 0; i < unwanted->child_count; i++) {
		if (i || wanted->kind != QUERY_ALL)
			tie(writing, OPERATOR_AND);
		write_unwanted(writing, unwanted->children[i]);
	}
}

static void write_proximity(const struct writing *writing, const struct query *query)
{
	for (size_t i = 0; i < query->child_count; i++) {
		if (i) {
			buf_add_string(writing->out, " ");
			say(writing, NAME_OPERATOR, OPERATOR_NEAR);
			buf_add_format(
				writing->out, "/%u ", query->children[i]->distance);
		}
		write_query(writing, query->children[i]);
	}
}

static void write_query(const struct writing *writing, const struct query *query)
{
	if (query->kind == QUERY_FACET)
		write_facet(writing, query);
	else if (needed_by(query))
		write_has(writing, needed_by(query));
	else if (query->typed.end)
		write_typed(writing, query);
	else if (query->kind == QUERY_PHRASE)
		write_phrase(writing, query);
	else if (query->kind == QUERY_STATE)
		write_state(writing, query);
	else if (query->kind == QUERY_NOT)
		write_not(writing, query);
	else if (query->kind == QUERY_PROXIMITY)
		write_proximity(writing, query);
	else if (query->kind == QUERY_OR)
		write_or(writing, query);
	else
		write_and(writing, query);
}

void query_reading_write(const struct query *tree, const char *typed,
	enum reading_style style, enum language language, struct buf *out)
{
	const struct writing writing = {typed, style, language, out};

	if (tree)
		write_query(&writing, tree);
}
