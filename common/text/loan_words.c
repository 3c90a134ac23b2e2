/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/loan_words.h"

#include "text/glossary.h"
#include "text/lexicon.h"

#include <string.h>

bool loan_words_is_one(const char *word, size_t length, const char *stem)
{
	struct glossary_translation found[GLOSSARY_TRANSLATIONS_MAX];

	return !lexicon_find(word, length)
		&& glossary_find(LANGUAGE_EN, stem, strlen(stem), found);
}
