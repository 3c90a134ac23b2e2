/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sentences: the part of a text that shows why something was read there. */
#ifndef INDEXER_PAGES_SENTENCES_H
#define INDEXER_PAGES_SENTENCES_H

#include "pages/document.h"

#include <stdbool.h>
#include <stddef.h>

enum { SENTENCE_MOST = 300 }; /* bytes of evidence */

struct sentence {
	size_t start, end; /* bytes of the text */
};

/*
 * The sentence of document.text around start to end: inside its block, at most
 * SENTENCE_MOST bytes, cut between characters.
 */
struct sentence sentences_around(
	const struct document *document, size_t start, size_t end);

/* Whether a sentence ends between two places of one block; far apart: yes. */
bool sentences_part(const struct document *document, size_t from, size_t to);

/* The number of the block that holds an offset of the text. */
size_t sentences_block(const struct document *document, size_t offset);

#endif
