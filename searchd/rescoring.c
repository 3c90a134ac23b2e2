/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rescoring.h"

#include "base/scope.h"
#include "ranking.h"
#include "word_stream.h"

#include <string.h>

enum {
	BLOCK_BYTES = 6, /* of RECORD_BLOCKS: end, kind, language */
	BLOCK_KIND = 4,
	BLOCK_IS_HEADING = 1,
};

/* The typed words of a query in their order. */
struct rescoring {
	struct word_set terms, forms;
	double weights[WORD_SET_MAX]; /* inverse document frequency */
	unsigned count;
	struct word_stream stream; /* of the document at hand */
};

/* What was seen of the words in a document. */
struct sight {
	uint64_t exact, title, heading, lead;
	size_t last[WORD_SET_MAX];    /* position + 1 in this part; 0: not there */
	unsigned close[WORD_SET_MAX]; /* times close to the word after it */
	uint64_t ordered;             /* once right before the word after it */
	struct record_part blocks;
	size_t part; /* 0 the title, then the blocks */
};

static void rescoring_release(struct rescoring *rescoring)
{
	word_set_release(&rescoring->terms);
	word_set_release(&rescoring->forms);
	word_stream_release(&rescoring->stream);
}

static bool is_telling(const struct query *query)
{
	return query->kind == QUERY_WORD && query->form && query->need == QUERY_REQUIRED;
}

static bool collect(const struct matcher *matcher, const struct query *query,
	struct rescoring *out, struct error *err)
{
	size_t children = query->kind == QUERY_NOT ? 1 : query->child_count;

	if (is_telling(query) && out->count < WORD_SET_MAX) {
		if (!matcher_weigh(matcher, query, &out->weights[out->count], err))
			return false;
		word_set_add_terms(&out->terms, query, out->count, BONUS_WEIGHT_MIN);
		word_set_add(&out->forms, query->form, out->count);
		out->count++;
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

/* The words of the mask stand at the position. */
static void see(struct sight *sight, uint64_t words, size_t position, unsigned count)
{
	for (unsigned w = 0; w < count; w++) {
		if (!(words & bit(w)))
			continue;
		sight->last[w] = position + 1;
		if (w + 1 < count && is_close(sight->last[w], sight->last[w + 1]))
			sight->close[w]++;
		if (w && is_close(sight->last[w - 1], sight->last[w]))
			sight->close[w - 1]++;
		if (w && sight->last[w - 1] && position + 1 > sight->last[w - 1]
			&& position + 1 - sight->last[w - 1] <= ORDERED_WORDS)
			sight->ordered |= bit(w - 1);
	}
}

/* Notes that the words stand in the current part. */
static void place(struct sight *sight, uint64_t words)
{
	size_t block = (sight->part - 1) * BLOCK_BYTES;

	if (sight->part == 0)
		sight->title |= words;
	else if (block + BLOCK_BYTES <= sight->blocks.length
		&& sight->blocks.bytes[block + BLOCK_KIND] == BLOCK_IS_HEADING)
		sight->heading |= words;
	else if (sight->part <= LEAD_BLOCKS)
		sight->lead |= words;
}

static void look(struct rescoring *rescoring, struct sight *sight)
{
	const struct word_stream *stream = &rescoring->stream;

	for (size_t i = 0; i < stream->count; i++) {
		uint16_t entry = word_stream_at(stream, i);
		uint64_t words = word_stream_terms_at(stream, i);

		if (!entry) {
			memset(sight->last, 0, sizeof(sight->last));
			sight->part++;
		}
		if (!words)
			continue;
		sight->exact |= stream->forms[entry - 1];
		place(sight, words);
		see(sight, words, i, rescoring->count);
	}
}

static double bonus(const struct rescoring *rescoring, const struct sight *sight)
{
	double sum = 0;

	for (unsigned w = 0; w < rescoring->count; w++) {
		double weight = rescoring->weights[w];
		double close = sight->close[w];

		if (sight->exact & bit(w))
			sum += weight * BONUS_EXACT;
		if (sight->title & bit(w))
			sum += weight * BONUS_TITLE;
		if (sight->heading & bit(w))
			sum += weight * BONUS_HEADING;
		if (sight->lead & bit(w))
			sum += weight * BONUS_LEAD;
		if (sight->ordered & bit(w))
			sum += (weight + rescoring->weights[w + 1]) / 2 * BONUS_ORDERED;
		if (close > 0)
			sum += (weight + rescoring->weights[w + 1]) / 2 * BONUS_CLOSE
				* close * (BM25_K1 + 1) / (close + BM25_K1);
	}
	return sum;
}

bool rescoring_apply(const struct matcher *matcher, const struct query *query,
	struct matches *matches, const uint32_t *best, size_t count, struct error *err)
{
	SCOPED(rescoring_release) struct rescoring rescoring = {0};

	if (!collect(matcher, query, &rescoring, err))
		return false;
	word_set_ready(&rescoring.terms);
	word_set_ready(&rescoring.forms);
	for (size_t i = 0; rescoring.count && i < count; i++) {
		struct sight sight = {0};
		size_t size;
		const char *record = snapshot_record(
			matcher->snapshot, matches->documents[best[i]], &size);

		if (!word_stream_read(&rescoring.stream, record, size, &rescoring.terms,
			    &rescoring.forms))
			continue;
		sight.blocks = record_find(record, size, RECORD_BLOCKS);
		look(&rescoring, &sight);
		matches->scores[best[i]] += (float)bonus(&rescoring, &sight);
	}
	return true;
}
