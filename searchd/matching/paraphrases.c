/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/paraphrases.h"

#include "base/alloc.h"
#include "ranking/ranking.h"

#include <stdlib.h>
#include <string.h>

void paraphrases_release(struct paraphrases *paraphrases)
{
	free(paraphrases->items);
	*paraphrases = (struct paraphrases){0};
}

static bool count_pages(struct index_reader *reader, const struct query *word,
	uint64_t *out, struct error *err)
{
	*out = 0;
	for (size_t i = 0; i < word->term_count; i++) {
		uint32_t pages;

		if (!index_reader_frequency(reader, word->terms[i].term, &pages, err))
			return false;
		*out += pages;
	}
	return true;
}

static bool add(struct index_reader *reader, const struct query *near,
	struct paraphrases *out, struct error *err)
{
	struct paraphrase_cost cost = {near, UINT64_MAX};

	for (size_t i = 0; i < near->child_count; i++) {
		uint64_t pages;

		if (!count_pages(reader, near->children[i], &pages, err))
			return false;
		if (pages < cost.pages)
			cost.pages = pages;
	}
	out->items = alloc_grow(out->items, out->count, &out->room, sizeof(*out->items));
	out->items[out->count++] = cost;
	return true;
}

static bool collect(struct index_reader *reader, const struct query *query,
	struct paraphrases *out, struct error *err)
{
	for (size_t i = 0; i < query->child_count; i++) {
		const struct query *child = query->children[i];

		if (child->kind == QUERY_NEAR && !add(reader, child, out, err))
			return false;
		if (child->kind == QUERY_OR && !collect(reader, child, out, err))
			return false;
	}
	return true;
}

static int by_pages(const void *a_, const void *b_)
{
	const struct paraphrase_cost *a = a_;
	const struct paraphrase_cost *b = b_;

	return (a->pages > b->pages) - (a->pages < b->pages);
}

/* How many of the first are looked for. */
static size_t count_wanted(const struct paraphrases *sorted, uint32_t documents)
{
	double room = QUESTION_PARAPHRASE_SHARE * documents;
	size_t count = 0;

	for (; count < sorted->count; count++) {
		room -= (double)sorted->items[count].pages;
		if (count >= QUESTION_PARAPHRASES && room < 0)
			break;
	}
	return count;
}

bool paraphrases_left_out(struct index_reader *reader, uint32_t documents,
	const struct query *some, struct paraphrases *out, struct error *err)
{
	size_t wanted;

	if (!collect(reader, some, out, err))
		return false;
	if (!out->count)
		return true;
	qsort(out->items, out->count, sizeof(*out->items), by_pages);
	wanted = count_wanted(out, documents);
	out->count -= wanted;
	memmove(out->items, out->items + wanted, out->count * sizeof(*out->items));
	return true;
}
