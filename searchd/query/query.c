/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/query.h"

#include "base/alloc.h"
#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

struct query *query_create(enum query_kind kind)
{
	struct query *query = alloc_zeroed(1, sizeof(*query));

	query->kind = kind;
	return query;
}

/* Parsed trees are shallow: the parser caps their depth. */
void query_free(struct query **query)
{
	if (!*query)
		return;
	for (size_t i = 0; i < (*query)->child_count; i++)
		query_free(&(*query)->children[i]);
	for (size_t i = 0; i < (*query)->term_count; i++)
		free((*query)->terms[i].term);
	free((*query)->children);
	free((*query)->terms);
	free((*query)->forms);
	free((*query)->value);
	free(*query);
	*query = NULL;
}

void query_add_child(struct query *query, struct query *child)
{
	query->children = alloc_grow(query->children, query->child_count,
		&query->child_room, sizeof(struct query *));
	query->children[query->child_count++] = child;
}

void query_add_first_child(struct query *query, struct query *child)
{
	query_add_child(query, child);
	memmove(query->children + 1, query->children,
		(query->child_count - 1) * sizeof(struct query *));
	query->children[0] = child;
}

void query_add_term(struct query *query, const char *prefix, const char *term,
	uint32_t hash, double weight, enum term_origin origin)
{
	struct buf text = {0};

	buf_add_string(&text, prefix);
	buf_add_string(&text, term);
	query->terms = alloc_grow(query->terms, query->term_count, &query->term_room,
		sizeof(*query->terms));
	query->terms[query->term_count++] = (struct query_term){.term = text.bytes,
		.hash = hash,
		.weight = weight,
		.reach = TERM_FINDS,
		.origin = origin};
}

void query_add_other(struct query *query, const char *term, uint32_t hash, double weight,
	enum term_origin origin)
{
	query_add_term(query, "", term, hash, weight, origin);
	query->terms[query->term_count - 1].reach = TERM_TRANSLATES;
}

void query_add_form(struct query *query, uint32_t form)
{
	query->forms = alloc_grow(query->forms, query->form_count, &query->form_room,
		sizeof(*query->forms));
	query->forms[query->form_count++] = form;
}

bool query_has_form(const struct query *query, uint32_t form)
{
	for (size_t i = 0; i < query->form_count; i++) {
		if (query->forms[i] == form)
			return true;
	}
	return false;
}

void query_stand_for(struct query *query, struct typed_bytes typed)
{
	if (query->kind == QUERY_WORD && !query->typed.end)
		query->typed = typed;
	for (size_t i = 0; i < query->child_count; i++)
		query_stand_for(query->children[i], typed);
}

struct query_term *query_find_term(
	struct query *word, const char *prefix, const char *term)
{
	size_t length = strlen(prefix);

	for (size_t i = 0; i < word->term_count; i++) {
		if (!strcmp(word->terms[i].term + length, term))
			return &word->terms[i];
	}
	return NULL;
}

void query_widen(struct query *query)
{
	for (size_t i = 0; i < query->term_count; i++) {
		if (query->terms[i].reach == TERM_RANKS)
			query->terms[i].reach = TERM_FINDS;
	}
	for (size_t i = 0; i < query->child_count; i++)
		query_widen(query->children[i]);
}

struct query *query_without(struct query *all, struct query *unwanted)
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
