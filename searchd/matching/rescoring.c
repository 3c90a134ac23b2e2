/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/rescoring.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "matching/word_places.h"
#include "ranking/ranking.h"

#include <stdlib.h>
#include <string.h>

enum { AHEAD = 3 }; /* documents that the memory has time for meanwhile */

/* The typed words of a query in their order. */
struct rescoring {
	const struct matcher *matcher;
	const struct query *words[WORD_SET_MAX];
	struct word_set set;
	double weights[WORD_SET_MAX]; /* inverse document frequency */
	unsigned count;
	double exact;              /* what an exact form brings */
	struct word_places places; /* of the document at hand */
};

/* What was seen of the words in a document. */
struct sight {
	uint64_t exact, title, heading, lead;
	size_t last[WORD_SET_MAX];    /* place + 1 in this part; 0: not there */
	unsigned close[WORD_SET_MAX]; /* times close to the word after it */
	uint64_t ordered;             /* once right before the word after it */
	uint32_t part;                /* 0 the title, then the blocks */
};

void rescoring_close(struct rescoring **rescoring)
{
	if (*rescoring) {
		word_set_release(&(*rescoring)->set);
		word_places_release(&(*rescoring)->places);
	}
	free(*rescoring);
	*rescoring = NULL;
}

static bool is_telling(const struct query *query)
{
	return query->kind == QUERY_WORD && query->form && query->need == QUERY_REQUIRED;
}

static bool collect(const struct matcher *matcher, const struct query *query,
	struct rescoring *out, struct error *err)
{
	size_t children = query->kind == QUERY_NOT ? 1 : query->child_count;

	if (query->kind == QUERY_SOME)
		out->exact = BONUS_EXACT_SOME;
	if (is_telling(query) && out->count < WORD_SET_MAX) {
		if (!matcher_weigh(matcher, query, &out->weights[out->count], err))
			return false;
		word_set_add_terms(&out->set, query, out->count, BONUS_WEIGHT_MIN);
		word_set_add_form(&out->set, query->form, out->count);
		out->words[out->count++] = query;
	}
	for (size_t i = 0; i < children; i++) {
		if (!collect(matcher, query->children[i], out, err))
			return false;
	}
	return true;
}

static uint64_t bit(unsigned word)
{
	return 1ULL << word;
}

static bool is_close(size_t a, size_t b)
{
	return a && b && a != b && (a > b ? a - b : b - a) <= CLOSE_WORDS;
}

/* The words of the mask stand at the place. */
static void see(struct sight *sight, uint64_t words, size_t place, unsigned count)
{
	for (unsigned w = 0; w < count; w++) {
		if (!(words & bit(w)))
			continue;
		sight->last[w] = place + 1;
		if (w + 1 < count && is_close(sight->last[w], sight->last[w + 1]))
			sight->close[w]++;
		if (w && is_close(sight->last[w - 1], sight->last[w]))
			sight->close[w - 1]++;
		if (w && sight->last[w - 1] && place + 1 > sight->last[w - 1]
			&& place + 1 - sight->last[w - 1] <= ORDERED_WORDS)
			sight->ordered |= bit(w - 1);
	}
}

/* Notes in which kind of part words stand. */
static void note_part(struct sight *sight, const struct word_place *place)
{
	uint64_t words = place->words.terms;

	if (place->part == 0)
		sight->title |= words;
	else if (place->kind == SENT_PART_HEADING)
		sight->heading |= words;
	else if (place->part <= LEAD_BLOCKS)
		sight->lead |= words;
}

static void look(struct rescoring *rescoring, struct sight *sight)
{
	const struct word_places *places = &rescoring->places;

	for (size_t i = 0; i < places->count; i++) {
		const struct word_place *item = &places->items[i];

		if (item->part != sight->part)
			memset(sight->last, 0, rescoring->count * sizeof(*sight->last));
		sight->part = item->part;
		sight->exact |= item->words.forms;
		note_part(sight, item);
		see(sight, item->words.terms, item->at, rescoring->count);
	}
}

/* What the word w brings, and why. */
static struct rescored_word judge(
	const struct rescoring *rescoring, const struct sight *sight, unsigned w)
{
	double weight = rescoring->weights[w];
	struct rescored_word seen = {.word = rescoring->words[w],
		.exact = sight->exact & bit(w),
		.title = sight->title & bit(w),
		.heading = sight->heading & bit(w),
		.lead = sight->lead & bit(w),
		.ordered = sight->ordered & bit(w),
		.close = sight->close[w]};
	double close = seen.close;

	seen.bonus = weight
		* (seen.exact * rescoring->exact + seen.title * BONUS_TITLE
			+ seen.heading * BONUS_HEADING + seen.lead * BONUS_LEAD);
	if (seen.ordered || seen.close)
		seen.bonus += (weight + rescoring->weights[w + 1]) / 2
			* (seen.ordered * BONUS_ORDERED
				+ BONUS_CLOSE * close * (BM25_K1 + 1)
					/ (close + BM25_K1));
	return seen;
}

bool rescoring_open(const struct matcher *matcher, const struct query *query,
	struct rescoring **out, struct error *err)
{
	SCOPED(rescoring_close)
	struct rescoring *rescoring = alloc_zeroed(1, sizeof(*rescoring));

	rescoring->matcher = matcher;
	rescoring->exact = BONUS_EXACT;
	if (!collect(matcher, query, rescoring, err))
		return false;
	word_set_ready(&rescoring->set, matcher->snapshot->numbers);
	*out = TAKE(rescoring);
	return true;
}

size_t rescoring_look(
	struct rescoring *rescoring, uint32_t document, struct rescored_word *out)
{
	struct sight sight = {0};
	size_t size;
	const char *bytes = snapshot_words(rescoring->matcher->snapshot, document, &size);

	if (!rescoring->count
		|| !word_places_read(&rescoring->places, bytes, size, &rescoring->set, 0))
		return 0;
	look(rescoring, &sight);
	for (unsigned w = 0; w < rescoring->count; w++)
		out[w] = judge(rescoring, &sight, w);
	return rescoring->count;
}

bool rescoring_apply(const struct matcher *matcher, const struct query *query,
	struct matches *matches, const uint32_t *best, size_t count, struct error *err)
{
	SCOPED(rescoring_close) struct rescoring *rescoring = NULL;

	if (!rescoring_open(matcher, query, &rescoring, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct rescored_word words[WORD_SET_MAX];
		double bonus = 0;
		size_t seen;

		if (i + AHEAD < count)
			snapshot_expect_words(
				matcher->snapshot, matches->documents[best[i + AHEAD]]);
		seen = rescoring_look(rescoring, matches->documents[best[i]], words);

		for (size_t w = 0; w < seen; w++)
			bonus += words[w].bonus;
		matches->scores[best[i]] += (float)bonus;
	}
	return true;
}
