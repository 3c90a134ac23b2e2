/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/search_endpoint.h"

#include "answers/searcher_pool.h"
#include "api/explanation_json.h"
#include "api/facets_json.h"
#include "api/hit_json.h"
#include "api/kept_answer.h"
#include "api/paging.h"
#include "api/permalink.h"
#include "base/json.h"
#include "base/scope.h"
#include "http/accept_language.h"
#include "http/edition.h"
#include "http/problem.h"
#include "http/representation.h"
#include "snapshot/shelf.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static void write_other_words(struct buf *out, const struct translations *translations)
{
	json_array_begin(out);
	for (size_t i = 0; i < translations->count; i++) {
		const struct translation *item = &translations->items[i];

		json_object_begin(out);
		json_key(out, "from");
		json_text(out, item->from);
		json_key(out, "to");
		json_array_begin(out);
		for (size_t t = 0; t < item->count; t++)
			json_text(out, item->to[t]);
		json_array_end(out);
		json_object_end(out);
	}
	json_array_end(out);
}

static void write_notes(
	struct buf *out, const struct request *request, const struct query_notes *notes)
{
	json_key(out, "notes");
	json_array_begin(out);
	for (int i = 0; i < NOTE_KIND_COUNT; i++) {
		enum query_note_kind kind = (enum query_note_kind)i;

		const char *noted =
			query_notes_noted(notes, kind, buf_string(&request->query));

		if (!notes->items[i].end)
			continue;
		json_object_begin(out);
		json_key(out, "kind");
		json_text(out, query_notes_name(kind));
		json_key(out, "parameter");
		json_text(out, query_notes_parameter(notes, kind));
		json_key(out, "on");
		json_string(out, noted + notes->items[i].start,
			notes->items[i].end - notes->items[i].start);
		json_key(out, "start");
		json_integer(out, (long long)notes->items[i].start);
		json_key(out, "end");
		json_integer(out, (long long)notes->items[i].end);
		json_key(out, "text");
		json_text(out, query_notes_text(kind, request->ui));
		json_object_end(out);
	}
	json_array_end(out);
}

static void write_query(
	struct buf *out, const struct request *request, const struct answer *answer)
{
	json_key(out, "query");
	json_object_begin(out);
	json_key(out, "text");
	json_string(out, buf_string(&request->query), request->query.length);
	json_key(out, "cut");
	json_bool(out, request->cut == CHOICE_ON);
	json_key(out, "relaxed");
	json_bool(out, answer->relaxed == CHOICE_ON);
	json_key(out, "translations");
	write_other_words(out, &answer->translations);
	json_key(out, "synonyms");
	write_other_words(out, &answer->synonyms);
	json_key(out, "understood");
	json_string(out, buf_string(&answer->understood), answer->understood.length);
	write_notes(out, request, &answer->notes);
	if (answer->read_as) {
		json_key(out, "read_as");
		explanation_json_write_query(
			out, answer->read_as, buf_string(&request->query));
	}
	json_object_end(out);
}

static void write_suggestion(struct buf *out, const struct suggestion *suggestion)
{
	bool is_there = suggestion->query.length != 0;

	json_key(out, "suggestion");
	if (is_there)
		json_string(out, suggestion->markup.bytes, suggestion->markup.length);
	else
		json_null(out);
	json_key(out, "suggested");
	if (!is_there) {
		json_null(out);
		return;
	}
	json_object_begin(out);
	json_key(out, "query");
	json_string(out, suggestion->query.bytes, suggestion->query.length);
	json_key(out, "total");
	json_integer(out, suggestion->total);
	json_object_end(out);
}

static void write_offer(
	struct buf *out, const struct request *request, const struct rescue_offer *offer)
{
	json_object_begin(out);
	json_key(out, "query");
	json_string(out, buf_string(&offer->query), offer->query.length);
	json_key(out, "without_word");
	json_text(out, offer->word.bytes);
	json_key(out, "without_filters");
	json_array_begin(out);
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		if (request->filters[i].count
			&& (offer->no_filters || offer->filter == (enum field)i))
			json_text(out, fields[i].name);
	}
	json_array_end(out);
	json_key(out, "total");
	json_integer(out, offer->total);
	json_object_end(out);
}

static void write_rescue(
	struct buf *out, const struct request *request, const struct rescue *rescue)
{
	json_key(out, "rescue");
	if (!rescue->word_count && !rescue->offer_count) {
		json_null(out);
		return;
	}
	json_object_begin(out);
	json_key(out, "words");
	json_array_begin(out);
	for (size_t i = 0; i < rescue->word_count; i++) {
		const struct rescue_word *word = &rescue->words[i];

		json_object_begin(out);
		json_key(out, "word");
		json_string(out, word->word.bytes, word->word.length);
		json_key(out, "pages");
		json_integer(out, word->counts.pages);
		json_key(out, "filtered");
		json_integer(out, word->counts.filtered);
		json_object_end(out);
	}
	json_array_end(out);
	json_key(out, "relaxations");
	json_array_begin(out);
	for (size_t i = 0; i < rescue->offer_count; i++)
		write_offer(out, request, &rescue->offers[i]);
	json_array_end(out);
	json_object_end(out);
}

static void write_hits(
	struct buf *out, const struct request *request, const struct answer *answer)
{
	json_key(out, "total");
	json_integer(out, answer->total);
	json_key(out, "offset");
	json_integer(out, answer->offset);
	json_key(out, "limit");
	json_integer(out, request->limit);
	json_key(out, "next_cursor");
	if (answer->next_cursor.length)
		json_string(out, answer->next_cursor.bytes, answer->next_cursor.length);
	else
		json_null(out);
	json_key(out, "hits");
	json_array_begin(out);
	for (size_t i = 0; i < answer->hit_count; i++)
		hit_json_write(out, request, &answer->hits[i],
			answer->explanations ? &answer->explanations[i] : NULL);
	json_array_end(out);
}

static void write_permalink(
	struct buf *out, const struct request *request, const struct answer *answer)
{
	SCOPED(buf_release) struct buf address = {0};

	permalink_write(request, answer->generation, &address);
	json_key(out, "permalink");
	json_string(out, address.bytes, address.length);
}

/* Appends the answer as one JSON object; *gap is where it tells how long it took. */
static void write_answer(const struct request *request, const struct answer *answer,
	struct buf *out, struct answer_gap *gap)
{
	json_object_begin(out);
	write_query(out, request, answer);
	write_hits(out, request, answer);
	facets_json_write(out, request, answer);
	write_suggestion(out, &answer->suggestion);
	write_rescue(out, request, &answer->rescue);
	json_key(out, "took_ms");
	gap->start = out->length;
	kept_answer_write_took(answer->took_ms, out);
	gap->end = out->length;
	json_key(out, "index");
	json_object_begin(out);
	json_key(out, "generation");
	json_integer(out, answer->generation);
	json_key(out, "revision");
	json_integer(out, (int64_t)answer->revision);
	json_key(out, "documents");
	json_integer(out, answer->documents);
	json_object_end(out);
	write_permalink(out, request, answer);
	json_object_end(out);
	buf_add_string(out, "\n");
}

/* One search that was asked for. */
struct asked {
	struct request request;
	enum reply_coding coding; /* that the client would like */
	struct buf key;
	struct timespec start;
};

static void asked_release(struct asked *asked)
{
	request_release(&asked->request);
	buf_release(&asked->key);
}

static bool parse(const struct visit *visit, struct asked *out, struct error *err)
{
	enum language ui = accept_language_choose(visit->accept_language);

	clock_gettime(CLOCK_MONOTONIC, &out->start);
	if (!request_parse(
		    visit->parameters, visit->parameter_count, ui, &out->request, err))
		return false;
	out->coding =
		gzip_is_accepted(visit->accept_encoding) ? CODING_GZIP : CODING_NONE;
	request_key(&out->request, &out->key);
	return true;
}

static void reply_to(const struct visit *visit, const struct asked *asked,
	const struct kept_answer *kept, const struct edition *edition, struct reply *out)
{
	reply_begin(out, 200, "application/json; charset=utf-8");
	kept_answer_unpack(kept, search_elapsed_ms(&asked->start), &out->body);
	out->coding = kept->note.coding;
	out->found = kept->note.total ? FOUND_SOME : FOUND_NONE;
	paging_add_links(
		visit, &asked->request, kept->note.total, kept->note.next_cursor, out);
	reply_set_tag(out, edition->tag, TAG_WEAK);
}

static void add_common_headers(struct reply *out)
{
	out->vary |= VARY_LANGUAGE;
	reply_add_header(out, "Cache-Control", "no-cache");
}

/* The key of the cache says the coding besides. */
static void add_coding(const struct asked *asked, struct buf *key)
{
	buf_add(key, asked->key.bytes, asked->key.length);
	buf_add_string(key, asked->coding == CODING_GZIP ? "z" : "");
}

static bool answer_parsed_at_once(const struct search_endpoint *endpoint,
	const struct visit *visit, const struct asked *asked, struct reply *out)
{
	SCOPED(kept_answer_release) struct kept_answer kept = {.note = {0}};
	SCOPED(buf_release) struct buf key = {0};
	struct edition edition;

	if (asked->request.snapshot
		|| !edition_newest(endpoint->shelf, &asked->key, &edition))
		return false;
	add_coding(asked, &key);
	if (representation_is_known(visit, edition.tag)) {
		reply_begin(out, 304, "application/json; charset=utf-8");
		reply_set_tag(out, edition.tag, TAG_WEAK);
	} else if (answer_cache_find(endpoint->answers, &edition.stamp, &key, &kept.body,
			   &kept.note)) {
		reply_to(visit, asked, &kept, &edition, out);
	} else {
		return false;
	}
	add_common_headers(out);
	return true;
}

bool search_endpoint_answer_at_once(const struct search_endpoint *endpoint,
	const struct visit *visit, struct reply *out)
{
	SCOPED(asked_release) struct asked asked = {.coding = CODING_NONE};
	struct error err = {0};

	if (parse(visit, &asked, &err))
		return answer_parsed_at_once(endpoint, visit, &asked, out);
	problem_write_error(&err, out);
	return true;
}

/* The cursor of a first page is long, and behind that one can go on by offset. */
static void note_findings(const struct request *request, const struct answer *answer,
	struct answer_note *out)
{
	const struct buf *next = &answer->next_cursor;

	out->total = answer->total;
	if (request->cursor.kind == CURSOR_NONE
		|| next->length >= sizeof(out->next_cursor))
		return;
	memcpy(out->next_cursor, buf_string(next), next->length + 1);
}

static void answer_by_searching(const struct search_endpoint *endpoint,
	const struct visit *visit, const struct asked *asked, struct reply *out)
{
	SCOPED(answer_release) struct answer answer = {0};
	SCOPED(kept_answer_release) struct kept_answer kept = {.note = {0}};
	SCOPED(buf_release) struct buf body = {0};
	SCOPED(buf_release) struct buf key = {0};
	struct error err = {0};
	struct answer_gap gap;
	struct shelf_stamp stamp;
	struct edition edition;

	if (!searcher_pool_search(endpoint->searchers, &asked->request, &answer, &err)) {
		problem_write_error(&err, out);
		return;
	}
	write_answer(&asked->request, &answer, &body, &gap);
	kept_answer_pack(&body, gap, asked->coding, &kept);
	note_findings(&asked->request, &answer, &kept.note);
	stamp = shelf_stamp_of(answer.snapshot);
	edition = edition_of(&stamp, &asked->key);
	reply_to(visit, asked, &kept, &edition, out);
	add_common_headers(out);
	if (asked->request.snapshot)
		return;
	add_coding(asked, &key);
	answer_cache_put(endpoint->answers, &stamp, &key, &kept.body, &kept.note);
}

void search_endpoint_answer(const struct search_endpoint *endpoint,
	const struct visit *visit, struct reply *out)
{
	SCOPED(asked_release) struct asked asked = {.coding = CODING_NONE};
	struct error err = {0};

	if (!parse(visit, &asked, &err))
		problem_write_error(&err, out);
	else if (!answer_parsed_at_once(endpoint, visit, &asked, out))
		answer_by_searching(endpoint, visit, &asked, out);
}
