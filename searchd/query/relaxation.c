/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/relaxation.h"

#include <stdbool.h>
#include <string.h>

/* A compound, or a word with translations, stays one: parts alone mean else. */
static bool is_compound(const struct query *node)
{
	enum query_kind last;

	if (node->kind != QUERY_OR || node->child_count < 2)
		return false;
	last = node->children[node->child_count - 1]->kind;
	return last == QUERY_NEAR || last == QUERY_AND;
}

int relaxation_applies(const struct query *tree)
{
	return tree->kind == QUERY_AND || tree->kind == QUERY_PHRASE
		|| tree->kind == QUERY_OR;
}

/* A term of several words and its translations, which stay whole. */
static bool is_term(const struct query *node)
{
	return node->kind == QUERY_OR && node->child_count > 1
		&& node->children[0]->kind == QUERY_AND;
}

static struct query *take_first_child(struct query *node)
{
	struct query *first = node->children[0];

	node->child_count--;
	memmove(node->children, node->children + 1,
		node->child_count * sizeof(struct query *));
	return first;
}

/* Moves all words below a node into some, one by one, and frees the node. */
static void move_words(struct query *node, struct query *some)
{
	bool stays = node->kind == QUERY_WORD || is_compound(node) || is_term(node);

	if (is_term(node))
		move_words(take_first_child(node), some);
	if (stays) {
		query_widen(node);
		query_add_child(some, node);
		return;
	}
	for (size_t i = 0; i < node->child_count; i++)
		move_words(node->children[i], some);
	node->child_count = 0;
	query_free(&node);
}

/* The parts of a compound on one page, if nowhere close together. */
static void part_words(struct query *node)
{
	if (node->kind == QUERY_NEAR)
		node->kind = QUERY_AND;
	for (size_t i = 0; i < node->child_count; i++)
		part_words(node->children[i]);
}

void relaxation_apply(struct query **tree, enum relaxation relaxation)
{
	struct query *list = *tree;
	struct query *some = query_create(QUERY_SOME);
	struct query *wanted = query_create(QUERY_AND);

	if (relaxation == RELAX_PHRASES)
		part_words(list);
	if (list->kind != QUERY_AND) {
		query_add_child(wanted, list);
		list = wanted;
		wanted = query_create(QUERY_AND);
	}
	for (size_t i = 0; i < list->child_count; i++) {
		struct query *child = list->children[i];

		if (child->kind == QUERY_PHRASE && relaxation == RELAX_WORDS)
			query_add_child(wanted, child);
		else
			move_words(child, some);
	}
	list->child_count = 0;
	query_free(&list);
	if (wanted->child_count == 0) {
		query_free(&wanted);
		*tree = some;
		return;
	}
	some->need = QUERY_OPTIONAL;
	query_add_child(wanted, some);
	*tree = wanted;
}
