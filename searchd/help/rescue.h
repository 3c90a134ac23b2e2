/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rescue: what to tell a visitor whose words no page has all of: how many pages
 * have each, and what would find some, if the query asked for a little less.
 */
#ifndef SEARCHD_HELP_RESCUE_H
#define SEARCHD_HELP_RESCUE_H

#include "help/suggestion.h"
#include "help/trial.h"
#include "help/typed_words.h"

enum { RESCUE_WORDS_MAX = 12, RESCUE_OFFERS_MAX = 4 };

struct rescue_word {
	struct buf word;            /* as typed */
	struct trial_counts counts; /* pages that match it */
};

/*
 * A query that asks for less: a word fewer, a filter, or all filters; or, if
 * neither is told, its words alone. What it finds may have some of the words only,
 * where a search for it would.
 */
struct rescue_offer {
	struct buf query;
	struct buf word;   /* that was left out, or -word, field:, field:value */
	enum field filter; /* that was left out; FIELD_COUNT: none */
	bool no_filters;   /* all were */
	uint32_t total;    /* pages it finds, more than none */
	uint32_t cost;     /* what it leaves out, cheapest first */
};

/* {0} is none; the caller releases it. */
struct rescue {
	struct rescue_word words[RESCUE_WORDS_MAX];
	size_t word_count;
	struct rescue_offer offers[RESCUE_OFFERS_MAX]; /* cheapest first */
	size_t offer_count;
};

void rescue_release(struct rescue *rescue);

/*
 * Fills *out if nothing was found, or only pages with some of the words (then
 * without offers). ERROR_BUSY: the index moved on.
 */
bool rescue_find(const struct trial *trial, const char *text, size_t length,
	const struct typed_words *words, const struct outcome *outcome,
	struct rescue *out, struct error *err);

#endif
