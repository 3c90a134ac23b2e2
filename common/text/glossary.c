/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/glossary.h"

#include "base/embed.h"

#include <string.h>

EMBEDDED(glossary); /* compiled by tools/make_glossary.c */

static const struct glossary_head *head(void)
{
	return (const struct glossary_head *)(const void *)glossary_begin;
}

static const uint64_t *hashes(void)
{
	return (const uint64_t *)(const void *)(glossary_begin
		+ sizeof(struct glossary_head));
}

static const uint32_t *firsts(void)
{
	return (const uint32_t *)(const void *)(hashes() + head()->key_count);
}

static const uint32_t *translations(void)
{
	return firsts() + head()->key_count + 1;
}

static const char *texts(void)
{
	return (const char *)(translations() + head()->translation_count);
}

/* The number of the first key whose hash is not below. */
static uint32_t find_key(uint64_t hash)
{
	uint32_t low = 0;
	uint32_t high = head()->key_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (hashes()[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct glossary_translation unpack(uint32_t translation)
{
	const char *text = texts() + (translation & ((1U << GLOSSARY_TEXT_BITS) - 1));

	return (struct glossary_translation){text, strlen(text),
		(double)(translation >> GLOSSARY_TEXT_BITS) / GLOSSARY_WEIGHT_MAX};
}

size_t glossary_find(enum language language, const char *stems, size_t length,
	struct glossary_translation *out)
{
	uint64_t hash = glossary_hash(glossary_hash_begin(language), stems, length);
	uint32_t key = find_key(hash);
	size_t count = 0;

	if (key == head()->key_count || hashes()[key] != hash)
		return 0;
	for (uint32_t i = firsts()[key]; i < firsts()[key + 1]; i++)
		out[count++] = unpack(translations()[i]);
	return count;
}
