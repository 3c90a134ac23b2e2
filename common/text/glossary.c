/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/glossary.h"

#include "base/embed.h"
#include "text/lexicon.h"

#include <string.h>

EMBEDDED(glossary); /* compiled by tools/make_glossary.c */

enum { KEY_BYTES_MAX = 200 };

static const struct glossary_head *head(void)
{
	return (const struct glossary_head *)(const void *)glossary_begin;
}

static const uint32_t *slots(void)
{
	return (const uint32_t *)(const void *)(glossary_begin
		+ sizeof(struct glossary_head));
}

static const struct glossary_key *keys(void)
{
	return (const struct glossary_key *)(const void *)(slots() + head()->slot_count);
}

static const struct glossary_text *texts(void)
{
	return (const struct glossary_text *)(const void *)(keys() + head()->key_count);
}

static const char *bytes(void)
{
	return (const char *)(texts() + head()->translation_count);
}

static const struct glossary_key *find_key(const char *key, size_t length)
{
	uint32_t mask = head()->slot_count - 1;
	uint32_t slot = lexicon_hash(key, length) & mask;

	for (; slots()[slot]; slot = (slot + 1) & mask) {
		const struct glossary_key *found = keys() + slots()[slot] - 1;

		if (found->length == length
			&& !memcmp(bytes() + found->start, key, length))
			return found;
	}
	return NULL;
}

size_t glossary_find(enum language language, const char *stem, size_t length,
	struct glossary_translation *out)
{
	char name[KEY_BYTES_MAX];
	const struct glossary_key *key;
	size_t count = 0;

	if (length + 1 > sizeof(name))
		return 0;
	name[0] = language == LANGUAGE_EN ? 'E' : 'D';
	memcpy(name + 1, stem, length);
	key = find_key(name, length + 1);
	for (size_t i = 0; key && i < key->count && count < GLOSSARY_TRANSLATIONS_MAX;
		i++) {
		const struct glossary_text *text = texts() + key->first + i;

		out[count++] = (struct glossary_translation){
			bytes() + text->start, text->length, text->weight / 65535.0};
	}
	return count;
}
