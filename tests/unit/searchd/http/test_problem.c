/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/problem.h"
#include "text/unicode.h"
#include "unit.h"

#include <string.h>

static const char *header(const struct reply *reply, const char *name)
{
	for (size_t i = 0; i < reply->header_count; i++) {
		if (!strcmp(reply->headers[i].name, name))
			return reply->headers[i].value;
	}
	return NULL;
}

static void a_problem_has_the_members_of_rfc_9457(void **state)
{
	SCOPED(reply_release) struct reply reply = {0};

	(void)state;
	problem_write(PROBLEM_PARAMETER, "say \"2007\" instead", &reply);
	assert_int_equal(reply.status, 400);
	assert_string_equal(reply.content_type, "application/problem+json");
	assert_string_equal(buf_string(&reply.body),
		"{\"type\":\"/problems/invalid-parameter\","
		"\"title\":\"Invalid parameter\",\"status\":400,"
		"\"detail\":\"say \\\"2007\\\" instead\"}\n");
}

static void every_problem_says_what_to_do(void **state)
{
	(void)state;
	for (int i = PROBLEM_NONE + 1; i < PROBLEM_COUNT; i++) {
		SCOPED(reply_release) struct reply reply = {0};

		problem_write((enum problem)i, NULL, &reply);
		assert_true(reply.status >= 400 && reply.status < 600);
		assert_non_null(strstr(buf_string(&reply.body), ".\"}"));
	}
}

static void who_may_try_again_is_told_when(void **state)
{
	SCOPED(reply_release) struct reply reply = {0};

	(void)state;
	problem_write(PROBLEM_BUSY, NULL, &reply);
	assert_int_equal(reply.status, 503);
	assert_string_equal(header(&reply, "Retry-After"), "1");
	problem_write(PROBLEM_NOT_FOUND, NULL, &reply);
	assert_null(header(&reply, "Retry-After"));
}

static void a_wrong_method_is_told_the_right_ones(void **state)
{
	SCOPED(reply_release) struct reply reply = {0};

	(void)state;
	problem_write(PROBLEM_METHOD, NULL, &reply);
	assert_int_equal(reply.status, 405);
	assert_string_equal(header(&reply, "Allow"), "GET, HEAD, OPTIONS");
}

static void an_error_of_ours_names_no_files(void **state)
{
	static const enum error_kind ours[] = {
		ERROR_MISSING, ERROR_CORRUPT, ERROR_BUSY, ERROR_SYSTEM, ERROR_BUG};

	(void)state;
	for (size_t i = 0; i < COUNT(ours); i++) {
		SCOPED(reply_release) struct reply reply = {0};

		error_set(&err, ours[i], "cannot read /srv/secret/index");
		problem_write_error(&err, &reply);
		assert_true(reply.status >= 500);
		assert_null(strstr(buf_string(&reply.body), "secret"));
	}
}

static void an_error_of_the_client_is_told_as_it_is(void **state)
{
	SCOPED(reply_release) struct reply reply = {0};

	(void)state;
	error_set(&err, ERROR_INVALID, "limit must be smaller");
	problem_write_error(&err, &reply);
	assert_int_equal(reply.status, 400);
	assert_non_null(strstr(buf_string(&reply.body), "limit must be smaller"));
}

static void a_text_cut_inside_a_character_stays_valid(void **state)
{
	SCOPED(reply_release) struct reply reply = {0};

	(void)state;
	problem_write(PROBLEM_PARAMETER, "no city D\xC3", &reply);
	assert_true(unicode_valid(reply.body.bytes, reply.body.length));
	assert_non_null(strstr(buf_string(&reply.body), "no city D\""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_problem_has_the_members_of_rfc_9457),
		cmocka_unit_test(every_problem_says_what_to_do),
		cmocka_unit_test(who_may_try_again_is_told_when),
		cmocka_unit_test(a_wrong_method_is_told_the_right_ones),
		cmocka_unit_test(an_error_of_ours_names_no_files),
		cmocka_unit_test(an_error_of_the_client_is_told_as_it_is),
		cmocka_unit_test(a_text_cut_inside_a_character_stays_valid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
