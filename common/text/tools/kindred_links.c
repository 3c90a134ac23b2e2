/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tools/kindred_links.h"

#include "base/alloc.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	ROOT_LETTERS_MIN = 4, /* that the derived have in common */
	DERIVED_MAX = 8,      /* kept of a word */
	SYNONYMS_MAX = 5,
};

static const double root_share_min = 0.6; /* of the longer stem */
static const double derived_min = 0.005;  /* likelihood */
static const double synonym_min = 0.02;

void kindred_links_add(struct kindred_links *links, struct kindred_link link)
{
	links->items = alloc_grow(
		links->items, links->count, &links->room, sizeof(*links->items));
	links->items[links->count++] = link;
}

static int by_ends(const void *a, const void *b)
{
	const struct kindred_link *first = a;
	const struct kindred_link *second = b;

	if (first->from != second->from)
		return first->from < second->from ? -1 : 1;
	return (first->to > second->to) - (first->to < second->to);
}

/* Sorted by where they lead from; equal ones become one that weighs as all. */
static void merge(struct kindred_links *links)
{
	size_t kept = 0;

	qsort(links->items, links->count, sizeof(*links->items), by_ends);
	for (size_t i = 0; i < links->count; i++) {
		struct kindred_link *last = kept ? &links->items[kept - 1] : NULL;

		if (last && last->from == links->items[i].from
			&& last->to == links->items[i].to)
			last->weight += links->items[i].weight;
		else
			links->items[kept++] = links->items[i];
	}
	links->count = kept;
}

/* Where the links of each key begin; one more for the end. */
uint32_t *kindred_links_index(const struct kindred_links *links, size_t keys)
{
	uint32_t *starts = alloc_zeroed(keys + 1, sizeof(*starts));
	size_t at = 0;

	for (size_t key = 0; key <= keys; key++) {
		while (at < links->count && links->items[at].from < key)
			at++;
		starts[key] = (uint32_t)at;
	}
	return starts;
}

/* What a word is kin to over the forms: siblings of one word are kin as well. */
void kindred_links_close_forms(struct kindred_links *kin, size_t keys)
{
	struct kindred_links forms = {0};
	uint32_t *starts;

	for (size_t i = 0, count = kin->count; i < count; i++) {
		struct kindred_link link = kin->items[i];

		kindred_links_add(&forms,
			(struct kindred_link){link.to, link.from, 1, KINSHIP_FORM});
		kindred_links_add(
			kin, (struct kindred_link){link.to, link.from, 1, KINSHIP_FORM});
	}
	merge(&forms);
	starts = kindred_links_index(&forms, keys);
	for (size_t i = 0, count = kin->count; i < count; i++) {
		struct kindred_link link = kin->items[i];

		/* only from a form over its word to other forms */
		for (uint32_t k = starts[link.to]; k < starts[link.to + 1]; k++) {
			if (forms.items[k].to != link.from)
				kindred_links_add(kin,
					(struct kindred_link){link.from,
						forms.items[k].to, 0.5, KINSHIP_FORM});
		}
	}
	free(starts);
	free(forms.items);
	merge(kin);
}

size_t kindred_links_common(const char *a, const char *b)
{
	size_t count = 0;

	while (a[count] && a[count] == b[count])
		count++;
	return count;
}

static bool is_derived(const struct string_table *keys, uint32_t a, uint32_t b)
{
	const char *first = string_table_get(keys, a) + 1;
	const char *second = string_table_get(keys, b) + 1;
	size_t common = kindred_links_common(first, second);
	size_t longer = strlen(first) > strlen(second) ? strlen(first) : strlen(second);

	return common >= ROOT_LETTERS_MIN
		&& (double)common >= root_share_min * (double)longer;
}

static double sum_of(
	const struct kindred_links *links, const uint32_t *starts, uint32_t key)
{
	double sum = 0;

	for (uint32_t i = starts[key]; i < starts[key + 1]; i++)
		sum += links->items[i].weight;
	return sum;
}

static int by_weight(const void *a, const void *b)
{
	const struct kindred_link *first = a;
	const struct kindred_link *second = b;

	if (first->kinship != second->kinship)
		return first->kinship < second->kinship ? -1 : 1;
	if (first->weight != second->weight)
		return first->weight > second->weight ? -1 : 1;
	return (first->to > second->to) - (first->to < second->to);
}

/* Keeps the best of what one word is kin to by meaning. */
static void keep_best(const struct string_table *keys, struct kindred_links *found,
	struct kindred_links *kin)
{
	size_t derived = 0;
	size_t synonyms = 0;

	for (size_t i = 0; i < found->count; i++) {
		struct kindred_link *link = &found->items[i];

		link->kinship = is_derived(keys, link->from, link->to) ? KINSHIP_DERIVED
								       : KINSHIP_SYNONYM;
	}
	if (found->count)
		qsort(found->items, found->count, sizeof(*found->items), by_weight);
	for (size_t i = 0; i < found->count; i++) {
		const struct kindred_link *link = &found->items[i];

		if (link->kinship == KINSHIP_DERIVED
				? link->weight >= derived_min && derived++ < DERIVED_MAX
				: link->weight >= synonym_min
					&& synonyms++ < SYNONYMS_MAX)
			kindred_links_add(kin, *link);
	}
}

static int by_key_and_kinship(const void *a, const void *b)
{
	const struct kindred_link *first = a;
	const struct kindred_link *second = b;

	if (first->from != second->from)
		return first->from < second->from ? -1 : 1;
	return by_weight(a, b);
}

/* A word that is kin in two ways counts as the closer one. */
static void sort_kin(struct kindred_links *kin)
{
	size_t kept = 0;

	qsort(kin->items, kin->count, sizeof(*kin->items), by_key_and_kinship);
	for (size_t i = 0; i < kin->count; i++) {
		struct kindred_link link = kin->items[i];
		size_t k = kept;

		while (k && kin->items[k - 1].from == link.from
			&& kin->items[k - 1].to != link.to)
			k--;
		if (!k || kin->items[k - 1].from != link.from)
			kin->items[kept++] = link;
	}
	kin->count = kept;
}

/* Finds the words that the word meets over its translations. */
static void meet(const struct kindred_links *translations, const uint32_t *starts,
	uint32_t word, struct kindred_links *found)
{
	double sum = sum_of(translations, starts, word);

	for (uint32_t i = starts[word]; i < starts[word + 1]; i++) {
		uint32_t over = translations->items[i].to;
		double share = translations->items[i].weight / sum
			/ sum_of(translations, starts, over);

		for (uint32_t k = starts[over]; k < starts[over + 1]; k++) {
			struct kindred_link link = translations->items[k];

			if (link.to != word)
				kindred_links_add(found,
					(struct kindred_link){word, link.to,
						share * link.weight, KINSHIP_SYNONYM});
		}
	}
}

void kindred_links_pivot(struct kindred_links *translations,
	const struct string_table *keys, struct kindred_links *kin)
{
	struct kindred_links found = {0};
	uint32_t *starts;

	merge(translations);
	starts = kindred_links_index(translations, keys->count);
	for (uint32_t word = 0; word < keys->count; word++) {
		found.count = 0;
		meet(translations, starts, word, &found);
		if (found.count)
			merge(&found);
		keep_best(keys, &found, kin);
	}
	free(found.items);
	free(starts);
	sort_kin(kin);
}
