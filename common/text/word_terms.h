/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_terms: the terms of one word, worked out once and remembered. The
 * analyser's memory; one a thread.
 */
#ifndef TEXT_WORD_TERMS_H
#define TEXT_WORD_TERMS_H

#include "base/error.h"
#include "text/analyzer.h"
#include "text/compounds.h"
#include "text/words.h"

/* The page's side in German and in English, and the query's side. */
enum dialect { DIALECT_DE, DIALECT_EN, DIALECT_QUERY, DIALECT_COUNT };

/* Valid until the next word is asked for. */
struct word_terms {
	uint32_t number; /* of this word and no other, as long as its terms are known */
	const struct analyzed_term *terms; /* their starts are in bytes */
	const char *bytes;
	size_t count;
	uint32_t start, length; /* in bytes: the form, then the terms, each with a NUL */
	size_t form_length;     /* as analysis_form() */
	unsigned stop;          /* as analyzed_word.stop */
};

struct word_memory;

bool word_terms_open(struct word_memory **out, struct error *err);
void word_terms_close(struct word_memory **memory);

/* How terms are worked out from now on; at first ANALYSIS_FULL. Forgets all it knows. */
void word_terms_use(struct word_memory *memory, enum analysis_depth depth);

/* The language of a dialect's terms; LANGUAGE_UNKNOWN: of both. */
enum language word_terms_language(enum dialect dialect);

/* The word will be asked for a little later: looking it up is mostly waiting. */
void word_terms_expect(const struct word_memory *memory, enum dialect dialect,
	const char *text, const struct word *word);

/* The terms of a word of the text. */
void word_terms_find(struct word_memory *memory, enum dialect dialect, const char *text,
	const struct word *word, struct word_terms *out);

/* The terms of the dictionary form of a compound's part, as a query asks for it. */
void word_terms_find_part(struct word_memory *memory, const struct compound_part *part,
	struct word_terms *out);

/* Whether a word of the text names women and men alike: Akteur:innen, AkteurInnen. */
bool word_terms_is_for_both(
	struct word_memory *memory, const char *text, const struct word *word);

/*
 * The parts of a word, and whether the word itself can be cut where they end, so that
 * their places are those of its bytes. False: it is no compound.
 */
bool word_terms_split(struct word_memory *memory, const char *text,
	const struct word *word, struct compound *out, bool *can_cut);

#endif
