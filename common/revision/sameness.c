/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/sameness.h"

#include "base/alloc.h"
#include "revision/readings.h"
#include "revision/same_title.h"

#include <stdlib.h>

/* One of two documents, with the words of its text. */
struct side {
	uint32_t item; /* of the sketches */
	const struct counted_words *text;
	struct same_text_side shared;
};

struct sameness {
	struct holdings holdings;
	const struct sketches *sketches;
	const struct comparisons *known; /* NULL: nothing */
	struct comparisons made;
	struct readings *readings;
	struct same_text texts;
	struct side sides[2];
	uint32_t begun; /* whose text is the first one, + 1 */
};

struct sameness *sameness_open(struct holdings holdings, const struct sketches *sketches,
	const struct comparisons *known)
{
	struct sameness *sameness = alloc_zeroed(1, sizeof(*sameness));

	sameness->holdings = holdings;
	sameness->sketches = sketches;
	sameness->known = known;
	sameness->readings = readings_open(holdings, sketches);
	return sameness;
}

void sameness_close(struct sameness **sameness)
{
	if (*sameness) {
		comparisons_release(&(*sameness)->made);
		readings_close(&(*sameness)->readings);
		same_text_release(&(*sameness)->texts);
	}
	free(*sameness);
	*sameness = NULL;
}

static const struct entry_sketch *sketch(const struct sameness *sameness, uint32_t item)
{
	return &sameness->sketches->items[item];
}

static uint32_t document(const struct sameness *sameness, uint32_t item)
{
	return sameness->sketches->documents[item];
}

static bool has(const struct ordinals *ordinals, uint32_t ordinal)
{
	for (size_t i = 0; i < ordinals->count; i++) {
		if (ordinals->items[i] == ordinal)
			return true;
	}
	return false;
}

/* Whether all of one are in the other, one way or the other. */
static bool one_holds_other(const struct ordinals *a, const struct ordinals *b)
{
	const struct ordinals *fewer = a->count < b->count ? a : b;
	const struct ordinals *more = fewer == a ? b : a;

	for (size_t i = 0; i < fewer->count; i++) {
		if (!has(more, fewer->items[i]))
			return false;
	}
	return true;
}

static bool is_project(const struct sameness *sameness, uint32_t item)
{
	const struct column *column = &sameness->holdings.columns->facets[FIELD_TYPE];
	uint32_t project = string_table_find(&column->values, "project", 7);
	struct ordinals types;

	column_ordinals(column, document(sameness, item), &types);
	return project != STRING_TABLE_NONE && has(&types, project);
}

/*
 * Two frames may add a year or a city, but no page is of other ones than itself.
 * The years of a project are those it ran: all of them agree.
 */
static bool facets_agree(const struct sameness *sameness, uint32_t a, uint32_t b)
{
	static const enum field telling[] = {FIELD_YEAR, FIELD_CITY};
	struct ordinals of_a;
	struct ordinals of_b;

	for (size_t i = 0; i < sizeof(telling) / sizeof(*telling); i++) {
		const struct column *column =
			&sameness->holdings.columns->facets[telling[i]];

		column_ordinals(column, document(sameness, a), &of_a);
		column_ordinals(column, document(sameness, b), &of_b);
		if (!one_holds_other(&of_a, &of_b))
			return false;
		if (telling[i] == FIELD_YEAR && of_a.count && of_b.count
			&& of_a.count != of_b.count && is_project(sameness, a)
			&& is_project(sameness, b))
			return false;
	}
	return true;
}

static void read_sides(struct sameness *sameness, uint32_t first, uint32_t second)
{
	struct side *sides = sameness->sides;

	sides[0].item = first;
	sides[1].item = second;
	sides[0].text = readings_text(sameness->readings, first);
	sides[1].text = readings_text(sameness->readings, second);
}

static void compare_sides(struct sameness *sameness)
{
	struct side *sides = sameness->sides;

	if (sides[0].text != sides[1].text && sameness->begun != sides[0].item + 1) {
		same_text_begin(&sameness->texts, &sides[0].text->words);
		sameness->begun = sides[0].item + 1;
	}
	same_text_compare(&sameness->texts, sides[0].text, sides[1].text,
		&sides[0].shared, &sides[1].shared);
}

static bool titles_agree(struct sameness *sameness)
{
	const struct side *a = &sameness->sides[0];
	const struct side *b = &sameness->sides[1];

	if (sketch(sameness, a->item)->title == sketch(sameness, b->item)->title)
		return true;
	return same_title_agrees(
		&(struct titled){readings_title(sameness->readings, a->item), a->text},
		&(struct titled){readings_title(sameness->readings, b->item), b->text});
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Inside the core hardly anything is put in place of something else: a word of
 * a hundred that the other text has nowhere, and no number; some may be added.
 * frame_share: of a text, a fourth or a half may be around the core.
 */
static bool is_same_core(const struct same_text_side *a, const struct same_text_side *b,
	size_t frame_share)
{
	size_t core = least(a->core, b->core);

	return core && least(a->own, b->own) * SAME_TEXT_NOVEL_OF <= core
		&& (a->own + b->own) * 8 <= core
		&& least(a->novel, b->novel) * 100 <= core
		&& !(a->own_serial && b->own_serial)
		&& (a->words - a->shared) * frame_share <= a->words
		&& (b->words - b->shared) * frame_share <= b->words;
}

/* All of the teaser is in the article, and its numbers in any case. */
static bool is_teaser(const struct side *teaser, const struct side *article)
{
	const struct same_text_side *shared = &teaser->shared;

	if (shared->shared < SAMENESS_TEASER_MIN || shared->shared * 5 < shared->words * 4
		|| shared->own * 10 > shared->core
		|| article->shared.words * 2 < shared->words * 3)
		return false;
	for (size_t i = 0; i < teaser->text->words.count; i++) {
		uint32_t word = teaser->text->words.items[i];

		if ((word & WORD_HASH_SERIAL)
			&& !counted_words_times(article->text, word))
			return false;
	}
	return true;
}

static bool texts_agree(const struct sameness *sameness, enum address_relation addresses)
{
	const struct side *a = &sameness->sides[0];
	const struct side *b = &sameness->sides[1];
	bool same_title = sketch(sameness, a->item)->title
		&& sketch(sameness, a->item)->title == sketch(sameness, b->item)->title;
	bool same_address = addresses == ADDRESSES_AGREE;

	if (same_address
		|| least(a->shared.words, b->shared.words) >= SAMENESS_WORDS_MIN) {
		if (is_same_core(&a->shared, &b->shared, same_address ? 2 : 4))
			return true;
	}
	if (!same_title && !same_address)
		return false;
	return a->shared.words < b->shared.words ? is_teaser(a, b) : is_teaser(b, a);
}

/*
 * Years and cities of equal texts were given, not read in them, and stand; of
 * one address in two renderings, they may be misread in one.
 */
static bool may_ignore_facets(
	const struct entry_sketch *a, const struct entry_sketch *b, bool same_address)
{
	return same_address && a->whole != b->whole
		&& least(a->words, b->words) >= SAMENESS_WORDS_MIN;
}

/* What is asked of two documents. */
enum question { OF_PAGES, OF_ONE_ADDRESS, OF_EQUAL_TEXTS };

static bool compare(struct sameness *sameness, enum question question)
{
	if (question == OF_EQUAL_TEXTS)
		return titles_agree(sameness);
	compare_sides(sameness);
	return texts_agree(sameness,
		       question == OF_ONE_ADDRESS ? ADDRESSES_AGREE : ADDRESSES_DIFFER)
		&& titles_agree(sameness);
}

/* Reads them, unless it is known what comes of it. */
static bool read_and_compare(struct sameness *sameness, uint32_t first, uint32_t second,
	enum question question)
{
	const struct entry_place *places = sameness->holdings.columns->places;
	uint64_t key = comparisons_key(places[document(sameness, first)].offset,
		places[document(sameness, second)].offset, question);
	bool agree;

	if (comparisons_find(&sameness->made, key, &agree))
		return agree;
	if (!comparisons_find(sameness->known, key, &agree)) {
		read_sides(sameness, first, second);
		agree = compare(sameness, question);
	}
	comparisons_add(&sameness->made, key, agree);
	return agree;
}

bool sameness_tell(struct sameness *sameness, uint32_t first, uint32_t second,
	enum address_relation addresses)
{
	const struct entry_sketch *a = sketch(sameness, first);
	const struct entry_sketch *b = sketch(sameness, second);
	bool same_address = addresses == ADDRESSES_AGREE;

	if (!may_ignore_facets(a, b, same_address)
		&& !facets_agree(sameness, first, second))
		return false;
	if (same_address && a->whole == b->whole && a->title == b->title)
		return true;
	return read_and_compare(
		sameness, first, second, same_address ? OF_ONE_ADDRESS : OF_PAGES);
}

bool sameness_tell_equal(struct sameness *sameness, uint32_t first, uint32_t second)
{
	const struct entry_sketch *a = sketch(sameness, first);
	const struct entry_sketch *b = sketch(sameness, second);
	bool same_title = a->title == b->title;

	if (a->whole != b->whole
		|| a->words < (a->title && same_title ? SAMENESS_WORDS_MIN
						      : SAMENESS_UNTITLED_MIN)
		|| !facets_agree(sameness, first, second))
		return false;
	return same_title || read_and_compare(sameness, first, second, OF_EQUAL_TEXTS);
}

void sameness_take(struct sameness *sameness, struct comparisons *out)
{
	*out = sameness->made;
	sameness->made = (struct comparisons){0};
}

struct duplicates_cost sameness_cost(const struct sameness *sameness)
{
	return (struct duplicates_cost){
		readings_records(sameness->readings), sameness->texts.runs_sought};
}
