/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wording: the tables of words that tell what stands where in a page, opened once. */
#ifndef INDEXER_PAGES_WORDING_H
#define INDEXER_PAGES_WORDING_H

struct cues;
struct dates;
struct kind_rules;
struct labels;

/* Never changed once open: any number of threads may read it. */
struct wording {
	struct cues *names;       /* of elements: see tags */
	struct cues *phrases;     /* of what is around the text: see boilerplate */
	struct cues *meanings;    /* of dates: see dating */
	struct cues *datelines;   /* around a page's own day: see datelines */
	struct kind_rules *kinds; /* of pages: see kind */
	struct cues *sectors;     /* of lists of clusters: see sector_mentions */
	struct labels *labels;    /* of fact sheets */
	struct cues *amounts;     /* words of sums: see amounts */
	struct cues *fact_labels; /* see fact_sheet */
	struct cues *fact_words;  /* in the values of facts: see fact_words */
	struct dates *dates;
};

/* Parses all the tables, which takes longer than reading a page. */
void wording_open(struct wording *out);
void wording_close(struct wording *wording);

#endif
