/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * make_lexicon: compiles the lexicon of German compounds.
 * usage: make_lexicon DE-EN NGERMAN PARTS PLACES OUTPUT
 *
 * DE-EN is Debian's trans-de-en (Frank Richter, GPL-2+): it tells nouns, verbs
 * and adjectives. NGERMAN is Debian's wngerman: inflected forms. PARTS is our
 * own compound_parts.tsv. PLACES is a table whose first column names places:
 * they stay whole.
 */
#include "base/buf.h"
#include "base/file.h"
#include "base/scope.h"
#include "tools/lexicon_file.h"
#include "tools/lexicon_forms.h"
#include "tools/lexicon_learning.h"
#include "tools/lexicon_modifiers.h"
#include "tools/lexicon_sources.h"

#include <stdio.h>

enum source { DICTIONARY, WORDS, PARTS, PLACES, SOURCE_COUNT };

static bool make(char **paths, struct error *err)
{
	SCOPED(lexicon_forms_release) struct lexicon_forms forms = {0};
	SCOPED(buf_release) struct buf dictionary = {0};
	SCOPED(buf_release) struct buf words = {0};
	SCOPED(buf_release) struct buf parts = {0};
	SCOPED(buf_release) struct buf places = {0};

	if (!file_read(paths[DICTIONARY], &dictionary, err)
		|| !file_read(paths[WORDS], &words, err)
		|| !file_read(paths[PARTS], &parts, err)
		|| !file_read(paths[PLACES], &places, err))
		return false;
	lexicon_sources_read_dictionary(&forms, &dictionary);
	lexicon_sources_read_words(&forms, &words);
	lexicon_sources_read_places(&forms, &places);
	if (!lexicon_sources_read_parts(&forms, &parts))
		return error_set(
			err, ERROR_INVALID, "%s has an unknown role", paths[PARTS]);
	lexicon_modifiers_add(&forms);
	lexicon_modifiers_mark_stems(&forms);
	return lexicon_learning_run(&forms, err)
		&& lexicon_file_write(&forms, paths[SOURCE_COUNT], err);
}

int main(int argument_count, char **arguments)
{
	struct error err = {0};

	if (argument_count != SOURCE_COUNT + 2) {
		fprintf(stderr,
			"usage: make_lexicon DE-EN NGERMAN PARTS PLACES OUTPUT\n");
		return 2;
	}
	if (!make(arguments + 1, &err)) {
		fprintf(stderr, "make_lexicon: %s\n", err.text);
		return 1;
	}
	return 0;
}
