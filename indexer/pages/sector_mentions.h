/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sector_mentions: the words of a page that may tell what sector it is about. */
#ifndef INDEXER_PAGES_SECTOR_MENTIONS_H
#define INDEXER_PAGES_SECTOR_MENTIONS_H

#include "pages/document.h"
#include "vocabulary/clusters.h"

struct cues;

/* Classes of sector_words.tsv. */
enum sector_word {
	SECTOR_WORD_LABEL,     /* begins a line of a fact sheet that names sectors */
	SECTOR_WORD_NAMED,     /* of a sentence that names the sectors of a region */
	SECTOR_WORD_AUTHORITY, /* what follows is what a ministry is for */
	SECTOR_WORD_INSIDE,    /* a small word inside such a name */
	SECTOR_WORD_COUNT,
};

/* The caller closes them. */
struct cues *sector_mentions_open_words(void);

/*
 * Appends the cues of document.text and those of its title, each in order;
 * offsets are those of the text, or of the title. The name of a ministry or an
 * office (Ministerium für Wirtschaft, Verkehr und Digitalisierung) tells who
 * speaks or pays, not what about, and is left out.
 */
void sector_mentions_of_text(const struct clusters *clusters, const struct cues *words,
	const struct document *document, struct cluster_mentions *out);
void sector_mentions_of_title(const struct clusters *clusters, const struct cues *words,
	const struct document *document, struct cluster_mentions *out);

#endif
