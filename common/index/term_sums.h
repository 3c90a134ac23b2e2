/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * term_sums: adds up what sorted lists bring, by document, in the order of the lists.
 * It is done window by window of documents, whose sums stay in the nearest cache: as
 * cheap for many lists as for one. For one thread.
 */
#ifndef INDEX_TERM_SUMS_H
#define INDEX_TERM_SUMS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Documents of a term, ascending, with how often each has it. */
struct posting_list {
	const uint32_t *documents;
	const uint16_t *counts;
	size_t count;
	void *own; /* if not NULL, it has all of the above: posting_list_release() */
};

void posting_list_release(struct posting_list *list);

/* Documents, ascending, with what is added to each: counts times weight, or sums. */
struct sum_list {
	const uint32_t *documents;
	const uint16_t *counts; /* NULL: it has sums */
	double weight;          /* of the counts */
	const float *sums;
	size_t count;
};

/* {0} is ready for use; the caller releases it, and may join many lists with one. */
struct term_sums {
	struct sum_window *window;
	size_t *places; /* scratch: how far each list was read */
	size_t places_room;
};

void term_sums_release(struct term_sums *sums);

/* The documents that a list is joined for; {NULL} are all. */
struct sum_among {
	const uint32_t *documents; /* ascending */
	size_t count;
};

/*
 * Writes the documents that any of the lists has, ascending, with their sums; returns
 * how many. They are no more than the lists have together, nor than those among.
 */
size_t term_sums_join(struct term_sums *sums, const struct sum_list *lists, size_t count,
	struct sum_among among, uint32_t *documents, float *out);

/* Adds what the list has of the given documents to their sums. */
void term_sums_raise(const struct sum_list *list, const uint32_t *documents, size_t count,
	float *sums);

#ifdef __cplusplus
}
#endif

#endif
