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
 *
 * All this is the full analysis. By stems alone a word has one term of a language, its
 * stem, and nothing is joined, parted or completed.
 */
#ifndef TEXT_ANALYZER_H
#define TEXT_ANALYZER_H

#include "base/error.h"
#include "text/analysis.h"
#include "text/language.h"

#include <stddef.h>
#include <stdint.h>

enum { ANALYZER_TERM_MAX = 120 }; /* bytes; longer words are cut, on both sides */

struct analyzer;

enum analyzer_side {
	ANALYZER_PAGE, /* terms of the language given */
	ANALYZER_QUERY /* terms of both languages: a query is too short to tell */
};

/* One a thread: it remembers the stems of the words it saw. */
bool analyzer_open(struct analyzer **out, struct error *err);
void analyzer_close(struct analyzer **analyzer);

/* How it analyses from now on; at first ANALYSIS_FULL. */
void analyzer_use(struct analyzer *analyzer, enum analysis_depth depth);

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

uint32_t analyzer_hash(const char *term, size_t length);

#endif
