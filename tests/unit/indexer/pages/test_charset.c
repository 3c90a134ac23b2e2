/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "base/embed.h"
#include "pages/charset.h"
#include "pages/prescan.h"
#include "text/unicode.h"
#include "unit.h"

#include <string.h>

EMBEDDED(encodings);

static void decode(struct page page, struct buf *out)
{
	buf_clear(out);
	must(charset_decode(&page, out, &err));
}

/* The text of so many bytes of HTML, which the server calls as it is said. */
static void assert_read(
	const char *server, const char *bytes, size_t length, const char *expected)
{
	SCOPED(buf_release) struct buf text = {0};

	decode((struct page){.encoding = server, .bytes = bytes, .length = length},
		&text);
	assert_string_equal(text.bytes, expected);
}

#define READ(server, bytes, expected) \
	assert_read(server, bytes, sizeof(bytes) - 1, expected)

static void what_is_not_told_is_utf8_or_windows_1252(void **state)
{
	(void)state;
	READ(NULL,
		"Gr\xc3\xb6\xc3\x9f"
		"e",
		"Größe");
	READ(NULL,
		"Gr\xf6\xdf"
		"e \x80",
		"Größe €");
}

static void a_mark_counts_more_than_the_server_and_the_page(void **state)
{
	(void)state;
	READ("windows-1252", "\xef\xbb\xbf<meta charset=koi8-r>\xc3\xb6",
		"<meta charset=koi8-r>ö");
	READ("utf-8", "\xff\xfe\xf6\0", "ö");
	READ(NULL, "\xfe\xff\0\xf6", "ö");
}

static void the_server_counts_more_than_the_page(void **state)
{
	(void)state;
	READ("UTF-8", "<meta charset=koi8-r>\xc3\xb6", "<meta charset=koi8-r>ö");
	READ(" \"ISO-8859-2\" ", "\xb3", "ł");
}

static void an_unknown_label_says_nothing(void **state)
{
	(void)state;
	READ("x-wishful", "<meta charset=iso-8859-2>\xb3", "<meta charset=iso-8859-2>ł");
	READ("utf-7", "+AOQ-", "+AOQ-");
	READ("ebcdic-cp-us", "ja", "ja");
	READ(NULL, "<meta charset=unbekannt>\xc3\xb6", "<meta charset=unbekannt>ö");
}

static void latin_1_and_ascii_are_windows_1252(void **state)
{
	static const char *const labels[] = {"iso-8859-1", "ISO8859-1", "latin1", "ASCII",
		"us-ascii", "cp819", "iso_8859-1:1987", "windows-1252"};

	(void)state;
	for (size_t i = 0; i < COUNT(labels); i++)
		READ(labels[i], "\x84ja\x93 \x80", "„ja“ €");
}

static void a_16_bit_label_on_the_page_means_utf8(void **state)
{
	(void)state;
	READ(NULL, "<meta charset=utf-16>\xc3\xb6", "<meta charset=utf-16>ö");
	READ(NULL, "<?xml version='1.0' encoding='UTF-16'?>\xc3\xb6",
		"<?xml version='1.0' encoding='UTF-16'?>ö");
	READ("utf-16", "\xf6\0", "ö"); /* the server may say so: little-endian */
}

static void wrong_bytes_are_replaced_one_by_one(void **state)
{
	(void)state;
	READ("utf-8",
		"a\xff"
		"b\xc3"
		"c\xed\xa0\x80 d\xc3",
		"a\uFFFDb\uFFFDc\uFFFD\uFFFD\uFFFD d\uFFFD");
}

static void nuls_become_blanks(void **state)
{
	char bytes[2000];
	SCOPED(buf_release) struct buf text = {0};

	(void)state;
	memset(bytes, 'a', sizeof(bytes));
	bytes[1000] = '\0';
	decode((struct page){.bytes = bytes, .length = sizeof(bytes)}, &text);
	assert_int_equal(strlen(text.bytes), sizeof(bytes));
	assert_int_equal(text.bytes[1000], ' ');
}

static void assert_label(const char *page, const char *expected)
{
	char label[PRESCAN_LABEL_MAX];

	if (expected) {
		assert_true(prescan_label(page, strlen(page), label));
		assert_string_equal(label, expected);
	} else {
		assert_false(prescan_label(page, strlen(page), label));
	}
}

static void a_page_tells_its_encoding_in_a_meta_element(void **state)
{
	(void)state;
	assert_label("<html><META CharSet = 'koi8-r' >", "koi8-r");
	assert_label("<meta charset=utf-8/>", "utf-8/");
	assert_label("<meta content='text/html; charset=koi8-r' "
		     "http-equiv=Content-Type>",
		"koi8-r");
	assert_label("<meta http-equiv='content-type' content='text/html;charset = "
		     "\"x\"'>",
		"x");
	assert_label("<?xml version=\"1.0\" encoding=\"koi8-r\"?><html>", "koi8-r");
	assert_label("<meta name=a content=b><meta charset=c>", "c");
}

static void what_only_looks_like_it_tells_nothing(void **state)
{
	(void)state;
	assert_label("<!-- <meta charset=koi8-r> -->", NULL);
	assert_label("<meta name=description content='charset=koi8-r'>", NULL);
	assert_label("<metadata charset=koi8-r>", NULL);
	assert_label("<p>charset=koi8-r</p>", NULL);
	assert_label("<meta charset=", NULL);
	assert_label("<meta charset>", NULL);
	assert_label("<!-- <meta charset=koi8-r>", NULL);
}

static void every_encoding_of_the_table_can_be_converted(void **state)
{
	int count = 0;

	(void)state;
	for (const char *line = encodings_begin; line < encodings_end;
		line += strcspn(line, "\n") + 1) {
		SCOPED(buf_release) struct buf text = {0};
		char name[64] = "";

		if (*line == '#')
			continue;
		memcpy(name, line, strcspn(line, "\t"));
		must(unicode_convert(
			name, "a\0b\0", strncmp(name, "utf-16", 6) ? 1 : 4, &text, &err));
		count++;
	}
	assert_true(count > 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_told_is_utf8_or_windows_1252),
		cmocka_unit_test(a_mark_counts_more_than_the_server_and_the_page),
		cmocka_unit_test(the_server_counts_more_than_the_page),
		cmocka_unit_test(an_unknown_label_says_nothing),
		cmocka_unit_test(latin_1_and_ascii_are_windows_1252),
		cmocka_unit_test(a_16_bit_label_on_the_page_means_utf8),
		cmocka_unit_test(wrong_bytes_are_replaced_one_by_one),
		cmocka_unit_test(nuls_become_blanks),
		cmocka_unit_test(a_page_tells_its_encoding_in_a_meta_element),
		cmocka_unit_test(what_only_looks_like_it_tells_nothing),
		cmocka_unit_test(every_encoding_of_the_table_can_be_converted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
