/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "dice.h"
#include "facets/facet_list.h"
#include "facets/facets.h"
#include "facets/year_ranges.h"
#include "searchd/small_index.h"

enum { PAGES = 80, ROUNDS = 150, VALUES_MAX = 6, NONE = 1 << VALUES_MAX };

/* Amounts as they are typed. */
static const char *const known[FIELD_FILTER_COUNT][VALUES_MAX] = {
	[FIELD_CITY] = {"Leipzig", "Gdańsk", "Plzeň", "Varna", "Pécs", "Halle"},
	[FIELD_CLUSTER] = {"energy", "water", "rail", "health", "food", "tourism"},
	[FIELD_YEAR] = {"1999", "2004", "2005", "2006", "2007", "2020"},
	[FIELD_TYPE] = {"news", "project", "network", "other", "news", "project"},
	[FIELD_LANGUAGE] = {"de", "en", "und", "de", "en", "de"},
	[FIELD_PROGRAMME] = {"LEADER", "Interreg", "EFRE", "GRW", "URBACT", "JTF"},
	[FIELD_COUNTRY] = {"DE", "PL", "CZ", "BG", "HU", "AT"},
	[FIELD_RUNNING] = {"2001", "2002", "2003", "2004", "2005", "2006"},
	[FIELD_BUDGET] = {"1000", "2000", "3000", "4000", "5000", "6000"},
};

struct world {
	uint64_t seed;
	struct small_index index;
	unsigned values[PAGES][FIELD_FILTER_COUNT]; /* bits */
};

static struct world world;

static void join_values(enum field field, unsigned bits, struct buf *out)
{
	for (int i = 0; i < VALUES_MAX; i++) {
		if (bits >> i & 1)
			buf_add_format(out, "%s%s%s", out->length ? "\t" : "",
				known[field][i], field == FIELD_BUDGET ? "00" : "");
	}
}

static unsigned invent(enum field field)
{
	if (field == FIELD_TYPE || field == FIELD_LANGUAGE)
		return 1U << dice_roll(&world.seed, 3);
	if (field == FIELD_BUDGET)
		return dice_roll(&world.seed, 3) ? 1U << dice_roll(&world.seed, 3) : 0;
	return dice_roll(&world.seed, 3) == 0 ? 0
					      : dice_roll(&world.seed, 1U << VALUES_MAX);
}

static int make(void **state)
{
	struct buf joined[FIELD_FILTER_COUNT] = {{0}};

	(void)state;
	world.seed = 1871;
	small_index_make(&world.index);
	for (int p = 0; p < PAGES; p++) {
		struct small_page page = {.text = "Hafen", .language = LANGUAGE_DE};
		char id[16];

		snprintf(id, sizeof(id), "%d", p);
		page.id = id;
		for (int f = 0; f < FIELD_FILTER_COUNT; f++) {
			world.values[p][f] = invent((enum field)f);
			buf_clear(&joined[f]);
			join_values((enum field)f, world.values[p][f], &joined[f]);
			page.values[f] = joined[f].length ? joined[f].bytes : NULL;
		}
		small_index_put(&world.index, &page);
	}
	for (int f = 0; f < FIELD_FILTER_COUNT; f++)
		buf_release(&joined[f]);
	small_index_load(&world.index);
	return 0;
}

static int release(void **state)
{
	(void)state;
	small_index_release(&world.index);
	return 0;
}

static const struct columns *columns(void)
{
	return &world.index.snapshot->columns;
}

static const struct facet_rows *rows(void)
{
	return &world.index.snapshot->rows;
}

/* Filters and what they choose, as bits of the known values; 0: no filter. */
struct choice_of_all {
	struct facet_filter filters[FIELD_FILTER_COUNT];
	unsigned bits[FIELD_FILTER_COUNT];
};

static void choose(struct choice_of_all *choice)
{
	for (int f = 0; f < FIELD_FILTER_COUNT; f++) {
		if (dice_roll(&world.seed, 2))
			continue;
		for (uint32_t count = 1 + dice_roll(&world.seed, 2); count; count--) {
			unsigned value = dice_roll(&world.seed, 3);
			bool none = !dice_roll(&world.seed, 4);

			choice->bits[f] |= none ? NONE : 1U << value;
			facet_filter_add(&choice->filters[f], columns(), (enum field)f,
				none ? "none" : known[f][value], &world.index.tables);
		}
	}
}

static void choice_release(struct choice_of_all *choice)
{
	for (int f = 0; f < FIELD_FILTER_COUNT; f++)
		facet_filter_release(&choice->filters[f]);
}

/* Whether a page obeys all filters but that of one field. */
static bool obeys(const struct choice_of_all *choice, int page, int but)
{
	for (int f = 0; f < FIELD_FILTER_COUNT; f++) {
		unsigned bits = world.values[page][f] ? world.values[page][f] : NONE;

		if (f != but && choice->bits[f] && !(choice->bits[f] & bits))
			return false;
	}
	return true;
}

static void every_second_page(struct matches *out)
{
	for (uint32_t i = 0; i < PAGES; i += 1 + dice_roll(&world.seed, 2))
		matches_add(out, i + 1, 1);
}

static void check_value(const struct choice_of_all *choice, const struct matches *before,
	int field, int value, const struct facet_counts *counts)
{
	uint32_t ordinal = column_find(&columns()->facets[field], known[field][value]);
	uint32_t expected = 0;

	for (size_t i = 0; i < before->count; i++) {
		int page = (int)before->documents[i] - 1;

		expected += obeys(choice, page, field)
			&& world.values[page][field] >> value & 1;
	}
	assert_int_equal(counts->counts[field][ordinal], expected);
}

static void check_counts(const struct choice_of_all *choice, const struct matches *before,
	const struct facet_counts *counts)
{
	for (int f = 0; f < FIELD_FILTER_COUNT; f++) {
		uint32_t missing = 0;
		int values = f == FIELD_TYPE || f == FIELD_LANGUAGE ? 3 : VALUES_MAX;

		for (int value = 0; f != FIELD_BUDGET && value < values; value++)
			check_value(choice, before, f, value, counts);
		for (size_t i = 0; i < before->count; i++) {
			int page = (int)before->documents[i] - 1;

			missing += obeys(choice, page, f) && !world.values[page][f];
		}
		assert_int_equal(counts->missing[f], missing);
	}
}

/* Of all years but the first, which is in the last century, some are in one range. */
static void check_ranges(const struct choice_of_all *choice, const struct matches *before,
	const struct year_ranges *ranges)
{
	for (size_t range = 0; range < ranges->groups.count; range++) {
		uint32_t expected = 0;
		unsigned bits = 0;

		for (int value = 0; value < VALUES_MAX; value++) {
			int year = atoi(known[FIELD_YEAR][value]);
			int from = ranges->first + (int)range * ranges->width;

			if (year >= from && year < from + ranges->width)
				bits |= 1U << value;
		}
		for (size_t i = 0; i < before->count; i++) {
			int page = (int)before->documents[i] - 1;

			expected += obeys(choice, page, FIELD_YEAR)
				&& world.values[page][FIELD_YEAR] & bits;
		}
		assert_int_equal(ranges->groups.counts[range], expected);
	}
}

static void counts_are_those_of_reading_every_page(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		SCOPED(choice_release) struct choice_of_all choice = {0};
		SCOPED(matches_release) struct matches before = {0};
		SCOPED(matches_release) struct matches kept = {0};
		SCOPED(year_ranges_release) struct year_ranges ranges = {0};
		SCOPED(facet_counts_release)
		struct facet_counts counts = {.groups = &ranges.groups};
		size_t passed = 0;

		choose(&choice);
		year_ranges_make(&columns()->facets[FIELD_YEAR], FIELD_YEAR, &ranges);
		assert_int_equal(ranges.groups.count, 6);
		every_second_page(&before);
		matches_unite(&before, 1, &kept);
		facets_count(rows(), choice.filters, NULL, &kept, &counts);
		check_counts(&choice, &before, &counts);
		check_ranges(&choice, &before, &ranges);
		for (size_t i = 0; i < before.count; i++) {
			if (!obeys(&choice, (int)before.documents[i] - 1, -1))
				continue;
			assert_true(passed < kept.count);
			assert_int_equal(kept.documents[passed++], before.documents[i]);
		}
		assert_int_equal(kept.count, passed);
	}
}

/* One field's list when the values were chosen, with all pages found. */
static void list(enum field field, const char *const *typed, size_t count, unsigned limit,
	enum facet_sort sort, struct facet *out)
{
	struct facet_filter filters[FIELD_FILTER_COUNT] = {{0}};
	SCOPED(matches_release) struct matches matches = {0};
	SCOPED(facet_counts_release) struct facet_counts counts = {0};
	char *values[4] = {NULL};
	struct filter chosen = {values, count, count};
	struct facet_view view = {.field = field,
		.column = &columns()->facets[field],
		.counts = &counts,
		.typed = &chosen,
		.filter = &filters[field],
		.language = LANGUAGE_DE,
		.sort = sort};

	for (size_t i = 0; i < count; i++) {
		values[i] = alloc_string(typed[i]);
		facet_filter_add(
			&filters[field], columns(), field, typed[i], &world.index.tables);
	}
	for (uint32_t i = 1; i <= PAGES; i++)
		matches_add(&matches, i, 1);
	facets_count(rows(), filters, NULL, &matches, &counts);
	facet_list_make(&view, limit, &world.index.tables, out);
	facet_filter_release(&filters[field]);
	for (size_t i = 0; i < count; i++)
		free(values[i]);
}

static void the_most_frequent_values_come_first(void **state)
{
	SCOPED(facet_list_release) struct facet facet = {0};

	(void)state;
	list(FIELD_CLUSTER, NULL, 0, 4, FACET_SORT_USUAL, &facet);
	assert_int_equal(facet.count, 4);
	for (size_t i = 1; i < facet.count; i++)
		assert_true(facet.values[i - 1].count >= facet.values[i].count);
}

static void years_come_in_their_order(void **state)
{
	SCOPED(facet_list_release) struct facet facet = {0};

	(void)state;
	list(FIELD_YEAR, NULL, 0, 100, FACET_SORT_USUAL, &facet);
	assert_int_equal(facet.count, VALUES_MAX);
	for (size_t i = 0; i < facet.count; i++)
		assert_string_equal(facet.values[i].value, known[FIELD_YEAR][i]);
}

static void values_come_by_name_if_asked_for(void **state)
{
	static const char *const by_name[] = {"Danzig", "Fünfkirchen", "Halle (Saale)"};
	SCOPED(facet_list_release) struct facet facet = {0};

	(void)state;
	list(FIELD_CITY, NULL, 0, 3, FACET_SORT_NAME, &facet);
	assert_int_equal(facet.count, COUNT(by_name));
	assert_int_equal(facet.known, VALUES_MAX);
	for (size_t i = 0; i < COUNT(by_name); i++)
		assert_string_equal(facet.values[i].label, by_name[i]);
}

static void a_chosen_value_is_listed_whatever_the_limit(void **state)
{
	static const char *const typed[] = {"gdansk", "PLZEN"};
	SCOPED(facet_list_release) struct facet facet = {0};
	SCOPED(facet_list_release) struct facet free_choice = {0};

	(void)state;
	list(FIELD_CITY, typed, 2, 0, FACET_SORT_USUAL, &facet);
	assert_int_equal(facet.count, 2);
	for (size_t i = 0; i < facet.count; i++)
		assert_int_equal(facet.values[i].selected, CHOICE_ON);
	list(FIELD_CITY, NULL, 0, 100, FACET_SORT_USUAL, &free_choice);
	assert_int_equal(free_choice.count, VALUES_MAX);
	assert_int_equal(free_choice.values[0].selected, CHOICE_OFF);
	/* its own choice does not change a field's counts */
	for (size_t i = 0; i < free_choice.count; i++) {
		for (size_t j = 0; j < facet.count; j++) {
			if (!strcmp(free_choice.values[i].value, facet.values[j].value))
				assert_int_equal(free_choice.values[i].count,
					facet.values[j].count);
		}
	}
}

static void a_chosen_value_no_page_has_is_listed_at_0(void **state)
{
	static const char *const typed[] = {"Xanadu", "leipzig", "Xanadu"};
	SCOPED(facet_list_release) struct facet facet = {0};
	size_t absent = 0;

	(void)state;
	list(FIELD_CITY, typed, 3, 20, FACET_SORT_USUAL, &facet);
	for (size_t i = 0; i < facet.count; i++) {
		if (strcmp(facet.values[i].value, "Xanadu") != 0)
			continue;
		absent++;
		assert_int_equal(facet.values[i].count, 0);
		assert_int_equal(facet.values[i].selected, CHOICE_ON);
	}
	assert_int_equal(absent, 1);
	assert_int_equal(facet.count, VALUES_MAX + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_are_those_of_reading_every_page),
		cmocka_unit_test(the_most_frequent_values_come_first),
		cmocka_unit_test(years_come_in_their_order),
		cmocka_unit_test(values_come_by_name_if_asked_for),
		cmocka_unit_test(a_chosen_value_is_listed_whatever_the_limit),
		cmocka_unit_test(a_chosen_value_no_page_has_is_listed_at_0),
	};

	return cmocka_run_group_tests(tests, make, release);
}
