/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/word_draft.h"

const char *word_draft_stem_in_german(struct word_memory *memory,
	const struct lexicon_entry *entry, const struct buf *word)
{
	if (entry && lexicon_stem(entry, &memory->stem))
		return memory->stem.bytes;
	return stems_stem(memory->stems[LANGUAGE_DE], buf_string(word), word->length);
}

const char *word_draft_stem_of_part(
	struct word_memory *memory, const struct compound_part *part)
{
	if (lexicon_stem(part->entry, &memory->stem))
		return memory->stem.bytes;
	return stems_stem(memory->stems[LANGUAGE_DE], part->base, part->base_length);
}

const struct lexicon_entry *word_draft_find_entry(const struct buf *word)
{
	return lexicon_find(buf_string(word), word->length);
}

void word_draft_add_stem(const struct word_draft *draft, enum language language,
	const struct buf *word, enum term_kind kind)
{
	struct word_memory *memory = draft->memory;
	const char *stem;

	if (language == LANGUAGE_DE)
		stem = word_draft_stem_in_german(memory,
			word == &memory->folded ? draft->entry
						: word_draft_find_entry(word),
			word);
	else
		stem = stems_stem(
			memory->stems[language], buf_string(word), word->length);
	word_shelf_add(draft->shelf, draft->word, language == LANGUAGE_DE ? "D" : "E",
		stem, kind);
}
