/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/lexicon.h"

#include "base/embed.h"

#include <assert.h>
#include <string.h>

EMBEDDED(lexicon); /* compiled by tools/make_lexicon.c */

static const struct lexicon_head *head(void)
{
	const struct lexicon_head *head =
		(const struct lexicon_head *)(const void *)lexicon_begin;

	/* a tool of another version has compiled it */
	assert(head->magic == LEXICON_MAGIC);
	return head;
}

static const uint32_t *slots(void)
{
	return (const uint32_t *)(const void *)(lexicon_begin
		+ sizeof(struct lexicon_head));
}

static const struct lexicon_entry *entries(void)
{
	return (const struct lexicon_entry *)(const void *)(slots() + head()->slot_count);
}

const char *lexicon_word(const struct lexicon_entry *entry)
{
	return (const char *)(entries() + head()->entry_count) + entry->start;
}

const struct lexicon_entry *lexicon_base(const struct lexicon_entry *entry)
{
	return entries() + entry->base;
}

const struct lexicon_entry *lexicon_find(const char *word, size_t length)
{
	uint32_t mask = head()->slot_count - 1;
	uint32_t slot = lexicon_hash(word, length) & mask;

	for (; slots()[slot]; slot = (slot + 1) & mask) {
		const struct lexicon_entry *entry = entries() + slots()[slot] - 1;

		if (entry->length == length && !memcmp(lexicon_word(entry), word, length))
			return entry;
	}
	return NULL;
}
