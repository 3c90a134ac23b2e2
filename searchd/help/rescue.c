/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/rescue.h"

#include "base/scope.h"
#include "facets/facets.h"
#include "help/typed_parts.h"

#include <string.h>

struct mission {
	const struct trial *trial;
	const char *text;
	size_t length;
	const struct typed_words *words;
	const struct facet_counts *counts; /* of what was searched for */
	struct rescue *out;
	struct error *err;
};

void rescue_release(struct rescue *rescue)
{
	for (size_t i = 0; i < rescue->word_count; i++)
		buf_release(&rescue->words[i].word);
	for (size_t i = 0; i < rescue->offer_count; i++) {
		buf_release(&rescue->offers[i].query);
		buf_release(&rescue->offers[i].word);
	}
	*rescue = (struct rescue){0};
}

static void offer_release(struct rescue_offer *offer)
{
	buf_release(&offer->query);
	buf_release(&offer->word);
}

/* Takes the offer if it finds something, and finds its place by cost. */
static void offer(struct rescue *rescue, struct rescue_offer *offered)
{
	size_t at = rescue->offer_count;

	while (at && offered->cost < rescue->offers[at - 1].cost)
		at--;
	if (!offered->total || at == RESCUE_OFFERS_MAX)
		return;
	if (rescue->offer_count == RESCUE_OFFERS_MAX)
		offer_release(&rescue->offers[--rescue->offer_count]);
	memmove(rescue->offers + at + 1, rescue->offers + at,
		(rescue->offer_count - at) * sizeof(*offered));
	rescue->offers[at] = *offered;
	rescue->offer_count++;
	*offered = (struct rescue_offer){.filter = FIELD_COUNT};
}

static bool has_word(const struct rescue *rescue, const char *word, size_t length)
{
	for (size_t i = 0; i < rescue->word_count; i++) {
		if (rescue->words[i].word.length == length
			&& !memcmp(rescue->words[i].word.bytes, word, length))
			return true;
	}
	return false;
}

/* What was counted of a query that is one of the words, and no more. */
static bool is_counted(
	const struct mission *mission, const struct buf *query, struct trial_counts *out)
{
	const struct rescue *rescue = mission->out;

	for (size_t i = 0; i < mission->words->count; i++) {
		if (mission->words->items[i].field == FIELD_TITLE)
			return false;
	}
	for (size_t i = 0; i < rescue->word_count; i++) {
		if (strcmp(buf_string(&rescue->words[i].word), buf_string(query)) != 0)
			continue;
		*out = rescue->words[i].counts;
		return true;
	}
	return false;
}

static bool is_all_talk(const struct typed_words *words)
{
	for (size_t i = 0; i < words->count; i++) {
		if (!words->items[i].is_talk)
			return false;
	}
	return true;
}

static bool count_words(const struct mission *mission)
{
	const struct typed_words *words = mission->words;
	struct rescue *out = mission->out;
	bool is_all = is_all_talk(words);

	for (size_t i = 0; i < words->count && out->word_count < RESCUE_WORDS_MAX; i++) {
		const struct typed_word *word = &words->items[i];
		const char *typed = mission->text + word->start;
		size_t length = word->end - word->start;
		SCOPED(buf_release) struct buf alone = {0};
		struct rescue_word *counted = &out->words[out->word_count];

		if ((word->is_talk && !is_all) || has_word(out, typed, length))
			continue;
		if (word->field == FIELD_TITLE)
			buf_add_format(&alone, "%s:", fields[FIELD_TITLE].name);
		buf_add(&alone, typed, length);
		if (!trial_count_word(mission->trial, alone.bytes, alone.length,
			    &counted->counts, mission->err))
			return false;
		buf_add(&counted->word, typed, length);
		out->word_count++;
	}
	return true;
}

static bool is_filtered(const struct mission *mission, enum field field)
{
	return facet_filter_is_set(&mission->trial->filters[field]);
}

static bool is_any_filtered(const struct mission *mission)
{
	bool is_any = false;

	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
		is_any = is_any || is_filtered(mission, (enum field)i);
	return is_any;
}

static void offer_without_filter(const struct mission *mission, enum field field)
{
	SCOPED(offer_release) struct rescue_offer next = {.filter = field};

	if (!is_filtered(mission, field))
		return;
	next.total = mission->counts->without[field];
	buf_add(&next.query, mission->text, mission->length);
	offer(mission->out, &next);
}

/* The last resort. */
static void offer_without_filters(const struct mission *mission)
{
	SCOPED(offer_release)
	struct rescue_offer next = {.filter = FIELD_COUNT, .no_filters = true};

	if (!is_any_filtered(mission) || mission->out->offer_count)
		return;
	next.total = mission->counts->unfiltered;
	buf_add(&next.query, mission->text, mission->length);
	offer(mission->out, &next);
}

/* What a word says is more the fewer pages have it; nothing if none has. */
static bool cost_of(const struct mission *mission, const struct buf *word, uint32_t *out)
{
	uint32_t documents = mission->trial->snapshot->documents;

	for (size_t i = 0; i < mission->out->word_count; i++) {
		const struct rescue_word *counted = &mission->out->words[i];

		if (strcmp(buf_string(&counted->word), buf_string(word)) != 0)
			continue;
		*out = counted->counts.pages ? 1 + documents - counted->counts.pages : 0;
		return true;
	}
	return false;
}

/* A word that may be left out. */
struct spare {
	const struct typed_word *word;
	uint32_t cost;
};

static bool offer_without_word(const struct mission *mission, const struct spare *spare)
{
	const struct typed_word *word = spare->word;
	SCOPED(offer_release)
	struct rescue_offer next = {.filter = FIELD_COUNT, .cost = spare->cost};
	struct trial_counts counts;

	buf_add(&next.word, mission->text + word->start, word->end - word->start);
	typed_words_without(mission->text, mission->length, word, &next.query);
	if (!next.query.length)
		return true;
	if (!is_counted(mission, &next.query, &counts)
		&& !trial_count(mission->trial, next.query.bytes, next.query.length,
			TRIAL_ALL_WORDS, &counts, mission->err))
		return false;
	next.total = counts.filtered;
	offer(mission->out, &next);
	return true;
}

static void add_spare(struct spare *spares, size_t count, const struct spare *added)
{
	size_t at = count;

	while (at && added->cost < spares[at - 1].cost)
		at--;
	memmove(spares + at + 1, spares + at, (count - at) * sizeof(*spares));
	spares[at] = *added;
}

/* The cheapest come first: as soon as there are enough offers, no other matters. */
static bool offer_without_words(const struct mission *mission)
{
	struct spare spares[TYPED_WORDS_MAX];
	size_t count = 0;

	for (size_t i = 0; i < mission->words->count; i++) {
		const struct typed_word *word = &mission->words->items[i];
		SCOPED(buf_release) struct buf typed = {0};
		struct spare spare = {.word = word};

		buf_add(&typed, mission->text + word->start, word->end - word->start);
		if (cost_of(mission, &typed, &spare.cost))
			add_spare(spares, count++, &spare);
	}
	for (size_t i = 0; i < count && mission->out->offer_count < RESCUE_OFFERS_MAX;
		i++) {
		if (!offer_without_word(mission, &spares[i]))
			return false;
	}
	return true;
}

static bool offer_without_parts(
	const struct mission *mission, const struct typed_parts *parts)
{
	for (size_t i = 0; i < parts->count; i++) {
		const struct typed_part *part = &parts->items[i];
		SCOPED(offer_release) struct rescue_offer next = {.filter = FIELD_COUNT};
		struct trial_counts counts;

		typed_parts_without(mission->text, mission->length, part, &next.query);
		if (!next.query.length)
			continue;
		if (!trial_count(mission->trial, next.query.bytes, next.query.length,
			    TRIAL_AS_SEARCH, &counts, mission->err))
			return false;
		buf_add(&next.word, mission->text + part->start, part->end - part->start);
		next.total = counts.filtered;
		offer(mission->out, &next);
	}
	return true;
}

/* Without operators and fields some of the words will do. */
static bool offer_words_alone(
	const struct mission *mission, const struct typed_parts *parts)
{
	SCOPED(offer_release) struct rescue_offer next = {.filter = FIELD_COUNT};
	struct trial_counts counts;

	if (mission->out->offer_count || !parts->words.length)
		return true;
	buf_add(&next.query, parts->words.bytes, parts->words.length);
	if (!trial_count(mission->trial, next.query.bytes, next.query.length,
		    TRIAL_AS_SEARCH, &counts, mission->err))
		return false;
	next.total = counts.filtered;
	offer(mission->out, &next);
	return true;
}

bool rescue_find(const struct trial *trial, const char *text, size_t length,
	const struct typed_words *words, const struct outcome *outcome,
	struct rescue *out, struct error *err)
{
	const struct mission mission = {
		trial, text, length, words, outcome->counts, out, err};
	SCOPED(typed_parts_release) struct typed_parts parts = {.count = 0};

	if (outcome->total && outcome->relaxed == CHOICE_OFF)
		return true;
	if (!count_words(&mission))
		return false;
	if (outcome->total)
		return true;
	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
		offer_without_filter(&mission, (enum field)i);
	typed_parts_collect(text, length, &parts);
	if (!offer_without_parts(&mission, &parts)
		|| (words->count >= 2 && !offer_without_words(&mission))
		|| !offer_words_alone(&mission, &parts))
		return false;
	offer_without_filters(&mission);
	return true;
}
