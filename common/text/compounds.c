/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/compounds.h"

#include "text/lexicon.h"
#include "text/parting.h"

static struct compound_part part_of(
	const struct lexicon_entry *base, size_t start, size_t end)
{
	return (struct compound_part){(uint8_t)start, (uint8_t)end, lexicon_word(base),
		(uint8_t)base->length, base};
}

/* Of a word that was parted when the lexicon was made. */
static bool recall(const struct lexicon_entry *entry, struct compound *out)
{
	const struct lexicon_part *part = lexicon_parts(entry);
	size_t start = 0;

	if (!part)
		return false;
	out->count = 0;
	for (;; part++) {
		out->parts[out->count++] =
			part_of(lexicon_entry_at(part->base), start, part->end);
		start = part->end;
		if (part->is_last)
			return true;
	}
}

bool compounds_split(const char *word, size_t length, struct compound *out)
{
	return compounds_split_found(lexicon_find(word, length), word, length, out);
}

bool compounds_split_found(const struct lexicon_entry *entry, const char *word,
	size_t length, struct compound *out)
{
	struct parted parted;
	size_t start = 0;

	if (entry)
		return recall(entry, out);
	if (!parting_find(NULL, word, length, &parted))
		return false;
	out->count = parted.count;
	for (size_t i = 0; i < parted.count; i++) {
		out->parts[i] = part_of(parted.parts[i].base, start, parted.parts[i].end);
		start = parted.parts[i].end;
	}
	return true;
}
