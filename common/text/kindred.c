/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/kindred.h"

#include "base/embed.h"

#include <string.h>

EMBEDDED(kindred); /* compiled by tools/make_kindred.c */

static const struct kindred_head *head(void)
{
	return (const struct kindred_head *)(const void *)kindred_begin;
}

static const struct kindred_key *keys(void)
{
	return (const struct kindred_key *)(const void *)(kindred_begin
		+ sizeof(struct kindred_head));
}

static const struct kindred_item *items(void)
{
	return (const struct kindred_item *)(const void *)(keys() + head()->key_count);
}

static const char *bytes(void)
{
	return (const char *)(items() + head()->item_count);
}

/* Order of the letter and stem against a key: <0, 0, >0. */
static int compare(
	char letter, const char *stem, size_t length, const struct kindred_key *key)
{
	const char *other = bytes() + key->start;
	size_t other_length = key->length - 1U;
	int order = (letter > *other) - (letter < *other);

	if (!order)
		order = memcmp(
			stem, other + 1, length < other_length ? length : other_length);
	return order ? order : (length > other_length) - (length < other_length);
}

static const struct kindred_key *find_key(char letter, const char *stem, size_t length)
{
	size_t low = 0;
	size_t high = head()->key_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare(letter, stem, length, keys() + middle);

		if (!order)
			return keys() + middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

size_t kindred_find(
	enum language language, const char *stem, size_t length, struct kin *out)
{
	const struct kindred_key *key =
		find_key(language == LANGUAGE_EN ? 'E' : 'D', stem, length);
	size_t count = 0;

	for (size_t i = 0; key && i < key->count && count < KINDRED_MAX; i++) {
		const struct kindred_item *item = items() + key->first + i;
		const struct kindred_key *kin = keys() + item->key;

		out[count++] = (struct kin){bytes() + kin->start + 1, kin->length - 1U,
			(enum kinship)item->kinship};
	}
	return count;
}
