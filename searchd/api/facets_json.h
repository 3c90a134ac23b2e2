/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facets_json: what an answer says of its facets and sums of money. */
#ifndef SEARCHD_API_FACETS_JSON_H
#define SEARCHD_API_FACETS_JSON_H

#include "answers/search.h"
#include "base/buf.h"

/* The values of one facet, as a list. */
void facets_json_write_values(struct buf *out, const struct facet *facet);

/* "facets", "missing" and "budget" of an answer with hits, as far as they are wanted. */
void facets_json_write(
	struct buf *out, const struct request *request, const struct answer *answer);

/* Euros of cents, whole if they are: 1200000 or 0.5. */
void facets_json_write_amount(struct buf *out, uint64_t cents);

#endif
