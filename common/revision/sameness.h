/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sameness: whether two documents are one page: the same text in another
 * frame, or a teaser and its article. Not one page are a project and its
 * successor, two of one series, two forms filled in, or texts that share some
 * paragraphs.
 */
#ifndef REVISION_SAMENESS_H
#define REVISION_SAMENESS_H

#include "revision/duplicates.h"
#include "revision/holdings.h"
#include "revision/same_text.h"
#include "revision/sketches.h"

#include <stdbool.h>

enum {
	SAMENESS_WORDS_MIN = 30,    /* of a text that is known without its address */
	SAMENESS_UNTITLED_MIN = 40, /* of one whose title differs, or is missing */
	SAMENESS_TEASER_MIN = 20,   /* words that a teaser shares */
};

/* For one thread; what it is opened with outlives it. */
struct sameness;

/* known: what was found out in an earlier revision of the generation; may be NULL. */
struct sameness *sameness_open(struct holdings holdings, const struct sketches *sketches,
	const struct comparisons *known);
void sameness_close(struct sameness **sameness);

enum address_relation { ADDRESSES_DIFFER, ADDRESSES_AGREE };

/*
 * Compares two of the sketches, and what the store has of their documents. That
 * their addresses agree speaks for one page, but does not make it one.
 */
bool sameness_tell(struct sameness *sameness, uint32_t first, uint32_t second,
	enum address_relation addresses);

/*
 * The same of texts of the same words, of which one is read, and the titles, only
 * if those differ.
 */
bool sameness_tell_equal(struct sameness *sameness, uint32_t first, uint32_t second);

/* All that was found out by reading, now or before; it is not kept here any more. */
void sameness_take(struct sameness *sameness, struct comparisons *out);

/* What all comparisons took. */
struct duplicates_cost sameness_cost(const struct sameness *sameness);

#endif
