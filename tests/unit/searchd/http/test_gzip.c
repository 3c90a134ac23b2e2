/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/gzip.h"
#include "unit.h"

#include <string.h>
#include <zlib.h>

static const struct {
	const char *header;
	bool accepted;
} cases[] = {
	{NULL, false},
	{"", false},
	{"gzip", true},
	{"GZip", true},
	{"deflate, gzip;q=1.0, *;q=0.5", true},
	{"gzip;q=0", false},
	{"gzip; q=0.000", false},
	{"gzip;q=0.001", true},
	{"*", true},
	{"*;q=0", false},
	{"gzip;q=0, *", false},
	{"br, deflate", false},
	{"x-gzip-like", false},
	{"identity", false},
};

static void gzip_is_for_those_who_want_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		if (gzip_is_accepted(cases[i].header) != cases[i].accepted)
			fail_msg("%s", cases[i].header ? cases[i].header : "no header");
	}
}

/* As a client reads it, checksum and length included. */
static void assert_reads(const struct buf *packed, const char *text, size_t length)
{
	SCOPED(buf_release) struct buf out = {0};
	z_stream stream = {.next_in = (unsigned char *)packed->bytes,
		.avail_in = (unsigned)packed->length};

	buf_reserve(&out, length + 1);
	stream.next_out = (unsigned char *)out.bytes;
	stream.avail_out = (unsigned)length + 1;
	assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
	assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
	assert_int_equal(stream.avail_in, 0);
	assert_int_equal(stream.total_out, length);
	assert_memory_equal(out.bytes, text, length);
	inflateEnd(&stream);
}

static void a_whole_file_reads_as_what_was_written(void **state)
{
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf packed = {0};

	(void)state;
	for (int i = 0; i < 5000; i++)
		buf_add_format(&text, "Hafen %d ", i * i);
	gzip_write(text.bytes, text.length, &packed);
	assert_true(packed.length < text.length / 2);
	assert_reads(&packed, text.bytes, text.length);
}

static void one_beginning_goes_with_any_end(void **state)
{
	static const char *const ends[] = {
		"", "1}", "12.5}\n", "a longer one than those"};
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf begun = {0};
	struct gzip_sum sum;

	(void)state;
	for (int i = 0; i < 3000; i++)
		buf_add_format(&text, "Hafen %d ", i);
	gzip_begin(text.bytes, text.length, &begun, &sum);
	for (size_t i = 0; i < COUNT(ends); i++) {
		SCOPED(buf_release) struct buf whole = {0};
		SCOPED(buf_release) struct buf packed = {0};

		buf_add(&whole, text.bytes, text.length);
		buf_add_string(&whole, ends[i]);
		buf_add(&packed, begun.bytes, begun.length);
		gzip_end(ends[i], strlen(ends[i]), sum, &packed);
		assert_reads(&packed, whole.bytes, whole.length);
	}
}

/* What was sent of a file can be read, though there is no end of it. */
static void assert_reads_so_far(const struct buf *packed, const struct buf *text)
{
	SCOPED(buf_release) struct buf out = {0};
	z_stream stream = {.next_in = (unsigned char *)packed->bytes,
		.avail_in = (unsigned)packed->length};

	buf_reserve(&out, text->length + 1);
	stream.next_out = (unsigned char *)out.bytes;
	stream.avail_out = (unsigned)text->length + 1;
	assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
	assert_int_equal(inflate(&stream, Z_SYNC_FLUSH), Z_OK);
	assert_int_equal(stream.total_out, text->length);
	assert_memory_equal(out.bytes, text->bytes, text->length);
	inflateEnd(&stream);
}

static void a_file_is_read_while_it_is_written(void **state)
{
	SCOPED(gzip_file_free) struct gzip_file *file = gzip_file_create();
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf packed = {0};

	(void)state;
	gzip_file_add(file, "", 0, &packed);
	for (int block = 0; block < 20; block++) {
		size_t start = text.length;

		for (int i = 0; i < block * block * 100; i++)
			buf_add_format(&text, "Hafen %d ", i * 7919 % 100003);
		buf_add_string(&text, "Kai");
		gzip_file_add(file, text.bytes + start, text.length - start, &packed);
		assert_reads_so_far(&packed, &text);
	}
	gzip_file_end(file, &packed);
	assert_reads(&packed, text.bytes, text.length);
	assert_true(packed.length < text.length / 2);
}

static void a_file_may_be_empty(void **state)
{
	SCOPED(gzip_file_free) struct gzip_file *file = gzip_file_create();
	SCOPED(buf_release) struct buf packed = {0};

	(void)state;
	gzip_file_end(file, &packed);
	assert_reads(&packed, "", 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gzip_is_for_those_who_want_it),
		cmocka_unit_test(a_whole_file_reads_as_what_was_written),
		cmocka_unit_test(a_file_is_read_while_it_is_written),
		cmocka_unit_test(a_file_may_be_empty),
		cmocka_unit_test(one_beginning_goes_with_any_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
