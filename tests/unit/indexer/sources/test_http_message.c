/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "sources/http_message.h"
#include "unit.h"

#include <string.h>

static const char *decode(const char *bytes)
{
	static char text[200];
	SCOPED(http_message_release) struct http_message message = {0};
	SCOPED(buf_release) struct buf body = {0};

	if (!http_message_parse(bytes, strlen(bytes), &message, &err)
		|| !http_message_decode(&message, bytes, strlen(bytes), 100, &body, &err))
		return NULL;
	snprintf(text, sizeof(text), "%s", buf_string(&body));
	return text;
}

static void the_type_is_read_with_its_charset(void **state)
{
	static const char bytes[] =
		"HTTP/1.0 203 Fine\r\nconTENT-type:\tText/HTML ; a=b; Charset='ISO-8859-15'\r\n"
		"nonsense\r\nContent-Length: 3\r\n\r\nabc";
	SCOPED(http_message_release) struct http_message message = {0};

	(void)state;
	must(http_message_parse(bytes, strlen(bytes), &message, &err));
	assert_int_equal(message.status, 203);
	assert_string_equal(buf_string(&message.media_type), "text/html");
	assert_string_equal(buf_string(&message.charset), "iso-8859-15");
	assert_int_equal(message.length, 3);
	assert_string_equal(bytes + message.body, "abc");
}

static void chunks_are_joined(void **state)
{
	(void)state;
	assert_string_equal(decode("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
				   "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
		"abcde");
	assert_string_equal(
		decode("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n<p>none"),
		"<p>none");
}

static void what_is_cut_off_is_refused(void **state)
{
	(void)state;
	assert_null(decode("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"));
	assert_null(decode("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"));
	assert_null(
		decode("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"));
	assert_null(decode(
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"));
	assert_null(decode(
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\nab"));
	assert_null(decode("HTTP/1.1 2xx OK\r\n\r\nab"));
	assert_null(decode("GET / HTTP/1.1\r\n\r\nab"));
	assert_null(decode(""));
}

static void the_limit_holds(void **state)
{
	char bytes[400] = "HTTP/1.1 200 OK\r\n\r\n";

	(void)state;
	memset(bytes + strlen(bytes), 'x', 101);
	assert_null(decode(bytes));
	assert_non_null(strstr(err.text, "larger"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_type_is_read_with_its_charset),
		cmocka_unit_test(chunks_are_joined),
		cmocka_unit_test(what_is_cut_off_is_refused),
		cmocka_unit_test(the_limit_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
