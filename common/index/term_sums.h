/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * term_sums: adds up what terms bring, by document, in a dense array: as cheap for
 * many terms as for one, and in whatever order a document's terms come, they
 * are added in the order of the calls. For one thread, and empty between uses.
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

struct term_sums {
	float *sums;     /* one a document, 0 where nothing was added */
	uint64_t *marks; /* a bit a document that something was added to */
	uint32_t room;   /* documents are numbered below it */
};

void term_sums_release(struct term_sums *terms);

/* Makes room for the documents below the number; they are empty. */
void term_sums_reserve(struct term_sums *terms, uint32_t documents);

/* Adds count times weight to each document of the list. */
void term_sums_add(
	struct term_sums *terms, const struct posting_list *list, double weight);

/* The same, but only to those that something was added to before. */
void term_sums_raise(
	struct term_sums *terms, const struct posting_list *list, double weight);

/* Adds to one document. */
static inline void term_sums_put(struct term_sums *terms, uint32_t document, float sum)
{
	terms->sums[document] += sum;
	terms->marks[document >> 6] |= 1ULL << (document & 63);
}

/* The documents that something was added to, ascending; returns how many. */
size_t term_sums_list(const struct term_sums *terms, uint32_t *out);

/* The same, of the given ones only. out may be documents. */
size_t term_sums_list_among(const struct term_sums *terms, const uint32_t *documents,
	size_t count, uint32_t *out);

/* Lists all with their sums, and leaves nothing. */
size_t term_sums_take(struct term_sums *terms, uint32_t *documents, float *sums);

/* The same, of the given ones only; nothing of others is left either. */
size_t term_sums_take_among(struct term_sums *terms, const uint32_t *among, size_t count,
	uint32_t *documents, float *sums);

void term_sums_clear(struct term_sums *terms);

#ifdef __cplusplus
}
#endif

#endif
