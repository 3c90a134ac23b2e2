/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/query_filter.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "query/query_values.h"

#include <string.h>

static struct query *parse_facet(const char *text, const struct lexeme *lexeme)
{
	SCOPED(buf_release) struct buf value = {0};
	struct query *query;

	if (lexeme->start == lexeme->end
		|| !query_values_read(lexeme->field, text + lexeme->start,
			lexeme->end - lexeme->start, &value))
		return NULL;
	query = query_create(QUERY_FACET);
	query->field = lexeme->field;
	query->value = buf_take(&value).bytes;
	query->typed = (struct typed_bytes){lexeme->start, lexeme->end};
	return query;
}

static struct query *state_query(enum document_state state)
{
	struct query *query = query_create(QUERY_STATE);

	query->state = state;
	return query;
}

/* What has something is not without it. */
static struct query *parse_has(const struct lexeme *lexeme)
{
	struct query *unwanted = query_create(QUERY_OR);
	struct query *none;

	if (lexeme->field == FIELD_COUNT) {
		none = state_query(lexeme->state);
	} else {
		none = query_create(QUERY_FACET);
		none->field = lexeme->field;
		none->value = alloc_copy(VALUE_NONE, strlen(VALUE_NONE));
	}
	query_add_child(unwanted, none);
	return query_without(NULL, unwanted);
}

bool query_filter_is(const struct lexeme *lexeme)
{
	bool is_value = lexeme->kind == LEXEME_WORDS || lexeme->kind == LEXEME_PHRASE;

	return (is_value && lexeme->field < FIELD_FILTER_COUNT)
		|| lexeme->kind == LEXEME_IS || lexeme->kind == LEXEME_HAS;
}

struct query *query_filter_parse(const char *text, const struct lexeme *lexeme)
{
	if (lexeme->kind == LEXEME_IS)
		return state_query(lexeme->state);
	if (lexeme->kind == LEXEME_HAS)
		return parse_has(lexeme);
	return parse_facet(text, lexeme);
}
