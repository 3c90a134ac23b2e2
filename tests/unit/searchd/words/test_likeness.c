/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dice.h"
#include "unit.h"
#include "words/likeness.h"

#include <string.h>

static unsigned between(const char *a, const char *b)
{
	return likeness_distance(a, strlen(a), b, strlen(b), LIKENESS_SLIPS_MAX);
}

static void slips_are_counted_and_two_changed_places_are_one(void **state)
{
	static const struct {
		const char *a, *b;
		unsigned slips;
	} cases[] = {
		{"cluster", "cluster", 0},
		{"clsuter", "cluster", 1},
		{"arbeitsamrkt", "arbeitsmarkt", 1},
		{"hydrgen", "hydrogen", 1},
		{"developement", "development", 1},
		{"netzwekr", "netzwerk", 1},
		{"hfaenn", "hafen", 2},
		{"haus", "hafen", 3},
		{"ab", "ba", 1},
		{"", "ab", 2},
		{"", "abc", 3},
		{"wirtschaft", "xyz", 3},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(between(cases[i].a, cases[i].b), cases[i].slips);
		assert_int_equal(between(cases[i].b, cases[i].a), cases[i].slips);
	}
}

static void marks_and_the_ways_to_write_umlauts_do_not_count(void **state)
{
	static const char *const same[][2] = {{"förderung", "forderung"},
		{"foerderung", "forderung"}, {"städte", "stadte"}, {"neue", "neue"},
		{"quelle", "quelle"}, {"bauer", "bauer"}, {"gdańsk", "gdansk"},
		{"варна", "varna"}, {"ue", "u"}};

	(void)state;
	for (size_t i = 0; i < COUNT(same); i++) {
		SCOPED(buf_release) struct buf bare = {0};

		likeness_bare(same[i][0], strlen(same[i][0]), &bare);
		assert_string_equal(bare.bytes, same[i][1]);
	}
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* As the definition has it, by calling itself. */
static unsigned plain_distance(const char *a, size_t n, const char *b, size_t m)
{
	unsigned best;

	if (!n || !m)
		return (unsigned)(n + m);
	best = plain_distance(a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]);
	best = least(best, plain_distance(a, n - 1, b, m) + 1);
	best = least(best, plain_distance(a, n, b, m - 1) + 1);
	if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1])
		best = least(best, plain_distance(a, n - 2, b, m - 2) + 1);
	return best;
}

static unsigned bits(uint64_t set)
{
	unsigned count = 0;

	for (; set; set &= set - 1)
		count++;
	return count;
}

static void shortcuts_change_no_result(void **state)
{
	uint64_t seed = 1964;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		char words[2][8];
		size_t lengths[2];
		unsigned slips;

		for (int w = 0; w < 2; w++) {
			lengths[w] = dice_roll(&seed, 7);
			for (size_t c = 0; c < lengths[w]; c++)
				words[w][c] = (char)('a' + dice_roll(&seed, 3));
		}
		slips = plain_distance(words[0], lengths[0], words[1], lengths[1]);
		assert_int_equal(
			likeness_distance(words[0], lengths[0], words[1], lengths[1], 2),
			slips > 2 ? 3 : slips);
		assert_true(bits(likeness_letters(words[0], lengths[0])
				    ^ likeness_letters(words[1], lengths[1]))
			<= 2 * slips);
	}
}

static void short_words_may_have_fewer_slips(void **state)
{
	(void)state;
	assert_int_equal(likeness_slips(3), 0);
	assert_int_equal(likeness_slips(5), 1);
	assert_int_equal(likeness_slips(6), 2);
	assert_int_equal(likeness_slips(LIKENESS_LETTERS_MAX + 1), 0);
}

/* The nearest beginning, looked for among all. */
static void a_beginning_is_as_far_away_as_the_nearest_one(void **state)
{
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char words[2][12];
		size_t lengths[2];
		unsigned nearest = LIKENESS_SLIPS_MAX + 1;

		for (int i = 0; i < 2; i++) {
			lengths[i] = 1 + dice_roll(&seed, 10);
			for (size_t at = 0; at < lengths[i]; at++)
				words[i][at] = (char)('a' + dice_roll(&seed, 3));
		}
		for (size_t end = 0; end <= lengths[1]; end++) {
			unsigned slips = likeness_distance(
				words[0], lengths[0], words[1], end, LIKENESS_SLIPS_MAX);

			nearest = slips < nearest ? slips : nearest;
		}
		assert_int_equal(likeness_prefix_distance(words[0], lengths[0], words[1],
					 lengths[1], LIKENESS_SLIPS_MAX),
			nearest);
	}
}

static void a_beginning_may_have_fewer_slips_than_a_word(void **state)
{
	(void)state;
	assert_int_equal(likeness_prefix_slips(3), 0);
	assert_int_equal(likeness_prefix_slips(4), 1);
	assert_int_equal(likeness_prefix_slips(7), 1);
	assert_int_equal(likeness_prefix_slips(8), 2);
	assert_int_equal(likeness_prefix_slips(LIKENESS_LETTERS_MAX + 1), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slips_are_counted_and_two_changed_places_are_one),
		cmocka_unit_test(marks_and_the_ways_to_write_umlauts_do_not_count),
		cmocka_unit_test(shortcuts_change_no_result),
		cmocka_unit_test(short_words_may_have_fewer_slips),
		cmocka_unit_test(a_beginning_is_as_far_away_as_the_nearest_one),
		cmocka_unit_test(a_beginning_may_have_fewer_slips_than_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
