/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/analysis.h"

#include "text/shared_words.h"

#include <stdlib.h>
#include <string.h>

static const char *const depth_names[ANALYSIS_DEPTHS] = {
	[ANALYSIS_FULL] = "full", [ANALYSIS_STEMS] = "stems"};

const char *analysis_depth_name(enum analysis_depth depth)
{
	return depth_names[depth];
}

bool analysis_depth_find(const char *name, enum analysis_depth *out)
{
	for (int depth = 0; depth < ANALYSIS_DEPTHS; depth++) {
		if (strcmp(depth_names[depth], name) != 0)
			continue;
		*out = (enum analysis_depth)depth;
		return true;
	}
	return false;
}

void analysis_release(struct analysis *analysis)
{
	free(analysis->words);
	free(analysis->terms);
	buf_release(&analysis->bytes);
	shared_words_release(&analysis->shared);
	*analysis = (struct analysis){0};
}

void analysis_clear(struct analysis *analysis)
{
	analysis->word_count = 0;
	analysis->term_count = 0;
	buf_clear(&analysis->bytes);
	shared_words_clear(analysis->shared);
}

const char *analysis_term(const struct analysis *analysis, size_t term)
{
	return analysis->bytes.bytes + analysis->terms[term].start;
}

const char *analysis_form(
	const struct analysis *analysis, const struct analyzed_word *word)
{
	return analysis->bytes.bytes + word->form_start;
}
