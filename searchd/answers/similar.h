/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * similar: other documents about the same. They are found by the words that
 * tell a document from most others (its most frequent ones by their inverse
 * document frequency, as in Lucene's MoreLikeThis), as cheap as a search.
 */
#ifndef SEARCHD_ANSWERS_SIMILAR_H
#define SEARCHD_ANSWERS_SIMILAR_H

#include "answers/hit.h"
#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

struct workplace;

enum { SIMILAR_MAX = 50 };

/* {0} is an empty list; the caller releases it. */
struct similar {
	struct hit *hits; /* the most similar first */
	size_t count;
};

void similar_release(struct similar *similar);

/*
 * At most wanted (up to SIMILAR_MAX) documents, none of which is the same page
 * as the document or another one. ERROR_BUSY: the index moved on.
 */
bool similar_find(const struct workplace *place, uint32_t document, size_t wanted,
	struct similar *out, struct error *err);

#endif
