/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/cities.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/sentences.h"
#include "vocabulary/places.h"

#include <stdlib.h>
#include <string.h>

static const double title_weight = 3;
static const double heading_weight = 2;
static const double listed_weight = 2; /* an item or a row: a partner, a site */
static const double lead_weight = 1.0; /* the first paragraphs tell where it happens */
static const double text_weight = 0.5;
static const double enough = 1.0;
static const double passing = 0.45; /* of the weight a place has that is named so */

enum {
	LEAD_BYTES = 700,
	LONG_ITEM = 250,   /* bytes */
	SHORT_TEXT = 2500, /* bytes: in less, one mention may be the scene */
	CITIES_MOST = 40,
	LARGE = 100000, /* inhabitants */
};

struct tally {
	const struct place *place;
	double score;
	double listed; /* the part of the score that lists and tables gave */
	double strongest;
	size_t start, end; /* of the strongest mention */
	bool addressed;    /* behind a postcode, which counts but once */
	bool dated_there;  /* stands in a dateline */
};

struct census {
	struct document *document;
	struct tally *tallies;
	size_t count, room;
};

static const char *title_of(const struct document *document)
{
	return document->title ? document->title : "";
}

static double of_manner(double weight, enum place_manner manner)
{
	switch (manner) {
	case PLACE_PASSED:
	case PLACE_ADDRESS:
		return weight * passing;
	case PLACE_DATELINE:
		return 0;
	default:
		return weight;
	}
}

static struct tally *tally_of(struct census *census, const struct place *place)
{
	for (size_t i = 0; i < census->count; i++) {
		if (census->tallies[i].place == place)
			return &census->tallies[i];
	}
	census->tallies = alloc_grow(
		census->tallies, census->count, &census->room, sizeof(*census->tallies));
	census->tallies[census->count] = (struct tally){.place = place};
	return &census->tallies[census->count++];
}

/* An item or a row that names something: what is longer only looks like one. */
static bool is_listed(const struct block *block)
{
	return (block->kind == BLOCK_ITEM || block->kind == BLOCK_ROW)
		&& block->end - block->start < LONG_ITEM;
}

static double weight_at(const struct document *document, const struct block *block,
	const struct place_mention *mention)
{
	bool tells =
		mention->manner == PLACE_OPENING || document->text.length < SHORT_TEXT;

	if (block->kind == BLOCK_HEADING)
		return heading_weight;
	if (is_listed(block))
		return listed_weight;
	if (mention->start < LEAD_BYTES)
		return lead_weight;
	return tells ? enough : text_weight;
}

static void count_text(struct census *census, const struct place_mention *mention)
{
	const struct document *document = census->document;
	struct tally *tally = tally_of(census, mention->place);
	const struct block *block =
		&document->blocks[sentences_block(document, mention->start)];
	double weight = weight_at(document, block, mention);

	if (mention->manner == PLACE_ADDRESS) {
		if (tally->addressed)
			return;
		tally->addressed = true;
	}
	tally->score += of_manner(weight, mention->manner);
	if (is_listed(block))
		tally->listed += of_manner(weight, mention->manner);
	tally->dated_there |= mention->manner == PLACE_DATELINE;
	if (weight > tally->strongest) {
		tally->strongest = weight;
		tally->start = mention->start;
		tally->end = mention->end;
	}
}

static int by_score(const void *a, const void *b)
{
	const struct tally *left = a;
	const struct tally *right = b;

	if (left->score != right->score)
		return left->score < right->score ? 1 : -1;
	return strcmp(left->place->value, right->place->value);
}

/*
 * Of a small town a dateline tells the scene where nothing else does; from the
 * large ones the news of a whole country is reported.
 */
static bool is_scene(const struct tally *tally, bool any_enough)
{
	return !any_enough && tally->dated_there && tally->place->population < LARGE;
}

/* Listed, and hardly spoken of otherwise: a partner's. */
static enum city_role role_of(const struct tally *tally, bool any_enough)
{
	if (is_scene(tally, any_enough))
		return CITY_MAIN;
	if (tally->score < enough)
		return CITY_MENTIONED;
	return tally->listed > 0 && tally->score - tally->listed < enough ? CITY_PARTNER
									  : CITY_MAIN;
}

static void add_city(
	struct document *document, const struct tally *tally, enum city_role role)
{
	struct sentence sentence;

	if (role != CITY_MENTIONED)
		document_add_country(document, tally->place->country);
	if (tally->end == tally->start) {
		document_add_place(document, tally->place->value, role,
			title_of(document), strlen(title_of(document)));
		return;
	}
	sentence = sentences_around(document, tally->start, tally->end);
	document_add_place(document, tally->place->value, role,
		document->text.bytes + sentence.start, sentence.end - sentence.start);
}

static void add_county(
	struct document *document, const struct county_mention *mention, size_t title)
{
	struct document_county county = {.value = mention->value,
		.country = mention->country,
		.abolished = mention->abolished};
	struct sentence sentence;

	if (mention->start < title) {
		document_add_county(
			document, county, title_of(document), strlen(title_of(document)));
		return;
	}
	sentence =
		sentences_around(document, mention->start - title, mention->end - title);
	document_add_county(document, county, document->text.bytes + sentence.start,
		sentence.end - sentence.start);
}

static void settle(struct census *census)
{
	bool any_enough;

	if (!census->count)
		return;
	qsort(census->tallies, census->count, sizeof(*census->tallies), by_score);
	any_enough = census->tallies[0].score >= enough;
	for (size_t i = 0; i < census->count && i < CITIES_MOST; i++)
		add_city(census->document, &census->tallies[i],
			role_of(&census->tallies[i], any_enough));
}

/* A mention in the title, or in the text that follows it. */
static void count(struct census *census, struct place_mention mention, size_t title)
{
	if (mention.start < title) {
		tally_of(census, mention.place)->score +=
			of_manner(title_weight, mention.manner);
		return;
	}
	mention.start -= title;
	mention.end -= title;
	count_text(census, &mention);
}

/* The title is read as a first line: what the text says of a name holds in it. */
void cities_find(const struct places *places, struct document *document)
{
	SCOPED(place_mentions_release) struct place_mentions mentions = {0};
	SCOPED(buf_release) struct buf joined = {0};
	struct census census = {.document = document};
	size_t title;

	if (!document->block_count)
		return;
	buf_add_format(&joined, "%s\n", title_of(document));
	title = joined.length;
	buf_add(&joined, buf_string(&document->text), document->text.length);
	places_mentioned(places, joined.bytes, joined.length, &mentions);
	for (size_t i = 0; i < mentions.count; i++)
		count(&census, mentions.items[i], title);
	for (size_t i = 0; i < mentions.county_count; i++)
		add_county(document, &mentions.counties[i], title);
	settle(&census);
	free(census.tallies);
}
