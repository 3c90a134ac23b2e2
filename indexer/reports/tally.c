/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reports/tally.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

void tally_sample_add(struct tally_sample *sample, const char *name, size_t length)
{
	if (name && sample->count < TALLY_EXAMPLES)
		sample->examples[sample->count] = alloc_copy(name, length);
	sample->count++;
}

void tally_sample_release(struct tally_sample *sample)
{
	for (size_t i = 0; i < TALLY_EXAMPLES; i++)
		free(sample->examples[i]);
	*sample = (struct tally_sample){0};
}

void tally_release(struct tally *tally)
{
	for (size_t i = 0; i < tally->names.count; i++)
		tally_sample_release(&tally->samples[i]);
	string_table_release(&tally->names);
	free(tally->samples);
	*tally = (struct tally){0};
}

void tally_add(struct tally *tally, const char *name, size_t length, const char *example,
	size_t example_length)
{
	size_t before = tally->names.count;
	uint32_t number = before < TALLY_NAMES_MOST
		? string_table_add(&tally->names, name, length)
		: string_table_find(&tally->names, name, length);

	if (number == STRING_TABLE_NONE) {
		tally->unnamed++;
		return;
	}
	tally->samples =
		alloc_grow(tally->samples, number, &tally->room, sizeof(*tally->samples));
	if (number == before)
		tally->samples[number] = (struct tally_sample){0};
	tally_sample_add(&tally->samples[number], example, example_length);
}

struct ranked {
	const char *name;
	unsigned long count;
	uint32_t number;
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct ranked *)a)->name, ((const struct ranked *)b)->name);
}

static int by_count(const void *a, const void *b)
{
	const struct ranked *left = a;
	const struct ranked *right = b;

	if (left->count != right->count)
		return left->count < right->count ? 1 : -1;
	return by_name(a, b);
}

uint32_t *tally_rank(const struct tally *tally, enum tally_order order)
{
	size_t count = tally->names.count;
	struct ranked *ranked = alloc_zeroed(count + 1, sizeof(*ranked));
	uint32_t *out = alloc_zeroed(count + 1, sizeof(*out));

	for (uint32_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){
			string_table_get(&tally->names, i), tally->samples[i].count, i};
	qsort(ranked, count, sizeof(*ranked),
		order == TALLY_BY_COUNT ? by_count : by_name);
	for (size_t i = 0; i < count; i++)
		out[i] = ranked[i].number;
	free(ranked);
	return out;
}

void tally_rank_free(uint32_t **ranked)
{
	free(*ranked);
	*ranked = NULL;
}
