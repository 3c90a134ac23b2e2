/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/dictionaries.h"

#include "base/scope.h"
#include "text/analyzer.h"
#include "text/compounds.h"
#include "text/glossary.h"
#include "text/lexicon.h"

#include <stdbool.h>
#include <string.h>

static bool is_in_lexicon(const char *folded, size_t length)
{
	const struct lexicon_entry *entry = lexicon_find(folded, length);

	return entry && (entry->flags & (LEXICON_WORD | LEXICON_NAME));
}

static bool is_in_glossary(struct analyzer *analyzer, const char *folded, size_t length)
{
	SCOPED(analysis_release) struct analysis analysis = {0};
	struct glossary_translation found[GLOSSARY_TRANSLATIONS_MAX];

	analyzer_analyze(
		analyzer, ANALYZER_QUERY, folded, length, LANGUAGE_UNKNOWN, &analysis);
	for (size_t i = 0; analysis.word_count && i < analysis.words[0].term_count; i++) {
		const char *term =
			analysis_term(&analysis, analysis.words[0].first_term + i);
		enum language language = *term == 'E' ? LANGUAGE_EN : LANGUAGE_DE;

		if ((*term == 'D' || *term == 'E')
			&& glossary_find(language, term + 1, strlen(term + 1), found))
			return true;
	}
	return false;
}

enum standing dictionaries_find(
	struct analyzer *analyzer, const char *folded, size_t length)
{
	struct compound compound;

	if (is_in_lexicon(folded, length) || is_in_glossary(analyzer, folded, length))
		return STANDING_WORD;
	return compounds_split(folded, length, &compound) ? STANDING_COMPOUND
							  : STANDING_NONE;
}
