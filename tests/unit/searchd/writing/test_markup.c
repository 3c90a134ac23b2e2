/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"
#include "writing/markup.h"

static void text_cannot_open_a_tag(void **state)
{
	SCOPED(buf_release) struct buf page = {0};

	(void)state;
	markup_text(&page, "a < b & \"c\" > <script>'d'</script>");
	assert_string_equal(buf_string(&page),
		"a &lt; b &amp; &quot;c&quot; &gt; &lt;script&gt;&#39;d&#39;&lt;/script&gt;");
}

static void an_attribute_cannot_end_early(void **state)
{
	SCOPED(buf_release) struct buf page = {0};

	(void)state;
	markup_attribute(&page, "\"><img onerror='x'");
	assert_string_equal(buf_string(&page), "&quot;&gt;&lt;img onerror=&#39;x&#39;");
}

static void a_query_value_is_percent_encoded(void **state)
{
	SCOPED(buf_release) struct buf page = {0};

	(void)state;
	markup_query_value(&page, "Gdańsk & Köln=a+b/c?d#e%20~.-_");
	assert_string_equal(buf_string(&page),
		"Gda%C5%84sk%20%26%20K%C3%B6ln%3Da%2Bb%2Fc%3Fd%23e%2520~.-_");
}

static void umlauts_stay_as_they_are_between_tags(void **state)
{
	SCOPED(buf_release) struct buf page = {0};

	(void)state;
	markup_text(&page, "Fördergebiete · Варна");
	assert_string_equal(buf_string(&page), "Fördergebiete · Варна");
}

static void empty_text_adds_nothing(void **state)
{
	SCOPED(buf_release) struct buf page = {0};

	(void)state;
	markup_text(&page, "");
	markup_attribute(&page, "");
	markup_query_value(&page, "");
	assert_string_equal(buf_string(&page), "");
}

static void what_is_trusted_is_left_alone(void **state)
{
	SCOPED(buf_release) struct buf page = {0};

	(void)state;
	markup_raw(&page, "<mark>&amp;</mark>");
	assert_string_equal(buf_string(&page), "<mark>&amp;</mark>");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_cannot_open_a_tag),
		cmocka_unit_test(an_attribute_cannot_end_early),
		cmocka_unit_test(a_query_value_is_percent_encoded),
		cmocka_unit_test(umlauts_stay_as_they_are_between_tags),
		cmocka_unit_test(empty_text_adds_nothing),
		cmocka_unit_test(what_is_trusted_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
