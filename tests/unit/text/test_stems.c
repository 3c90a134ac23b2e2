/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "text/stems.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *language, *word, *stem;
} cases[] = {
	{"de", "häfen", "haf"},
	{"de", "förderungen", "foerder"},
	{"en", "harbours", "harbor"},
	{"fr", "régionales", "regional"},
};

static void inflections_share_a_stem(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		SCOPED(stems_close) struct stems *stems = NULL;

		must(stems_open(cases[i].language, &stems, &err));
		assert_string_equal(
			stems_stem(stems, cases[i].word, strlen(cases[i].word)),
			cases[i].stem);
	}
}

static void share_a_stem(const char *language, const char *one, const char *other)
{
	SCOPED(stems_close) struct stems *stems = NULL;
	SCOPED(buf_release) struct buf stem = {0};

	must(stems_open(language, &stems, &err));
	buf_add_string(&stem, stems_stem(stems, one, strlen(one)));
	assert_string_equal(stem.bytes, stems_stem(stems, other, strlen(other)));
}

static void two_spellings_share_a_stem(void **state)
{
	(void)state;
	share_a_stem("de", "photographien", "fotografie");
	share_a_stem("de", "potential", "potenziale");
	share_a_stem("de", "binnenschiffahrt", "binnenschifffahrt");
	share_a_stem("de", "sportclub", "sportklub");
	share_a_stem("de", "gdańsk", "gdansk");
	share_a_stem("de", "verkehrssystem", "verkehrssysteme");
	share_a_stem("de", "ökosystem", "ökosystemen");
	share_a_stem("de", "wirtschaftsförderer", "wirtschaftsförderung");
	share_a_stem("en", "organisations", "organizations");
	share_a_stem("en", "organised", "organizing");
	share_a_stem("en", "programmes", "program");
	share_a_stem("en", "centre", "centers");
	share_a_stem("en", "labour", "labor");
	share_a_stem("en", "travelling", "traveled");
	share_a_stem("en", "düsseldorf", "dusseldorf");
}

static void different_words_keep_their_stems(void **state)
{
	static const char *const pairs[][3] = {{"de", "bürger", "burg"},
		{"de", "bauer", "bau"}, {"de", "kammer", "kamm"}, {"de", "güter", "gute"},
		{"en", "four", "for"}, {"en", "mourning", "morning"},
		{"en", "size", "sis"}, {"en", "organic", "organisation"}};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		SCOPED(stems_close) struct stems *stems = NULL;
		SCOPED(buf_release) struct buf stem = {0};

		must(stems_open(pairs[i][0], &stems, &err));
		buf_add_string(
			&stem, stems_stem(stems, pairs[i][1], strlen(pairs[i][1])));
		assert_string_not_equal(
			stem.bytes, stems_stem(stems, pairs[i][2], strlen(pairs[i][2])));
	}
}

static void an_unknown_language_is_refused(void **state)
{
	struct stems *stems = NULL;

	(void)state;
	must_fail(stems_open("tlh", &stems, &err), ERROR_INVALID);
	assert_null(stems);
}

static FILE *open_list(const char *folder, const char *language, const char *name)
{
	char path[512];
	FILE *file;

	snprintf(path, sizeof(path), "%s/snowball/%s/%s.txt", folder, language, name);
	file = fopen(path, "r");
	if (!file)
		fail_msg("cannot open %s", path);
	return file;
}

static bool read_line(FILE *file, char *line, int room)
{
	if (!fgets(line, room, file))
		return false;
	line[strcspn(line, "\n")] = '\0';
	return true;
}

/* The published vocabulary has the stems that its authors say. */
static void whole_vocabularies_agree(void **state)
{
	static const char *const lists[][2] = {{"de", "german"}, {"en", "english"}};
	const char *folder = getenv("REGIO_DATA");

	(void)state;
	if (!folder) {
		print_message("REGIO_DATA is not set: the vocabularies are skipped\n");
		skip();
	}
	for (size_t i = 0; i < COUNT(lists); i++) {
		SCOPED(stems_close) struct stems *stems = NULL;
		SCOPED(file_close) FILE *words = open_list(folder, lists[i][1], "voc");
		SCOPED(file_close)
		FILE *wanted = open_list(folder, lists[i][1], "output");
		char word[256];
		char stem[256];
		int count = 0;

		must(stems_open(lists[i][0], &stems, &err));
		for (; read_line(words, word, sizeof(word)); count++) {
			assert_true(read_line(wanted, stem, sizeof(stem)));
			assert_string_equal(
				stems_snowball(stems, word, strlen(word)), stem);
		}
		assert_false(read_line(wanted, stem, sizeof(stem)));
		assert_true(count > 25000);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(inflections_share_a_stem),
		cmocka_unit_test(two_spellings_share_a_stem),
		cmocka_unit_test(different_words_keep_their_stems),
		cmocka_unit_test(an_unknown_language_is_refused),
		cmocka_unit_test(whole_vocabularies_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
