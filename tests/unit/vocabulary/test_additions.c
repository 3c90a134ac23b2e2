/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "unit.h"
#include "vocabulary/additions.h"

#include <string.h>

static void fill(struct additions *out)
{
	const struct place_extra place = {.place = {.value = "Musterheim",
						  .name_de = "Musterheim",
						  .name_en = "Model Town",
						  .country = "DE",
						  .latitude = 51.34,
						  .longitude = -12.5},
		.names = {"Mustrow", "Model Town"},
		.name_count = 2};
	const struct cluster clusters[] = {{"glass", "Glas", "Glass industry", "", ""},
		{"logistics", NULL, NULL, "", ""}};
	const struct cluster_extra_cue cue = {"glass", "glas*", LANGUAGE_DE, 1};
	const struct addition_group groups[] = {
		{WORDBOOK_SYNONYM, LANGUAGE_DE, {"Kita", "Hort", "Krippe"}, 3},
		{WORDBOOK_TRANSLATION, LANGUAGE_UNKNOWN, {"EFRE", "ERDF"}, 2}};

	additions_add_place(out, &place);
	additions_add_cluster(out, &clusters[0]);
	additions_add_cluster(out, &clusters[1]);
	additions_add_cue(out, &cue);
	additions_add_group(out, &groups[0]);
	additions_add_group(out, &groups[1]);
}

static void what_is_written_is_read_back(void **state)
{
	SCOPED(additions_release) struct additions filled = {0};
	SCOPED(additions_release) struct additions back = {0};
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf again = {0};

	(void)state;
	fill(&filled);
	additions_write(&filled, &text);
	must(additions_parse(text.bytes, text.length, &back, &err));
	additions_write(&back, &again);
	assert_string_equal(again.bytes, text.bytes);
	assert_string_equal(back.places[0].place.name_en, "Model Town");
	assert_true(back.places[0].place.longitude < -12.4);
	assert_int_equal(back.places[0].name_count, 2);
	assert_int_equal(back.clusters.count, 1); /* others have nothing to show */
	assert_int_equal(back.clusters.cue_count, 0);
	assert_int_equal(back.group_count, 2);
	assert_string_equal(back.groups[0].words[2], "Krippe");
}

static void nothing_is_written_of_nothing(void **state)
{
	SCOPED(additions_release) struct additions nothing = {0};
	SCOPED(wordbook_close) struct wordbook *wordbook = NULL;
	SCOPED(buf_release) struct buf text = {0};

	(void)state;
	additions_write(&nothing, &text);
	assert_int_equal(text.length, 0);
	must(additions_parse("", 0, &nothing, &err));
	must(additions_wordbook(&nothing, &wordbook, &err));
	assert_null(wordbook);
}

static void damage_is_seen(void **state)
{
	static const char *const texts[] = {"plaice\ta\tb\n", "place\ta\tb\n",
		"cluster\ta\tb\n", "synonyms\tfr\ta\tb\n", "synonyms\tde\ta\n",
		"translation\ta\n", "\n",
		"translation\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13\t14\t15\t16\t17\n"};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		SCOPED(additions_release) struct additions additions = {0};

		must_fail(additions_parse(texts[i], strlen(texts[i]), &additions, &err),
			ERROR_CORRUPT);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(nothing_is_written_of_nothing),
		cmocka_unit_test(damage_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
