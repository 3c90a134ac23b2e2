/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/search_endpoint.h"

#include "accept_language.h"
#include "api/explanation_json.h"
#include "api/facets_json.h"
#include "base/json.h"
#include "base/scope.h"
#include "index/record.h"
#include "problem.h"
#include "searcher_pool.h"
#include "shelf.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

enum { TOOK_BYTES = 32 }; /* that a number of milliseconds has at most */

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

static void write_part_of(struct buf *out, const char *key, const char *record,
	size_t size, enum record_tag tag)
{
	struct record_part part = record_find(record, size, tag);

	json_key(out, key);
	if (part.length)
		json_string(out, part.bytes, part.length);
	else
		json_null(out);
}

static void write_part(
	struct buf *out, const char *key, const struct hit *hit, enum record_tag tag)
{
	write_part_of(out, key, hit->record.bytes, hit->record.length, tag);
}

static void write_duplicates(struct buf *out, const struct hit *hit)
{
	json_key(out, "duplicates");
	json_array_begin(out);
	for (size_t i = 0; i < hit->duplicate_count; i++) {
		const struct buf *record = &hit->duplicates[i];

		json_object_begin(out);
		write_part_of(out, "id", record->bytes, record->length, RECORD_ID);
		write_part_of(out, "url", record->bytes, record->length, RECORD_URL);
		write_part_of(out, "title", record->bytes, record->length, RECORD_TITLE);
		json_object_end(out);
	}
	json_array_end(out);
	json_key(out, "duplicates_total");
	json_integer(out, (long long)hit->duplicate_total);
}

static uint64_t number_of(const struct record_part *part)
{
	uint64_t number = 0;

	for (size_t i = 0; i < part->length; i++)
		number = number * 10 + (uint64_t)(part->bytes[i] - '0');
	return number;
}

static void write_years(
	struct buf *out, const char *key, const struct hit *hit, enum record_tag tag)
{
	struct record_part part;
	size_t offset = 0;

	json_key(out, key);
	json_array_begin(out);
	while (record_next(hit->record.bytes, hit->record.length, &offset, &part)) {
		if (part.tag == tag)
			json_integer(out, (long long)number_of(&part));
	}
	json_array_end(out);
}

static void write_budget(struct buf *out, const struct hit *hit)
{
	struct record_part part =
		record_find(hit->record.bytes, hit->record.length, RECORD_BUDGET);

	json_key(out, "budget");
	if (part.length)
		facets_json_write_amount(out, number_of(&part));
	else
		json_null(out);
}

static void write_parts(
	struct buf *out, const char *key, const struct hit *hit, enum record_tag tag)
{
	struct record_part part;
	size_t offset = 0;

	json_key(out, key);
	json_array_begin(out);
	while (record_next(hit->record.bytes, hit->record.length, &offset, &part)) {
		if (part.tag == tag)
			json_string(out, part.bytes, part.length);
	}
	json_array_end(out);
}

static void write_hit(struct buf *out, const struct request *request,
	const struct hit *hit, const struct explanation *explanation)
{
	json_object_begin(out);
	write_part(out, "id", hit, RECORD_ID);
	write_part(out, "url", hit, RECORD_URL);
	write_part(out, "title", hit, RECORD_TITLE);
	json_key(out, "title_marked");
	if (hit->title.length)
		json_string(out, hit->title.bytes, hit->title.length);
	else
		json_null(out);
	write_part(out, "type", hit, RECORD_TYPE);
	write_part(out, "language", hit, RECORD_LANGUAGE);
	write_part(out, "date", hit, RECORD_DATE);
	if (record_find(hit->record.bytes, hit->record.length, RECORD_VANISHED).length)
		write_part(out, "vanished", hit, RECORD_VANISHED);
	write_years(out, "years", hit, RECORD_YEAR);
	write_parts(out, "cities", hit, RECORD_CITY);
	write_parts(out, "clusters", hit, RECORD_CLUSTER);
	write_parts(out, "programmes", hit, RECORD_PROGRAMME);
	write_parts(out, "countries", hit, RECORD_COUNTRY);
	write_years(out, "running", hit, RECORD_RUNNING);
	write_budget(out, hit);
	json_key(out, "snippet");
	json_string(out, buf_string(&hit->snippet), hit->snippet.length);
	json_key(out, "score");
	json_number(out, hit->score);
	write_duplicates(out, hit);
	if (explanation) {
		json_key(out, "explain");
		explanation_json_write(out, request, explanation);
	}
	json_object_end(out);
}

static void write_hits(
	struct buf *out, const struct request *request, const struct answer *answer)
{
	json_key(out, "total");
	json_integer(out, answer->total);
	json_key(out, "offset");
	json_integer(out, request->offset);
	json_key(out, "limit");
	json_integer(out, request->limit);
	json_key(out, "next_cursor");
	json_null(out);
	json_key(out, "hits");
	json_array_begin(out);
	for (size_t i = 0; i < answer->hit_count; i++)
		write_hit(out, request, &answer->hits[i],
			answer->explanations ? &answer->explanations[i] : NULL);
	json_array_end(out);
}

static void write_took(struct buf *out, double took_ms)
{
	json_number(out, round(took_ms * 1000) / 1000);
}

void search_endpoint_write(const struct request *request, const struct answer *answer,
	struct buf *out, struct answer_gap *gap)
{
	json_object_begin(out);
	write_query(out, request, answer);
	write_hits(out, request, answer);
	facets_json_write(out, answer);
	write_suggestion(out, &answer->suggestion);
	write_rescue(out, request, &answer->rescue);
	json_key(out, "took_ms");
	gap->start = out->length;
	write_took(out, answer->took_ms);
	gap->end = out->length;
	json_key(out, "index");
	json_object_begin(out);
	json_key(out, "generation");
	json_integer(out, answer->generation);
	json_key(out, "documents");
	json_integer(out, answer->documents);
	json_object_end(out);
	json_object_end(out);
	buf_add_string(out, "\n");
}

/* Answers as before, but for the time that it takes this time. */
static bool answer_again(const struct search_endpoint *endpoint, const struct buf *key,
	const struct timespec *start, struct buf *out)
{
	SCOPED(buf_release) struct buf kept = {0};
	struct shelf_stamp stamp;
	size_t gap;

	if (!shelf_newest(endpoint->shelf, &stamp)
		|| !answer_cache_find(endpoint->answers, &stamp, key, &kept, &gap))
		return false;
	buf_reserve(out, kept.length + TOOK_BYTES);
	buf_add(out, kept.bytes, gap);
	write_took(out, search_elapsed_ms(start));
	buf_add(out, kept.bytes + gap, kept.length - gap);
	return true;
}

static bool answer_request(const struct search_endpoint *endpoint,
	const struct request *request, struct buf *out, struct error *err)
{
	SCOPED(answer_release) struct answer answer = {0};
	SCOPED(buf_release) struct buf key = {0};
	struct answer_gap gap;
	struct shelf_stamp stamp;
	struct timespec start;

	clock_gettime(CLOCK_MONOTONIC, &start);
	request_key(request, &key);
	if (answer_again(endpoint, &key, &start, out))
		return true;
	if (!searcher_pool_search(endpoint->searchers, request, &answer, err))
		return false;
	search_endpoint_write(request, &answer, out, &gap);
	stamp = shelf_stamp_of(answer.snapshot);
	answer_cache_put(endpoint->answers, &stamp, &key, out, gap);
	return true;
}

void search_endpoint_answer(const struct search_endpoint *endpoint,
	const struct visit *visit, struct reply *out)
{
	SCOPED(request_release) struct request request = {0};
	SCOPED(buf_release) struct buf body = {0};
	enum language ui = accept_language_choose(visit->accept_language);
	struct error err = {0};

	if (!request_parse(visit->parameters, visit->parameter_count, ui, &request, &err)
		|| !answer_request(endpoint, &request, &body, &err)) {
		problem_write_error(&err, out);
		return;
	}
	reply_begin(out, 200, "application/json; charset=utf-8");
	out->body = buf_take(&body);
	reply_add_header(out, "Vary", "Accept-Language");
	reply_add_header(out, "Cache-Control", "no-cache");
}
