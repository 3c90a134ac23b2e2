/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/loan_words.h"

#include "text/compounds.h"
#include "text/glossary.h"
#include "text/lexicon.h"

#include <string.h>

enum { LOAN_WORD_BYTES_MIN = 4 };

static bool is_german(const char *word, size_t length)
{
	const struct lexicon_entry *entry = lexicon_find(word, length);
	struct compound compound;

	return (entry && (entry->flags & (LEXICON_WORD | LEXICON_NAME)))
		|| compounds_split(word, length, &compound);
}

bool loan_words_is_one(const char *word, size_t length, const char *stem)
{
	struct glossary_translation found[GLOSSARY_TRANSLATIONS_MAX];

	return length >= LOAN_WORD_BYTES_MIN && !is_german(word, length)
		&& glossary_find(LANGUAGE_EN, stem, strlen(stem), found);
}
