/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sectors: which clusters of the vocabulary a page is about. */
#ifndef INDEXER_PAGES_SECTORS_H
#define INDEXER_PAGES_SECTORS_H

#include "pages/document.h"

struct clusters;
struct cues;

enum { SECTORS_MOST = 4 }; /* of one page */

/*
 * Adds document.clusters, the surest first: those whose cues weigh enough in
 * title, headings and text for the page's length. What counts is how many
 * different cues there are, and over how many sentences they are spread; a
 * repeated one adds less each time (as term frequency does in S. Robertson,
 * K. Sparck Jones, Simple, proven approaches to text retrieval, 1994). A cue
 * in a single sentence tells nothing, one among those of many clusters little,
 * unless the sentence says that these are the sectors. On a long page a
 * sector's name in a heading and in the text is enough. Without being called
 * its sectors, two are the most that a page is about.
 * words: of sector_mentions_open_words().
 */
void sectors_find(const struct clusters *clusters, const struct cues *words,
	struct document *document);

#endif
