/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query: what a visitor's words mean to the index: a tree of terms. */
#ifndef SEARCHD_QUERY_QUERY_H
#define SEARCHD_QUERY_QUERY_H

#include "index/field.h"
#include "query/query_names.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum query_kind {
	QUERY_ALL,       /* every document */
	QUERY_WORD,      /* any of the terms, all meaning one word */
	QUERY_PHRASE,    /* the children, all words, one behind the other */
	QUERY_NEAR,      /* the children, all words, close together in any order */
	QUERY_AND,       /* all children but those that are optional */
	QUERY_OR,        /* any child */
	QUERY_SOME,      /* children that carry enough of the weight of all */
	QUERY_NOT,       /* the first child without the second */
	QUERY_FACET,     /* documents with the value */
	QUERY_PROXIMITY, /* the children, words and phrases, each near the one before */
	QUERY_STATE,     /* documents in the state */
};

enum query_need { QUERY_REQUIRED, QUERY_OPTIONAL };

enum term_reach {
	TERM_FINDS,      /* a document that has it matches */
	TERM_RANKS,      /* it only adds to what matches by other terms */
	TERM_TRANSLATES, /* another word: finds, and counts for no rarer than the word */
	TERM_WRITTEN,    /* it finds where one of the word's forms is written */
};

/* What a term is to the word it belongs to. */
enum term_origin {
	ORIGIN_STEM, /* its own stem */
	ORIGIN_VARIANT,
	ORIGIN_WHOLE, /* it without its hyphens */
	ORIGIN_PART,  /* it as a part of compounds */
	ORIGIN_FORM,
	ORIGIN_DERIVED,
	ORIGIN_SYNONYM,
	ORIGIN_TRANSLATION,
	ORIGIN_PREFIX, /* it begins with the letters before a star */
};

struct query_term {
	char *term;    /* as in the index, with its field's prefix */
	uint32_t hash; /* analyzer_hash() without the prefix, as in streams */
	double weight; /* of one occurrence, 1: the word as written */
	enum term_reach reach;
	enum term_origin origin;
};

/* What was typed with a word. */
enum word_mark {
	MARK_NONE,
	MARK_QUOTED, /* quotation marks around it */
	MARK_STAR,   /* behind it, as a wildcard */
};

/* Bytes of what the visitor typed. */
struct typed_bytes {
	size_t start, end;
};

struct query {
	enum query_kind kind;
	enum query_need need; /* optional: ranks but does not exclude */
	double weight;        /* of the scores of QUERY_NEAR against others, 1 */

	uint32_t form; /* of QUERY_WORD: hash of the word as typed, 0: nobody typed it */
	/* what a word stands for, with all that was made of it; end 0: nothing */
	struct typed_bytes typed;
	enum word_mark mark;
	struct query_term *terms; /* of QUERY_WORD */
	size_t term_count, term_room;

	uint32_t *forms; /* hashes of what a wildcard stands for, see TERM_WRITTEN */
	size_t form_count, form_room;

	struct query **children;
	size_t child_count, child_room;

	enum field field; /* of QUERY_FACET; where a wildcard's forms are looked for */
	char *value;      /* as facet_filter_add() takes it */
	enum document_state state; /* of QUERY_STATE */
	unsigned distance; /* of a child of QUERY_PROXIMITY: words from the one before */
};

struct query *query_create(enum query_kind kind);
void query_free(struct query **query);

/* Both take the child. */
void query_add_child(struct query *query, struct query *child);
void query_add_first_child(struct query *query, struct query *child);
void query_add_term(struct query *query, const char *prefix, const char *term,
	uint32_t hash, double weight, enum term_origin origin);

/* A term of another word for it: a translation, or a synonym that finds. */
void query_add_other(struct query *query, const char *term, uint32_t hash, double weight,
	enum term_origin origin);

/* What all finds without each child of unwanted; all NULL: everything. Takes both. */
struct query *query_without(struct query *all, struct query *unwanted);

/* form: analyzer_hash() of a folded word. */
void query_add_form(struct query *query, uint32_t form);
bool query_has_form(const struct query *query, uint32_t form);

/* Words in the tree that stand for nothing typed stand for these bytes from now on. */
void query_stand_for(struct query *query, struct typed_bytes typed);

/* Of a QUERY_WORD, all of whose terms have the prefix: the term behind it, or NULL. */
struct query_term *query_find_term(
	struct query *word, const char *prefix, const char *term);

/* What the words below the query have of terms that only rank finds as well. */
void query_widen(struct query *query);

#endif
