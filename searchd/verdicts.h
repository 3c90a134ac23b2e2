/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * verdicts: in which documents words were seen to stand as a phrase or near each
 * other, and in which not, so that nobody looks twice: the words of a document are
 * far away in memory, a verdict is two bits. For one thread, of one revision at a
 * time; the next one of the same generation has the verdicts on all documents that
 * did not change. What was not asked for longest is forgotten first.
 */
#ifndef SEARCHD_VERDICTS_H
#define SEARCHD_VERDICTS_H

#include "snapshot.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct verdicts;

struct verdicts *verdicts_create(size_t bytes_max);
void verdicts_free(struct verdicts **verdicts);

/* Before a request: what was found out about other documents is forgotten. */
void verdicts_begin(struct verdicts *verdicts, const struct snapshot *snapshot);

/* What is known of one question; lives until the next verdicts_begin(). */
struct verdict {
	uint64_t *known; /* a bit a document */
	uint64_t *yes;
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

static inline void verdict_put(struct verdict *verdict, uint32_t document, bool yes)
{
	verdict->known[document / 64] |= 1ULL << (document % 64);
	verdict->yes[document / 64] |= (uint64_t)yes << (document % 64);
}

#endif
