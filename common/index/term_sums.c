/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/term_sums.h"

#include "base/alloc.h"

#include <stdlib.h>

enum { WORD = 64 }; /* documents of a word of marks */

void posting_list_release(struct posting_list *list)
{
	free(list->own);
	*list = (struct posting_list){0};
}

void term_sums_release(struct term_sums *terms)
{
	free(terms->sums);
	free(terms->marks);
	*terms = (struct term_sums){0};
}

static size_t words_of(const struct term_sums *terms)
{
	return terms->room / WORD;
}

void term_sums_reserve(struct term_sums *terms, uint32_t documents)
{
	if (documents <= terms->room)
		return;
	term_sums_release(terms);
	terms->room = (documents / WORD + 1) * WORD;
	terms->sums = alloc_zeroed(terms->room, sizeof(*terms->sums));
	terms->marks = alloc_zeroed(words_of(terms), sizeof(*terms->marks));
}

void term_sums_add(
	struct term_sums *terms, const struct posting_list *list, double weight)
{
	for (size_t i = 0; i < list->count; i++)
		term_sums_put(
			terms, list->documents[i], (float)(weight * list->counts[i]));
}

/* A document without a mark gets 0, which costs less than to ask. */
void term_sums_raise(
	struct term_sums *terms, const struct posting_list *list, double weight)
{
	for (size_t i = 0; i < list->count; i++) {
		uint32_t document = list->documents[i];
		unsigned mark = terms->marks[document >> 6] >> (document & 63) & 1;

		terms->sums[document] += (float)(weight * list->counts[i]) * (float)mark;
	}
}

size_t term_sums_list(const struct term_sums *terms, uint32_t *out)
{
	size_t count = 0;

	for (size_t word = 0; word < words_of(terms); word++) {
		for (uint64_t m = terms->marks[word]; m; m &= m - 1)
			out[count++] =
				(uint32_t)(word * WORD) + (unsigned)__builtin_ctzll(m);
	}
	return count;
}

size_t term_sums_list_among(const struct term_sums *terms, const uint32_t *documents,
	size_t count, uint32_t *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t document = documents[i];

		out[kept] = document;
		kept += terms->marks[document >> 6] >> (document & 63) & 1;
	}
	return kept;
}

size_t term_sums_take(struct term_sums *terms, uint32_t *documents, float *sums)
{
	size_t count = 0;

	for (size_t word = 0; word < words_of(terms); word++) {
		float *its = terms->sums + word * WORD;

		for (uint64_t m = terms->marks[word]; m; m &= m - 1) {
			unsigned at = (unsigned)__builtin_ctzll(m);

			documents[count] = (uint32_t)(word * WORD) + at;
			sums[count++] = its[at];
			its[at] = 0;
		}
		terms->marks[word] = 0;
	}
	return count;
}

size_t term_sums_take_among(struct term_sums *terms, const uint32_t *among, size_t count,
	uint32_t *documents, float *sums)
{
	size_t taken = term_sums_list_among(terms, among, count, documents);

	for (size_t i = 0; i < taken; i++)
		sums[i] = terms->sums[documents[i]];
	term_sums_clear(terms);
	return taken;
}

void term_sums_clear(struct term_sums *terms)
{
	for (size_t word = 0; word < words_of(terms); word++) {
		for (uint64_t m = terms->marks[word]; m; m &= m - 1)
			terms->sums[word * WORD + (unsigned)__builtin_ctzll(m)] = 0;
		terms->marks[word] = 0;
	}
}
