/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/explanation_json.h"

#include "base/json.h"
#include "base/scope.h"

/* In the order of enum term_origin. */
static const char *const origins[] = {"stem", "variant", "whole", "part", "form",
	"derived", "synonym", "translation", "prefix"};

/* In the order of enum query_kind. */
static const char *const kinds[] = {"everything", "word", "phrase", "near", "and", "or",
	"some", "not", "filter", "proximity", "state"};

static void write_word(struct buf *out, const struct query *word, const char *typed)
{
	json_key(out, "word");
	json_string(out, typed + word->typed.start, word->typed.end - word->typed.start);
}

static void write_term(struct buf *out, const struct query_term *term)
{
	json_key(out, "term");
	json_text(out, term->term);
	json_key(out, "kind");
	json_text(out, origins[term->origin]);
	json_key(out, "weight");
	json_number(out, term->weight);
}

static void write_terms(struct buf *out, const struct query *word)
{
	json_key(out, "terms");
	json_array_begin(out);
	for (size_t i = 0; i < word->term_count; i++) {
		json_object_begin(out);
		write_term(out, &word->terms[i]);
		json_key(out, "finds");
		json_bool(out, word->terms[i].reach != TERM_RANKS);
		json_object_end(out);
	}
	json_array_end(out);
}

static void write_children(struct buf *out, const struct query *query, const char *typed)
{
	json_key(out, "of");
	json_array_begin(out);
	for (size_t i = 0; i < query->child_count; i++)
		explanation_json_write_query(out, query->children[i], typed);
	json_array_end(out);
}

static void write_state(struct buf *out, const struct query *query)
{
	SCOPED(buf_release) struct buf name = {0};

	query_names_write(NAME_STATE, (int)query->state, LANGUAGE_EN, &name);
	json_key(out, "state");
	json_string(out, buf_string(&name), name.length);
}

void explanation_json_write_query(
	struct buf *out, const struct query *query, const char *typed)
{
	json_object_begin(out);
	json_key(out, "kind");
	json_text(out, kinds[query->kind]);
	json_key(out, "required");
	json_bool(out, query->need == QUERY_REQUIRED);
	if (query->distance) {
		json_key(out, "distance");
		json_integer(out, query->distance);
	}
	if (query->kind == QUERY_NEAR) {
		json_key(out, "weight");
		json_number(out, query->weight);
	}
	if (query->kind == QUERY_WORD) {
		write_word(out, query, typed);
		write_terms(out, query);
	} else if (query->kind == QUERY_FACET) {
		json_key(out, "field");
		json_text(out, fields[query->field].name);
		json_key(out, "value");
		json_text(out, query->value);
	} else if (query->kind == QUERY_STATE) {
		write_state(out, query);
	} else if (query->kind != QUERY_ALL) {
		write_children(out, query, typed);
	}
	json_object_end(out);
}

static void write_matched(struct buf *out, const struct explained_word *explained)
{
	const struct query *word = explained->seen.word;

	json_key(out, "matched");
	json_array_begin(out);
	for (size_t i = 0; i < word->term_count; i++) {
		if (explained->counts[i] <= 0)
			continue;
		json_object_begin(out);
		write_term(out, &word->terms[i]);
		json_key(out, "count");
		json_integer(out, (long long)(explained->counts[i] + 0.5F));
		json_object_end(out);
	}
	json_array_end(out);
	json_key(out, "forms");
	json_array_begin(out);
	for (size_t i = 0; i < explained->form_count; i++)
		json_text(out, explained->forms[i]);
	json_array_end(out);
}

static void write_seen(struct buf *out, const struct rescored_word *seen)
{
	json_key(out, "exact");
	json_bool(out, seen->exact);
	json_key(out, "title");
	json_bool(out, seen->title);
	json_key(out, "heading");
	json_bool(out, seen->heading);
	json_key(out, "lead");
	json_bool(out, seen->lead);
	json_key(out, "before_next");
	json_bool(out, seen->ordered);
	json_key(out, "close_to_next");
	json_integer(out, seen->close);
	json_key(out, "bonus");
	json_number(out, seen->bonus);
}

static void write_explained(
	struct buf *out, const struct explained_word *explained, const char *typed)
{
	json_object_begin(out);
	write_word(out, explained->seen.word, typed);
	json_key(out, "weight");
	json_number(out, explained->weight);
	json_key(out, "weight_translated");
	json_number(out, explained->translated);
	json_key(out, "factor");
	json_number(out, explained->factor);
	json_key(out, "score");
	json_number(out, explained->score);
	write_matched(out, explained);
	write_seen(out, &explained->seen);
	json_object_end(out);
}

void explanation_json_write(struct buf *out, const struct request *request,
	const struct explanation *explanation)
{
	static const char *const orders[] = {[SORT_RELEVANCE] = "relevance",
		[SORT_NEWEST] = "newest",
		[SORT_OLDEST] = "oldest"};

	json_object_begin(out);
	json_key(out, "order");
	json_text(out, orders[request->sort]);
	json_key(out, "score");
	json_number(out, explanation->score);
	json_key(out, "first_stage");
	json_number(out, explanation->first_stage);
	json_key(out, "rescored");
	json_bool(out, explanation->rescored);
	json_key(out, "language_factor");
	json_number(out, explanation->language);
	json_key(out, "carried_share");
	if (explanation->carried < 0)
		json_null(out);
	else
		json_number(out, explanation->carried);
	json_key(out, "words");
	json_array_begin(out);
	for (size_t i = 0; i < explanation->count; i++)
		write_explained(out, &explanation->words[i], buf_string(&request->query));
	json_array_end(out);
	json_object_end(out);
}
