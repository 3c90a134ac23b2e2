/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "base/file.h"
#include "text/compounds.h"
#include "text/unicode.h"
#include "unit.h"

#include <string.h>

/* The parts as they stand in the folded word, with bars between. */
static void write_parts(const char *word, struct buf *out)
{
	SCOPED(buf_release) struct buf folded = {0};
	struct compound compound;

	unicode_fold(word, strlen(word), &folded);
	if (!compounds_split(buf_string(&folded), folded.length, &compound)) {
		buf_add(out, buf_string(&folded), folded.length);
		return;
	}
	for (size_t i = 0; i < compound.count; i++) {
		const struct compound_part *part = &compound.parts[i];

		buf_add_string(out, i ? "|" : "");
		buf_add(out, folded.bytes + part->start,
			(size_t)(part->end - part->start));
	}
}

static void splits(const char *word, const char *wanted)
{
	SCOPED(buf_release) struct buf parts = {0};

	write_parts(word, &parts);
	if (strcmp(buf_string(&parts), wanted) != 0)
		fail_msg("%s is %s, not %s", word, buf_string(&parts), wanted);
}

static void compounds_part_at_their_seams(void **state)
{
	(void)state;
	splits("Wirtschaftsförderung", "wirtschafts|förderung");
	splits("Wasserstoffwirtschaft", "wasserstoff|wirtschaft");
	splits("Schulentwicklungsplanung", "schul|entwicklungs|planung");
	splits("Sommerkleid", "sommer|kleid");
	splits("Feuchteschutz", "feuchte|schutz");
	splits("Sporthalle", "sport|halle");
}

static void words_of_the_field_part(void **state)
{
	(void)state;
	splits("Kindergartenentwicklungsplanung", "kindergarten|entwicklungs|planung");
	splits("Clusterförderung", "cluster|förderung");
	splits("Wasserstoffprojekt", "wasserstoff|projekt");
	splits("Regionalmanagement", "regional|management");
	splits("Metropolregion", "metropol|region");
	splits("Kreativwirtschaft", "kreativ|wirtschaft");
	splits("Bioökonomie", "bio|ökonomie");
	splits("Innovationsnetzwerk", "innovations|netzwerk");
	splits("Strukturfondsförderung", "struktur|fonds|förderung");
	splits("Breitbandausbau", "breitband|ausbau");
	splits("Gewerbeflächenentwicklung", "gewerbe|flächen|entwicklung");
	splits("Zuwendungsbescheid", "zuwendungs|bescheid");
	splits("Kreistagsmitglieder", "kreis|tags|mitglieder");
	splits("Tagungsort", "tagungs|ort");
}

static void no_word_hides_in_another(void **state)
{
	(void)state;
	splits("Wandhalterung", "wand|halterung");
	splits("Druckerzeugnis", "druck|erzeugnis");
	splits("Antragsteller", "antrag|steller");
}

static void stay_whole(const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		SCOPED(buf_release) struct buf folded = {0};

		unicode_fold(words[i], strlen(words[i]), &folded);
		splits(words[i], buf_string(&folded));
	}
}

static void whole_words_and_names_stay_whole(void **state)
{
	static const char *const whole[] = {"Schwein", "Gesellschaft", "insgesamt",
		"Gütersloh", "Würzburg", "Würzburgerinnen", "Saarbrücken", "Neunkirchen",
		"Niedersachsen", "Finsterwalder", "Leipziger", "potato", "regions", "a",
		"", "Bürgerinnen"};

	(void)state;
	stay_whole(whole, COUNT(whole));
}

static void derived_words_stay_whole(void **state)
{
	static const char *const whole[] = {"Eigenschaften", "Jugendlichen",
		"Ausschreibungen", "Einrichtung", "Bereitstellung", "Unternehmerin",
		"Verbrenner", "Studierende", "Vorsitzender", "Übergang", "Wandlungen",
		"Importeure", "kulturelle", "gemeinsamen"};

	(void)state;
	stay_whole(whole, COUNT(whole));
}

static void an_end_is_no_participle(void **state)
{
	(void)state;
	splits("Wochenende", "wochen|ende");
	splits("Winterende", "winter|ende");
	splits("Asylsuchende", "asyl|suchende");
}

static void a_part_has_its_dictionary_form(void **state)
{
	struct compound compound;

	(void)state;
	assert_true(compounds_split("wirtschaftskraft", 16, &compound));
	assert_int_equal(compound.parts[0].base_length, strlen("wirtschaft"));
	assert_memory_equal(compound.parts[0].base, "wirtschaft", strlen("wirtschaft"));
	assert_true(compounds_split("strukturfonds", 13, &compound));
	assert_int_equal(compound.parts[1].base_length, strlen("fonds"));
}

/* Of the hard cases of jwordsplitter more than four in five part as marked. */
static void hard_cases_part_as_marked(void **state)
{
	SCOPED(buf_release) struct buf path = {0};
	SCOPED(buf_release) struct buf lines = {0};
	int right = 0;
	int all = 0;

	(void)state;
	if (!getenv("REGIO_DATA")) {
		puts("REGIO_DATA is not set: the hard cases are skipped");
		return;
	}
	buf_add_format(&path, "%s/compounds/exceptionsGerman.txt", getenv("REGIO_DATA"));
	must(file_read(path.bytes, &lines, &err));
	for (char *line = strtok(lines.bytes, "\n"); line; line = strtok(NULL, "\n")) {
		SCOPED(buf_release) struct buf word = {0};
		SCOPED(buf_release) struct buf wanted = {0};
		SCOPED(buf_release) struct buf parts = {0};

		line[strcspn(line, "/# ")] = '\0';
		if (!*line)
			continue;
		for (const char *c = line; *c; c++)
			if (*c != '|')
				buf_add(&word, c, 1);
		unicode_fold(line, strlen(line), &wanted);
		write_parts(word.bytes, &parts);
		right += !strcmp(buf_string(&parts), wanted.bytes);
		all++;
	}
	printf("%d of %d hard cases part as marked\n", right, all);
	assert_true(right * 100 >= all * 85);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compounds_part_at_their_seams),
		cmocka_unit_test(words_of_the_field_part),
		cmocka_unit_test(no_word_hides_in_another),
		cmocka_unit_test(whole_words_and_names_stay_whole),
		cmocka_unit_test(derived_words_stay_whole),
		cmocka_unit_test(an_end_is_no_participle),
		cmocka_unit_test(a_part_has_its_dictionary_form),
		cmocka_unit_test(hard_cases_part_as_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
