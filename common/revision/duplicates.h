/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * duplicates: which documents of a snapshot are one page. The one that stands
 * for its group: its address is named by others as their own; it is no teaser;
 * no print view; an https address; the longest text; the least id. Groups come
 * from the documents alone, in whatever order they were indexed.
 */
#ifndef REVISION_DUPLICATES_H
#define REVISION_DUPLICATES_H

#include "revision/comparisons.h"

#include <stddef.h>
#include <stdint.h>

/* What it took to find them. */
struct duplicates_cost {
	size_t records_read;
	size_t runs_sought; /* of the words of a text, in another one */
};

/* {0}: no document has a duplicate. Read-only once found. */
struct duplicates {
	uint32_t *
		places; /* per document: 0 alone, else 1 + where in members; NULL: all alone */
	uint32_t *members; /* documents, group by group, the standing one first */
	uint32_t *starts;  /* per member: where its group begins */
	size_t member_count, group_count;
	struct comparisons comparisons; /* for the next revision */
	struct duplicates_cost cost;
};

void duplicates_release(struct duplicates *duplicates);

/* 0 if the document is alone. Of one group, the lower place stands for the others. */
static inline uint32_t duplicates_place(
	const struct duplicates *duplicates, uint32_t document)
{
	return duplicates->places ? duplicates->places[document] : 0;
}

/* What equal numbers tell to be of one group. */
static inline uint32_t duplicates_group(
	const struct duplicates *duplicates, uint32_t place)
{
	return duplicates->starts[place - 1];
}

/* All documents of the group of a document, itself among them; *count 0: it is alone. */
const uint32_t *duplicates_of(
	const struct duplicates *duplicates, uint32_t document, size_t *count);

/* How many pages the documents are, counting each group once. */
size_t duplicates_count_pages(
	const struct duplicates *duplicates, const uint32_t *documents, size_t count);

#endif
