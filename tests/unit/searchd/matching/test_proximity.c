/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "dice.h"
#include "matching/proximity.h"
#include "matching/word_places.h"
#include "unit.h"

enum { OPERANDS_MAX = 4, WORDS_MAX = 3, PLACES_MAX = 60, WORDS = 8 };

/* Operands of so many words each, and how far each is from the one before it. */
struct plan {
	unsigned words[OPERANDS_MAX], distances[OPERANDS_MAX];
	size_t count;
};

static struct query *query_of(const struct plan *plan)
{
	struct query *near = query_create(QUERY_PROXIMITY);

	for (size_t i = 0; i < plan->count; i++) {
		struct query *child =
			query_create(plan->words[i] > 1 ? QUERY_PHRASE : QUERY_WORD);

		for (unsigned w = 0; plan->words[i] > 1 && w < plan->words[i]; w++)
			query_add_child(child, query_create(QUERY_WORD));
		child->distance = plan->distances[i];
		query_add_child(near, child);
	}
	return near;
}

/* Where an operand may begin: its words one behind the other. */
static bool stands(
	const struct word_places *places, size_t first, unsigned bit, unsigned words)
{
	for (unsigned w = 0; w < words; w++) {
		const struct word_place *place = places->items + first + w;

		if (first + w >= places->count || place->part != places->items[first].part
			|| place->at != places->items[first].at + w
			|| !(place->words.terms & 1ULL << (bit + w)))
			return false;
	}
	return true;
}

static bool is_near(const struct word_place *a, unsigned a_words,
	const struct word_place *b, unsigned b_words, unsigned distance)
{
	long behind = (long)b->at - (long)(a->at + a_words - 1);
	long before = (long)a->at - (long)(b->at + b_words - 1);

	return a->part == b->part
		&& ((behind > 0 && behind <= (long)distance)
			|| (before > 0 && before <= (long)distance));
}

/* All ways to place the operands from the i-th on, the one before it at at. */
static bool can_be_placed(const struct plan *plan, const struct word_places *places,
	size_t i, unsigned bit, size_t at)
{
	if (i == plan->count)
		return true;
	for (size_t p = 0; p < places->count; p++) {
		if (stands(places, p, bit, plan->words[i])
			&& (!i
				|| is_near(&places->items[at], plan->words[i - 1],
					&places->items[p], plan->words[i],
					plan->distances[i]))
			&& can_be_placed(plan, places, i + 1, bit + plan->words[i], p))
			return true;
	}
	return false;
}

static void roll_plan(uint64_t *seed, struct plan *out)
{
	out->count = 2 + dice_roll(seed, OPERANDS_MAX - 1);
	for (size_t i = 0; i < out->count; i++) {
		out->words[i] = 1 + dice_roll(seed, WORDS_MAX) / 2;
		out->distances[i] = 1 + dice_roll(seed, 5);
	}
}

static void roll_places(uint64_t *seed, struct word_place *items, size_t *count)
{
	uint32_t part = 0;
	uint32_t at = 0;

	unsigned rarity = 1 + dice_roll(seed, 4);

	*count = dice_roll(seed, PLACES_MAX + 1) / rarity;
	for (size_t i = 0; i < *count; i++) {
		bool breaks = !dice_roll(seed, 6);

		part += breaks;
		at = breaks ? dice_roll(seed, 3) : at + 1 + dice_roll(seed, 3 * rarity);
		items[i] = (struct word_place){
			.words.terms = dice_roll(seed, 256), .part = part, .at = at};
	}
}

/* The same as bits: a part begins behind a break, and that behind the last place. */
static bool holds(const struct query *near, const struct word_places *places)
{
	SCOPED(word_bits_release)
	struct word_bits bits = {.words = WORDS, .rows = WORDS + 1 + PROXIMITY_ROWS};
	size_t start = 0;
	size_t position = 0;

	word_bits_clear(&bits);
	for (size_t i = 0; i < places->count; i++) {
		const struct word_place *place = &places->items[i];

		if (i && place->part != places->items[i - 1].part) {
			word_bits_set(&bits, WORDS, position + 1);
			start = position + 2;
		}
		position = start + place->at;
		for (unsigned w = 0; w < WORDS; w++) {
			if (place->words.terms >> w & 1)
				word_bits_set(&bits, w, position);
		}
	}
	return proximity_holds(near, 0, &bits);
}

static void it_finds_what_trying_all_places_finds(void **state)
{
	struct word_place items[PLACES_MAX];
	struct word_places places = {.items = items};
	uint64_t seed = 5;
	size_t found = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		SCOPED(query_free) struct query *near = NULL;
		struct plan plan;
		bool wanted;

		roll_plan(&seed, &plan);
		roll_places(&seed, items, &places.count);
		near = query_of(&plan);
		wanted = can_be_placed(&plan, &places, 0, 0, 0);
		assert_int_equal(holds(near, &places), wanted);
		found += wanted;
	}
	assert_in_range(found, 2000, 18000);
}

/* What stands twice in the query stands twice in the text, not over itself. */
static void operands_do_not_overlap(void **state)
{
	struct word_place items[] = {
		{.words.terms = 3, .at = 4}, {.words.terms = 3, .at = 6}};
	struct word_places places = {.items = items, .count = 1};
	const struct plan plan = {{1, 1}, {0, 2}, 2};
	SCOPED(query_free) struct query *near = query_of(&plan);

	(void)state;
	assert_false(holds(near, &places));
	places.count = 2;
	assert_true(holds(near, &places));
	items[1].at = 7;
	assert_false(holds(near, &places));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_finds_what_trying_all_places_finds),
		cmocka_unit_test(operands_do_not_overlap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
