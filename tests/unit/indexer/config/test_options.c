/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config/options.h"
#include "unit.h"

#include <string.h>

enum { WORDS_MAX = 12 };

/* Parses a command line given as one string of words. */
static bool parse(const char *line, struct options *out, struct error *error)
{
	static char copy[200];
	static char *words[WORDS_MAX + 1];
	char *rest = NULL;
	int count = 1;

	snprintf(copy, sizeof(copy), "%s", line);
	words[0] = (char *)"regio-indexer";
	for (char *word = strtok_r(copy, " ", &rest); word && count < WORDS_MAX;
		word = strtok_r(NULL, " ", &rest))
		words[count++] = word;
	words[count] = NULL;
	return options_parse(count, words, out, error);
}

static void options_may_stand_before_and_behind_operands(void **state)
{
	struct options options;

	(void)state;
	must(parse("--json update --jobs 3 index a --dry-run b", &options, &err));
	assert_int_equal(options.action, OPTIONS_RUN);
	assert_int_equal(options.command, COMMAND_UPDATE);
	assert_true(options.json && options.dry_run);
	assert_false(options.wait || options.quiet || options.complete);
	assert_int_equal(options.jobs, 3);
	assert_int_equal(options.operand_count, 3);
	assert_string_equal(options.operands[0], "index");
	assert_string_equal(options.operands[2], "b");
}

static void a_single_hyphen_is_a_source(void **state)
{
	struct options options;

	(void)state;
	must(parse("update --complete index -", &options, &err));
	assert_string_equal(options.operands[1], "-");
	assert_true(options.complete);
}

static void wrong_words_are_refused_with_a_hint(void **state)
{
	static const struct {
		const char *line, *hint;
	} cases[] = {
		{"updat i s", "update"},
		{"rebulid i s", "rebuild"},
		{"update --quite i s", "--quiet"},
		{"update --base-ulr=http://x/ i s", "--base-url"},
		{"update --jobs -1 i s", "--jobs"},
		{"update --jobs 1x i s", "--jobs"},
		{"update --base-url example.org i s", "http://"},
		{"terms --language fr", "de or en"},
		{"terms --complete", "terms takes no --complete"},
		{"update i", "usage: "},
		{"inspect a b", "usage: "},
		{"", "no command"},
	};
	struct options options;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		must_fail(parse(cases[i].line, &options, &err), ERROR_INVALID);
		if (!strstr(err.text, cases[i].hint))
			fail_msg("%s: %s", cases[i].line, err.text);
	}
}

static void nothing_like_a_known_word_gets_no_hint(void **state)
{
	struct options options;

	(void)state;
	must_fail(parse("photosynthesis i s", &options, &err), ERROR_INVALID);
	assert_null(strstr(err.text, "did you mean"));
}

static void help_needs_no_operands(void **state)
{
	struct options options;

	(void)state;
	must(parse("update --help", &options, &err));
	assert_int_equal(options.action, OPTIONS_HELP);
	assert_int_equal(options.command, COMMAND_UPDATE);
	must(parse("--help", &options, &err));
	assert_int_equal(options.command, COMMAND_COUNT);
	must(parse("--version", &options, &err));
	assert_int_equal(options.action, OPTIONS_VERSION);
}

static void the_help_of_all_names_every_command(void **state)
{
	static const char *const names[] = {"update", "rebuild", "inspect", "terms"};
	SCOPED(buf_release) struct buf help = {0};

	(void)state;
	options_help(COMMAND_COUNT, &help);
	for (size_t i = 0; i < COUNT(names); i++)
		assert_non_null(strstr(buf_string(&help), names[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_may_stand_before_and_behind_operands),
		cmocka_unit_test(a_single_hyphen_is_a_source),
		cmocka_unit_test(wrong_words_are_refused_with_a_hint),
		cmocka_unit_test(nothing_like_a_known_word_gets_no_hint),
		cmocka_unit_test(help_needs_no_operands),
		cmocka_unit_test(the_help_of_all_names_every_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
