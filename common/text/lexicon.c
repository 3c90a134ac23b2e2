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

static const uint32_t *filter(void)
{
	return (const uint32_t *)(const void *)(lexicon_begin
		+ sizeof(struct lexicon_head));
}

static const uint32_t *slots(void)
{
	return filter() + LEXICON_FILTER_WORDS;
}

static const struct lexicon_entry *entries(void)
{
	return (const struct lexicon_entry *)(const void *)(slots() + head()->slot_count);
}

static const struct lexicon_part *parts(void)
{
	return (const struct lexicon_part *)(const void *)(entries()
		+ head()->entry_count);
}

const char *lexicon_word(const struct lexicon_entry *entry)
{
	return (const char *)(parts() + head()->part_count) + entry->start;
}

const struct lexicon_entry *lexicon_base(const struct lexicon_entry *entry)
{
	return lexicon_entry_at(entry->base);
}

const struct lexicon_entry *lexicon_entry_at(uint32_t number)
{
	return entries() + number;
}

const struct lexicon_part *lexicon_parts(const struct lexicon_entry *entry)
{
	return entry->parts ? parts() + entry->parts - 1 : NULL;
}

/* The letter under the mark of an umlaut, by the umlaut's second byte; NUL: it is none. */
static char bare_letter(char next)
{
	switch (next) {
	case '\xA4':
		return 'a';
	case '\xB6':
		return 'o';
	case '\xBC':
		return 'u';
	default:
		return '\0';
	}
}

bool lexicon_stem(const struct lexicon_entry *entry, struct buf *out)
{
	const char *word = lexicon_word(entry);

	buf_clear(out);
	buf_reserve(out, entry->stem);
	for (size_t i = 0; i < entry->stem; i++) {
		char letter = word[i];

		if (letter == '\xC3' && bare_letter(word[i + 1]))
			letter = bare_letter(word[++i]);
		out->bytes[out->length++] = letter;
	}
	out->bytes[out->length] = '\0';
	return out->length > 0;
}

bool lexicon_may_be(uint32_t hash, enum lexicon_use use)
{
	uint32_t bit = lexicon_filter_bit(hash, use);

	return filter()[bit / 32] >> bit % 32 & 1;
}

int lexicon_cheapest_end(void)
{
	return (int)head()->cheapest_end;
}

const struct lexicon_entry *lexicon_find(const char *word, size_t length)
{
	return lexicon_find_hashed(word, length, lexicon_hash(word, length));
}

const struct lexicon_entry *lexicon_find_hashed(
	const char *word, size_t length, uint32_t hash)
{
	uint32_t count = head()->slot_count;
	uint32_t slot = lexicon_slot(hash, count);

	for (; slots()[slot]; slot = slot + 1 < count ? slot + 1 : 0) {
		uint32_t filled = slots()[slot];
		const struct lexicon_entry *entry;

		if ((filled >> LEXICON_NUMBER_BITS ^ hash)
			& (UINT32_MAX >> LEXICON_NUMBER_BITS))
			continue;
		entry = lexicon_entry_at((filled & LEXICON_NUMBER_MASK) - 1);
		if (entry->length == length && !memcmp(lexicon_word(entry), word, length))
			return entry;
	}
	return NULL;
}
