/* SPDX-License-Identifier: GPL-2.0-or-later */
/* snippet: the part of a page's text that shows best why it was found. */
#ifndef SEARCHD_SNIPPET_H
#define SEARCHD_SNIPPET_H

#include "base/buf.h"
#include "query.h"
#include "text/analyzer.h"

#include <stdbool.h>
#include <stdint.h>

enum { SNIPPET_TERMS_MAX = 256 };

/* What is to be highlighted: the terms of a query's words, but not of NOT. */
struct snippet_terms {
	uint32_t hashes[SNIPPET_TERMS_MAX]; /* analyzer_hash() of each */
	uint8_t words[SNIPPET_TERMS_MAX];   /* number of the word it is a term of */
	size_t count;
	unsigned word_count;
	uint64_t present; /* bit hash % 64: a quick no */
};

void snippet_terms_collect(const struct query *query, struct snippet_terms *out);

/*
 * Appends escaped HTML, with <mark> around every word of the query; the
 * beginning of the text if none stands in it. analysis is scratch.
 */
void snippet_write(struct analyzer *analyzer, struct analysis *analysis,
	const char *record, size_t record_size, const struct snippet_terms *terms,
	struct buf *out);

/*
 * The same for the whole title, which is in the language of the record. Nothing
 * if it has none.
 */
void snippet_write_title(struct analyzer *analyzer, struct analysis *analysis,
	const char *record, size_t record_size, const struct snippet_terms *terms,
	struct buf *out);

#endif
