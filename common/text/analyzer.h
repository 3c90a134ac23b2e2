/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * analyzer: from text to the terms of the index. Pages, queries and
 * highlights go through this one door, so that they agree by construction.
 *
 * A term is a language letter and a stem (Dstadt, Estrategi), or a folded word
 * as it is when it has a digit (2007, co2). Small words have a small letter and
 * their endings (dsich), so that they meet nothing else. Parts of German compounds have a
 * letter of their own (Pwirtschaft), so that a word can outrank a part. A word
 * has one or more terms; two words mean the same to the index if they share one.
 *
 * Spellings of one word have one stem (respelling: Photo, Foto; organise,
 * organize) and differ in their forms. Other ways to write it are variants: ae
 * for ä, Varna for Варна, Akteur for Akteurinnen; Akteur:innen has the stems of both.
 * What a word leaves out (Ein- und Ausfuhr) is a variant of it, with its bytes and
 * its position (suspended). CityRegio is read as City-Regio.
 */
#ifndef TEXT_ANALYZER_H
#define TEXT_ANALYZER_H

#include "base/buf.h"
#include "base/error.h"
#include "text/language.h"

#include <stdint.h>

enum { ANALYZER_TERM_MAX = 120 }; /* bytes; longer words are cut, on both sides */

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

struct analyzer;

enum analyzer_side {
	ANALYZER_PAGE, /* terms of the language given */
	ANALYZER_QUERY /* terms of both languages: a query is too short to tell */
};

/* One a thread: it remembers the stems of the words it saw. */
bool analyzer_open(struct analyzer **out, struct error *err);
void analyzer_close(struct analyzer **analyzer);

/*
 * Appends the words of text to *out, which is empty or has words of this analyzer only;
 * positions go on from the last word there.
 * LANGUAGE_UNKNOWN on the page's side is read as German.
 */
void analyzer_analyze(struct analyzer *analyzer, enum analyzer_side side,
	const char *text, size_t length, enum language language, struct analysis *out);

/*
 * The words at some positions of a page's text, as analyzer_analyze() has them in an
 * empty analysis, and perhaps others that hyphens join to them. Of the rest only where
 * they begin and end is looked for: a fraction of the time. positions go up.
 */
void analyzer_analyze_some(struct analyzer *analyzer, const char *text, size_t length,
	enum language language, const uint32_t *positions, size_t count,
	struct analysis *out);

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

uint32_t analyzer_hash(const char *term, size_t length);

#endif
