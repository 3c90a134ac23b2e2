/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "dice.h"
#include "facets/facets.h"
#include "searchd/small_index.h"

enum { PAGES = 60, ROUNDS = 200, VALUES_MAX = 4, FIELDS = 3, GROUP_MAX = 4 };

/* Three facets are enough to meet each case. */
static const char *const known[FIELDS][VALUES_MAX] = {
	[FIELD_CITY] = {"Leipzig", "Gdańsk", "Plzeň", "Varna"},
	[FIELD_CLUSTER] = {"energy", "water", "rail", "health"},
	[FIELD_YEAR] = {"1999", "2004", "2005", "2006"},
};

struct world {
	uint64_t seed;
	struct small_index index;
	unsigned values[PAGES][FIELDS]; /* bits */
	unsigned group[PAGES];          /* pages of one number are one */
	struct duplicates duplicates;
};

static struct world world;

static void put(int page)
{
	struct small_page small = {.text = "Hafen", .language = LANGUAGE_DE};
	struct buf joined[FIELDS] = {{0}};
	char id[16];

	snprintf(id, sizeof(id), "%d", page);
	small.id = id;
	for (int f = 0; f < FIELDS; f++) {
		world.values[page][f] = dice_roll(&world.seed, 1U << VALUES_MAX);
		for (int i = 0; i < VALUES_MAX; i++) {
			if (world.values[page][f] >> i & 1)
				buf_add_format(&joined[f], "%s%s",
					joined[f].length ? "\t" : "", known[f][i]);
		}
		small.values[f] = joined[f].length ? joined[f].bytes : NULL;
	}
	small_index_put(&world.index, &small);
	for (int f = 0; f < FIELDS; f++)
		buf_release(&joined[f]);
}

/* The last page of a group stands for it, so that it is not the first met. */
static void write_group(int first, int size)
{
	struct duplicates *out = &world.duplicates;
	uint32_t start = (uint32_t)out->member_count;

	for (int i = size; i-- > 0;) {
		out->starts[out->member_count] = start;
		out->members[out->member_count++] = (uint32_t)(first + i + 1);
		out->places[first + i + 1] = (uint32_t)out->member_count;
	}
	out->group_count++;
}

static int make(void **state)
{
	(void)state;
	world.seed = 1834;
	small_index_make(&world.index);
	for (int page = 0; page < PAGES; page++)
		put(page);
	small_index_load(&world.index);
	world.duplicates.places = alloc_zeroed(PAGES + 1, sizeof(uint32_t));
	world.duplicates.members = alloc_zeroed(PAGES, sizeof(uint32_t));
	world.duplicates.starts = alloc_zeroed(PAGES, sizeof(uint32_t));
	for (int page = 0; page < PAGES;) {
		int size = 1 + (int)dice_roll(&world.seed, GROUP_MAX);

		if (size > PAGES - page)
			size = PAGES - page;
		for (int i = 0; i < size; i++)
			world.group[page + i] = (unsigned)page;
		if (size > 1)
			write_group(page, size);
		page += size;
	}
	return 0;
}

static int release(void **state)
{
	(void)state;
	duplicates_release(&world.duplicates);
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

struct round {
	struct facet_filter filters[FIELD_FILTER_COUNT];
	unsigned bits[FIELDS]; /* of chosen values; 0: no filter */
	bool matches[PAGES];
};

static void round_release(struct round *round)
{
	for (int f = 0; f < FIELD_FILTER_COUNT; f++)
		facet_filter_release(&round->filters[f]);
}

static void choose(struct round *round, struct matches *found)
{
	for (int f = 0; f < FIELDS; f++) {
		if (dice_roll(&world.seed, 2))
			continue;
		for (uint32_t count = 1 + dice_roll(&world.seed, 2); count; count--) {
			unsigned value = dice_roll(&world.seed, VALUES_MAX);

			round->bits[f] |= 1U << value;
			facet_filter_add(&round->filters[f], columns(), (enum field)f,
				known[f][value], &world.index.tables);
		}
	}
	for (int page = 0; page < PAGES; page++) {
		round->matches[page] = dice_roll(&world.seed, 3) > 0;
		if (round->matches[page])
			matches_add(found, (uint32_t)page + 1, (float)page);
	}
}

/* Whether the page is found and obeys all filters but that of one field. */
static bool passes(const struct round *round, int page, int but)
{
	for (int f = 0; f < FIELDS; f++) {
		if (f != but && round->bits[f]
			&& !(round->bits[f] & world.values[page][f]))
			return false;
	}
	return round->matches[page];
}

/* Counts groups with a page that passes and has one of the values. */
static uint32_t count_groups(const struct round *round, int field, unsigned bits)
{
	uint32_t count = 0;

	for (int page = 0; page < PAGES;) {
		unsigned group = world.group[page];
		bool has = false;

		for (; page < PAGES && world.group[page] == group; page++)
			has |= passes(round, page, field)
				&& (world.values[page][field] & bits);
		count += has;
	}
	return count;
}

static uint32_t count_missing(const struct round *round, int field)
{
	uint32_t count = 0;

	for (int page = 0; page < PAGES;) {
		unsigned group = world.group[page];
		bool passed = false;
		bool has = false;

		for (; page < PAGES && world.group[page] == group; page++) {
			passed |= passes(round, page, field);
			has |= passes(round, page, field)
				&& world.values[page][field] != 0;
		}
		count += passed && !has;
	}
	return count;
}

/* Groups with a page that obeys all filters but that of one field. */
static uint32_t count_passing(const struct round *round, int but)
{
	uint32_t count = 0;

	for (int page = 0; page < PAGES;) {
		unsigned group = world.group[page];
		bool passed = false;

		for (; page < PAGES && world.group[page] == group; page++)
			passed |= passes(round, page, but);
		count += passed;
	}
	return count;
}

/* What there is without filters is told to those who find nothing. */
static void check_passing(const struct round *round, const struct facet_counts *counts)
{
	struct round unfiltered = {.bits = {0}};

	memcpy(unfiltered.matches, round->matches, sizeof(unfiltered.matches));
	for (int f = 0; f < FIELDS; f++)
		assert_int_equal(counts->without[f], count_passing(round, f));
	assert_int_equal(counts->without[FIELD_BUDGET], count_passing(round, -1));
	if (!count_passing(round, -1))
		assert_int_equal(counts->unfiltered, count_passing(&unfiltered, -1));
}

static void check_kept(const struct round *round, const struct matches *kept)
{
	size_t at = 0;

	for (int page = 0; page < PAGES;) {
		unsigned group = world.group[page];
		int stands = -1;

		for (; page < PAGES && world.group[page] == group; page++) {
			if (passes(round, page, -1))
				stands = page;
		}
		if (stands < 0)
			continue;
		assert_true(at < kept->count);
		assert_int_equal(kept->documents[at], stands + 1);
		assert_int_equal((int)kept->scores[at++], stands);
	}
	assert_int_equal(kept->count, at);
}

static void counts_are_those_of_reading_every_page(void **state)
{
	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		SCOPED(round_release) struct round round = {0};
		SCOPED(matches_release) struct matches matches = {0};
		SCOPED(facet_counts_release) struct facet_counts counts = {0};

		choose(&round, &matches);
		counts.unwanted = i % 2 ? 0 : 1U << FIELD_LANGUAGE;
		facets_count(rows(), round.filters, &world.duplicates, &matches, &counts);
		check_kept(&round, &matches);
		for (int f = 0; f < FIELDS; f++) {
			for (int v = 0; v < VALUES_MAX; v++) {
				uint32_t ordinal =
					column_find(&columns()->facets[f], known[f][v]);

				assert_int_equal(counts.counts[f][ordinal],
					count_groups(&round, f, 1U << v));
			}
			assert_int_equal(counts.missing[f], count_missing(&round, f));
		}
		check_passing(&round, &counts);
	}
}

static void a_value_counts_what_it_finds_alone(void **state)
{
	(void)state;
	for (int v = 0; v < VALUES_MAX; v++) {
		SCOPED(round_release) struct round round = {0};
		SCOPED(matches_release) struct matches matches = {0};
		SCOPED(facet_counts_release) struct facet_counts counts = {0};
		const struct column *cities = &columns()->facets[FIELD_CITY];

		facet_filter_add(&round.filters[FIELD_CITY], columns(), FIELD_CITY,
			known[FIELD_CITY][v], &world.index.tables);
		for (uint32_t i = 1; i <= PAGES; i++)
			matches_add(&matches, i, 1);
		facets_count(rows(), round.filters, &world.duplicates, &matches, &counts);
		assert_int_equal(matches.count,
			counts.counts[FIELD_CITY]
				     [column_find(cities, known[FIELD_CITY][v])]);
	}
}

static void pages_are_counted_once(void **state)
{
	uint32_t all[PAGES];
	size_t groups = 0;

	(void)state;
	for (int page = 0; page < PAGES; page++) {
		all[page] = (uint32_t)(PAGES - page);
		groups += page == 0 || world.group[page] != world.group[page - 1];
	}
	assert_int_equal(duplicates_count_pages(&world.duplicates, all, PAGES), groups);
	assert_int_equal(
		duplicates_count_pages(&(struct duplicates){0}, all, PAGES), PAGES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_are_those_of_reading_every_page),
		cmocka_unit_test(a_value_counts_what_it_finds_alone),
		cmocka_unit_test(pages_are_counted_once),
	};

	return cmocka_run_group_tests(tests, make, release);
}
