/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/fact_words.h"

#include "base/embed.h"
#include "pages/cues.h"

EMBEDDED(fact_words);

static const char *const classes[] = {"known", "count_partner", "count_country", "part",
	"person", "lead", "observer", "associated", "organisation", "join", "site",
	"number", "base"};

struct cues *fact_words_open(void)
{
	return cues_open(fact_words_begin, fact_words_end, classes, FACT_WORD_COUNT);
}

bool fact_words_has(
	const struct cues *words, enum fact_word word, const char *low, size_t length)
{
	struct cue_match match;
	size_t offset = 0;

	while (cues_next(words, low, length, &offset, &match)) {
		if (match.cue->class == (int)word)
			return true;
	}
	return false;
}
