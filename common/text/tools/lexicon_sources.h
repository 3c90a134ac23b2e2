/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexicon_sources: how make_lexicon reads words, names and parts. */
#ifndef TEXT_TOOLS_LEXICON_SOURCES_H
#define TEXT_TOOLS_LEXICON_SOURCES_H

#include "base/buf.h"
#include "tools/lexicon_forms.h"

/* trans-de-en: tells nouns, verbs and adjectives. */
void lexicon_sources_read_dictionary(
	struct lexicon_forms *forms, const struct buf *dictionary);

/* A word a line, inflected; those with a capital are nouns. */
void lexicon_sources_read_words(struct lexicon_forms *forms, const struct buf *words);

/* A table whose first and third columns name places. Read it behind the words. */
void lexicon_sources_read_places(struct lexicon_forms *forms, const struct buf *places);

/* compound_parts.tsv. False: a role that nobody knows. */
bool lexicon_sources_read_parts(struct lexicon_forms *forms, const struct buf *parts);

#endif
