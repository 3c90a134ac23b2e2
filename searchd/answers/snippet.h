/* SPDX-License-Identifier: GPL-2.0-or-later */
/* snippet: the part of a page's text that shows best why it was found. */
#ifndef SEARCHD_ANSWERS_SNIPPET_H
#define SEARCHD_ANSWERS_SNIPPET_H

#include "answers/wanted_words.h"
#include "base/buf.h"
#include "query/query.h"
#include "text/analyzer.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	SNIPPET_TERMS_MAX = 256,
	SNIPPET_WORDS_MAX = 64,
	SNIPPET_WORTH_MAX = 10,
};

/*
 * What is to be highlighted: the terms of a query's words, but not of NOT, and
 * not those that only rank. The query outlives it. {0} has none; the caller
 * releases it.
 */
struct snippet_terms {
	const struct query_term *terms[SNIPPET_TERMS_MAX];
	const struct query *written[SNIPPET_TERMS_MAX]; /* that has the form; NULL: any */
	uint8_t words[SNIPPET_TERMS_MAX]; /* number of the word it is a term of */
	uint8_t worth[SNIPPET_TERMS_MAX]; /* of showing it: SNIPPET_WORTH_MAX a stem */
	size_t count;
	struct typed_bytes typed[SNIPPET_WORDS_MAX]; /* what each stands for */
	uint32_t forms[SNIPPET_WORDS_MAX]; /* hash of each word as typed; 0: nobody did */
	unsigned word_count;
	struct wanted_terms wanted; /* all of the terms */
};

void snippet_terms_release(struct snippet_terms *terms);

void snippet_terms_collect(const struct query *query, struct snippet_terms *out);

/* After that: looks for them among the words of the pages that will be shown. */
void snippet_terms_look_up(
	struct snippet_terms *terms, const struct word_numbers *numbers);

/*
 * Appends escaped HTML, with <mark> around every word of the query; the
 * beginning of the text if none stands in it. analysis is scratch.
 */
void snippet_write(struct analyzer *analyzer, struct analysis *analysis,
	const struct stored_page *page, const struct snippet_terms *terms,
	struct buf *out);

/*
 * The same for the whole title, which is in the language of the record. Nothing
 * if it has none.
 */
void snippet_write_title(struct analyzer *analyzer, struct analysis *analysis,
	const struct stored_page *page, const struct snippet_terms *terms,
	struct buf *out);

#endif
