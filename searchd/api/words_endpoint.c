/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/words_endpoint.h"

#include "answers/searcher_pool.h"
#include "base/json.h"
#include "base/scope.h"
#include "http/edition.h"
#include "http/problem.h"
#include "http/representation.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

struct words_request {
	struct buf word;
	size_t limit;
};

static void words_request_release(struct words_request *request)
{
	buf_release(&request->word);
}

static bool parse_word(const char *path, struct words_request *out, struct error *err)
{
	const char *word = path + strlen(WORDS_ENDPOINT_PATH);
	size_t length = strlen(word);

	if (!length || length > WORDS_ENDPOINT_BYTES_MAX || !unicode_valid(word, length))
		return error_set(err, ERROR_INVALID,
			"put one word of 1 to %d bytes behind %s, as percent-encoded "
			"UTF-8",
			WORDS_ENDPOINT_BYTES_MAX, WORDS_ENDPOINT_PATH);
	buf_add(&out->word, word, length);
	return true;
}

static bool parse_limit(
	const struct parameter *parameter, struct words_request *out, struct error *err)
{
	const char *digits = parameter->value ? parameter->value : "";
	size_t length = strspn(digits, "0123456789");
	unsigned long limit = strtoul(digits, NULL, 10);

	if (!length || length != parameter->value_length || length > 6 || !limit
		|| limit > WORDS_ENDPOINT_LIMIT_MAX)
		return error_set(err, ERROR_INVALID,
			"limit must be a whole number from 1 to %d",
			WORDS_ENDPOINT_LIMIT_MAX);
	out->limit = limit;
	return true;
}

static bool parse(const struct visit *visit, struct words_request *out, struct error *err)
{
	bool has_limit = false;

	out->limit = WORDS_ENDPOINT_LIMIT;
	if (!parse_word(visit->path, out, err))
		return false;
	for (size_t i = 0; i < visit->parameter_count; i++) {
		if (strcmp(visit->parameters[i].name, "limit") != 0)
			return error_set(err, ERROR_INVALID,
				"the only parameter here is limit; leave out all others");
		if (has_limit)
			return error_set(
				err, ERROR_INVALID, "limit may be given only once");
		if (!parse_limit(&visit->parameters[i], out, err))
			return false;
		has_limit = true;
	}
	return true;
}

static void write_family(struct buf *out, const struct word_family *family)
{
	json_key(out, "total");
	json_integer(out, (long long)family->total);
	json_key(out, "family");
	json_array_begin(out);
	for (size_t i = 0; i < family->count; i++) {
		const struct family_word *member = &family->items[i];

		json_object_begin(out);
		json_key(out, "word");
		json_string(out, member->written.bytes, member->written.length);
		json_key(out, "count");
		json_integer(out, member->pages);
		json_object_end(out);
	}
	json_array_end(out);
}

static void begin(struct reply *out, unsigned status)
{
	reply_begin(out, status, "application/json; charset=utf-8");
	reply_add_header(out, "Cache-Control", "no-cache");
}

static void write_key(const struct words_request *request, struct buf *out)
{
	buf_add_format(out, "words %zu ", request->limit);
	buf_add(out, request->word.bytes, request->word.length);
}

static void answer_parsed(const struct words_endpoint *endpoint,
	const struct visit *visit, const struct words_request *request, struct reply *out)
{
	SCOPED(word_family_release) struct word_family family = {.total = 0};
	SCOPED(buf_release) struct buf key = {0};
	struct edition edition = {.tag = ""};
	struct error err = {0};

	write_key(request, &key);
	if (edition_newest(endpoint->shelf, &key, &edition)
		&& representation_is_known(visit, edition.tag)) {
		begin(out, 304);
		reply_set_tag(out, edition.tag, TAG_STRONG);
		return;
	}
	if (!searcher_pool_family(endpoint->searchers, &request->word, request->limit,
		    FAMILY_OF_WORD, &family, &err)) {
		problem_write_error(&err, out);
		return;
	}
	begin(out, 200);
	json_object_begin(&out->body);
	json_key(&out->body, "word");
	json_string(&out->body, request->word.bytes, request->word.length);
	write_family(&out->body, &family);
	json_object_end(&out->body);
	buf_add_string(&out->body, "\n");
	if (edition_is_newest(&edition, endpoint->shelf))
		reply_set_tag(out, edition.tag, TAG_STRONG);
}

void words_endpoint_answer(const struct words_endpoint *endpoint,
	const struct visit *visit, struct reply *out)
{
	SCOPED(words_request_release) struct words_request request = {.limit = 0};
	struct error err = {0};

	if (parse(visit, &request, &err))
		answer_parsed(endpoint, visit, &request, out);
	else
		problem_write_error(&err, out);
}
