/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * verdicts: in which documents words were seen to stand as a phrase or near each
 * other, and in which not, so that nobody looks twice: the words of a document are
 * far away in memory. What is known of a question is kept beside the snapshot's
 * postings (posting_cache.h), a list of the documents that were looked at, which all
 * threads share and a commit brings up to date as it does postings. One request
 * has bits of its own: they are set by that list when it first asks, and what it
 * adds to them is made into the next list when it ends. So no thread ever sees what
 * another one writes; of two that end at a time, one may not tell the other's.
 */
#ifndef SEARCHD_MATCHING_VERDICTS_H
#define SEARCHD_MATCHING_VERDICTS_H

#include "base/alloc.h"
#include "snapshot/snapshot.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct verdicts;

/* For one thread at a time. */
struct verdicts *verdicts_create(void);
void verdicts_free(struct verdicts **verdicts);

/* Around a request; what is found out between them is kept with the snapshot. */
void verdicts_begin(struct verdicts *verdicts, const struct snapshot *snapshot);
void verdicts_end(struct verdicts *verdicts);

/* What is known of one question; lives until verdicts_end(). */
struct verdict {
	uint64_t *known; /* a bit a document */
	uint64_t *yes;
	uint32_t *found_out; /* documents, in the order of verdict_put() */
	size_t found_out_count, found_out_room;
};

/* The key tells all that the answer depends on, but the documents. */
struct verdict *verdicts_of(struct verdicts *verdicts, const char *key, size_t length);

static inline bool verdict_is_known(const struct verdict *verdict, uint32_t document)
{
	return verdict->known[document / 64] >> (document % 64) & 1;
}

static inline bool verdict_get(const struct verdict *verdict, uint32_t document)
{
	return verdict->yes[document / 64] >> (document % 64) & 1;
}

/* Of a document that is not known. */
static inline void verdict_put(struct verdict *verdict, uint32_t document, bool yes)
{
	verdict->known[document / 64] |= 1ULL << (document % 64);
	verdict->yes[document / 64] |= (uint64_t)yes << (document % 64);
	verdict->found_out = alloc_grow(verdict->found_out, verdict->found_out_count,
		&verdict->found_out_room, sizeof(*verdict->found_out));
	verdict->found_out[verdict->found_out_count++] = document;
}

#endif
