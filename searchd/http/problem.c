/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/problem.h"

#include "base/json.h"
#include "text/unicode.h"

#include <assert.h>
#include <string.h>

static const struct {
	unsigned status;
	const char *name, *title, *detail;
	const char *retry_after; /* seconds; NULL: trying again does not help */
} problems[PROBLEM_COUNT] = {
	[PROBLEM_MALFORMED] = {400, "malformed-request", "Malformed request",
		"Send exactly one Host header, header names without blanks, and an "
		"address without %00, blanks or control characters.",
		NULL},
	[PROBLEM_ADDRESS] = {414, "address-too-long", "The address is too long",
		"Search for fewer words: an address may have 8192 bytes, of which a "
		"letter like ä takes six, and 128 parameters.",
		NULL},
	[PROBLEM_HEADERS] = {431, "headers-too-long", "The headers are too long",
		"Send fewer or shorter headers: together they may have 12 kilobytes.",
		NULL},
	[PROBLEM_BODY] = {400, "body-not-accepted", "Requests have no body here",
		"Put everything into the address and send neither Content-Length nor "
		"Transfer-Encoding.",
		NULL},
	[PROBLEM_PARAMETER] = {400, "invalid-parameter", "Invalid parameter",
		"Correct the parameters of the address.", NULL},
	[PROBLEM_NOT_FOUND] = {404, "not-found", "Nothing at this address",
		"The search page is at /, the search for programs at /api/v1/search.",
		NULL},
	[PROBLEM_NOT_KEPT] = {404, "not-kept", "Not kept any more",
		"Leave out snapshot and cursor to search what is there now.", NULL},
	[PROBLEM_METHOD] = {405, "method-not-allowed", "Method not allowed",
		"Use GET, HEAD or OPTIONS.", NULL},
	[PROBLEM_INDEX_MISSING] = {503, "index-missing", "There is no index yet",
		"Build one with regio-indexer; searching begins as soon as it is there.",
		"5"},
	[PROBLEM_INDEX_DAMAGED] = {503, "index-damaged", "The index cannot be read",
		"Rebuild it with regio-indexer; searching begins as soon as that is done.",
		"30"},
	[PROBLEM_BUSY] = {503, "busy", "The service is busy", "Try again in a moment.",
		"1"},
	[PROBLEM_INTERNAL] = {500, "internal-error", "Internal error",
		"This is our fault; the log of the service says more.", NULL},
};

enum problem problem_of_error(const struct error *err)
{
	switch (err->kind) {
	case ERROR_NONE:
		return PROBLEM_NONE;
	case ERROR_INVALID:
		return PROBLEM_PARAMETER;
	case ERROR_MISSING:
		return PROBLEM_INDEX_MISSING;
	case ERROR_GONE:
		return PROBLEM_NOT_KEPT;
	case ERROR_CORRUPT:
		return PROBLEM_INDEX_DAMAGED;
	case ERROR_BUSY:
		return PROBLEM_BUSY;
	case ERROR_SYSTEM:
	case ERROR_BUG:
		break;
	}
	return PROBLEM_INTERNAL;
}

unsigned problem_status(enum problem problem)
{
	return problems[problem].status;
}

const char *problem_name(enum problem problem)
{
	return problems[problem].name;
}

enum problem problem_find(const char *name)
{
	for (int i = PROBLEM_NONE + 1; i < PROBLEM_COUNT; i++) {
		if (!strcmp(problems[i].name, name))
			return (enum problem)i;
	}
	return PROBLEM_NONE;
}

/* An error's text is cut by bytes, perhaps inside a character. */
static size_t valid_length(const char *text)
{
	size_t length = strlen(text);

	while (length && !unicode_valid(text, length))
		length--;
	return length;
}

void problem_begin(enum problem problem, const char *content_type, struct reply *out)
{
	assert(problem > PROBLEM_NONE && problem < PROBLEM_COUNT);
	reply_begin(out, problems[problem].status, content_type);
	out->problem = problem;
	if (problem == PROBLEM_METHOD)
		reply_add_header(out, "Allow", "GET, HEAD, OPTIONS");
	if (problems[problem].retry_after)
		reply_add_header(out, "Retry-After", problems[problem].retry_after);
	reply_add_header(out, "Cache-Control", "no-store");
}

void problem_write(enum problem problem, const char *detail, struct reply *out)
{
	const char *told = detail ? detail : problems[problem].detail;
	struct buf *body = &out->body;

	problem_begin(problem, "application/problem+json", out);
	if (detail)
		buf_add(&out->detail, detail, valid_length(detail));
	json_object_begin(body);
	json_key(body, "type");
	buf_add_format(body, "\"/problems/%s\"", problems[problem].name);
	json_key(body, "title");
	json_text(body, problems[problem].title);
	json_key(body, "status");
	json_integer(body, problems[problem].status);
	json_key(body, "detail");
	json_string(body, told, valid_length(told));
	json_object_end(body);
	buf_add_string(body, "\n");
}

void problem_write_error(const struct error *err, struct reply *out)
{
	problem_write(problem_of_error(err),
		err->kind == ERROR_INVALID || err->kind == ERROR_GONE ? err->text : NULL,
		out);
}
