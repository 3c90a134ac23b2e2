/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * analysis: what the analyzer makes of a text: its words, their forms and terms; and
 * how deeply it looks at them.
 */
#ifndef TEXT_ANALYSIS_H
#define TEXT_ANALYSIS_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of an index and of its queries: the same, or they do not meet. */
enum analysis_depth { ANALYSIS_FULL, ANALYSIS_STEMS, ANALYSIS_DEPTHS };

/* "full", "stems" */
const char *analysis_depth_name(enum analysis_depth depth);

/* False: it is the name of none. */
bool analysis_depth_find(const char *name, enum analysis_depth *out);

enum term_kind {
	TERM_STEM,    /* the stem of the word as written */
	TERM_VARIANT, /* another way to write or to complete it: staedte for städte */
	TERM_WHOLE,   /* of a hyphenated word without its hyphens */
	TERM_PART,    /* of a compound's part; of a query's word, as such a part */
};

struct analyzed_term {
	uint32_t start; /* in analysis.bytes */
	uint32_t hash;  /* of its bytes: analyzer_hash() */
	uint8_t length;
	uint8_t kind; /* enum term_kind */
};

enum word_role {
	WORD_SINGLE,
	WORD_HYPHENATED, /* without its hyphens; its parts follow, single words */
	WORD_COMPOUND,   /* of a query; its parts follow */
	WORD_PART,       /* of the compound before it, whose position it shares */
};

struct analyzed_word {
	uint32_t start, end; /* bytes of the input */
	uint32_t position; /* counts words; a hyphenated whole shares its first part's */
	uint32_t first_term, term_count; /* in analysis.terms; of equal words often one */
	uint32_t form_start, form_length; /* the folded word in analysis.bytes */
	uint8_t language; /* enum language of the stemmer that served it */
	uint8_t stop; /* bits 1 << enum language: says nothing by itself there (der, and) */
	uint8_t role; /* enum word_role */
};

struct shared_words; /* what equal words of a page's text share */

/* {0} is an empty analysis; the caller releases it. */
struct analysis {
	struct analyzed_word *words;
	struct analyzed_term *terms;
	struct buf bytes;
	size_t word_count, term_count, word_room, term_room;
	struct shared_words *shared;
};

void analysis_release(struct analysis *analysis);
void analysis_clear(struct analysis *analysis); /* keeps the room */

/* NUL-terminated; valid until the analysis changes. */
const char *analysis_term(const struct analysis *analysis, size_t term);

/*
 * The word as it is written, folded (spelling_fold): STÄDTE and städte have one
 * form, Stadt and Staedte others. NUL-terminated; valid until the analysis changes.
 */
const char *analysis_form(
	const struct analysis *analysis, const struct analyzed_word *word);

#endif
