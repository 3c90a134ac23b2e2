/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/warc.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct warc *warc_of(const char *text)
{
	FILE *file = tmpfile();
	int copy;

	assert_non_null(file);
	fputs(text, file);
	fflush(file);
	rewind(file);
	copy = dup(fileno(file));
	fclose(file);
	return warc_open(copy);
}

static const char two[] =
	"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://a.example/>\r\n"
	"Content-Length: 5\r\n\r\nabcde\r\n\r\n"
	"WARC/1.1\r\nwarc-type: revisit\r\nWARC-Target-URI: http://b.example/\r\n"
	"X-Folded: a\r\n b\r\nContent-Length: 0\r\n\r\n\r\n\r\n";

static void records_are_given_with_their_places(void **state)
{
	SCOPED(warc_close) struct warc *warc = warc_of(two);
	SCOPED(warc_record_release) struct warc_record record = {0};
	bool more;

	(void)state;
	must(warc_next(warc, 100, &record, &more, &err) && more);
	assert_int_equal(record.type, WARC_RESPONSE);
	assert_int_equal(record.number, 1);
	assert_int_equal(record.offset, 0);
	assert_string_equal(buf_string(&record.target), "http://a.example/");
	assert_string_equal(buf_string(&record.block), "abcde");
	must(warc_next(warc, 100, &record, &more, &err) && more);
	assert_int_equal(record.type, WARC_REVISIT);
	assert_int_equal(record.offset, strstr(two, "WARC/1.1") - two);
	assert_int_equal(record.block.length, 0);
	must(warc_next(warc, 100, &record, &more, &err));
	assert_false(more);
}

static void a_length_that_lies_takes_no_memory(void **state)
{
	SCOPED(warc_close)
	struct warc *warc = warc_of("WARC/1.0\r\nContent-Length: 99999999999\r\n\r\nabc");
	SCOPED(warc_record_release) struct warc_record record = {0};
	bool more;

	(void)state;
	assert_false(warc_next(warc, (size_t)1 << 40, &record, &more, &err));
	assert_int_equal(err.kind, ERROR_INVALID);
	assert_true(record.block.room < 1 << 20);
}

static void the_end_of_a_record_is_checked(void **state)
{
	static const char *const wrong[] = {
		"WARC/1.0\r\nContent-Length: 2\r\n\r\nabc\r\n\r\n",
		"WARC/1.0\r\nContent-Length: 4\r\n\r\nabc\r\n\r\n",
		"WARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n",
		"WARC/1.0\r\nContent-Length: -3\r\n\r\nabc\r\n\r\n",
		"WARC/1.0\r\nWARC-Type: response\r\n\r\nabc\r\n\r\n",
		"WARC/1.0\r\n",
		"HTTP/1.1 200 OK\r\n\r\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		SCOPED(warc_close) struct warc *warc = warc_of(wrong[i]);
		SCOPED(warc_record_release) struct warc_record record = {0};
		bool more;

		assert_false(warc_next(warc, 100, &record, &more, &err));
		assert_int_equal(err.kind, ERROR_INVALID);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_are_given_with_their_places),
		cmocka_unit_test(a_length_that_lies_takes_no_memory),
		cmocka_unit_test(the_end_of_a_record_is_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
