/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hit: a document as an answer shows it. */
#ifndef SEARCHD_ANSWERS_HIT_H
#define SEARCHD_ANSWERS_HIT_H

#include "answers/wanted_words.h"
#include "base/buf.h"

#include <stdint.h>

enum { HIT_DUPLICATES_MAX = 20 }; /* that are told of one hit */

struct snippet_terms;
struct workplace;

/* {0} is an empty hit; the caller releases it. */
struct hit {
	double score;           /* comparable within one answer; 0 when sorted by date */
	struct buf record;      /* common/index/record.h */
	struct buf title;       /* escaped HTML with <mark> only; empty: it has none */
	struct buf snippet;     /* the same */
	struct buf *duplicates; /* records of other documents that are the same page */
	size_t duplicate_count; /* of these, HIT_DUPLICATES_MAX at most */
	size_t duplicate_total;
};

void hit_release(struct hit *hit);

/* Fills in all but the score; the terms are looked for in title and text. */
void hit_write(const struct workplace *place, uint32_t document,
	const struct snippet_terms *terms, struct hit *out);

/* The page of a hit that was written, for as long as hit and snapshot live. */
struct stored_page hit_page(
	const struct workplace *place, uint32_t document, const struct hit *hit);

#endif
