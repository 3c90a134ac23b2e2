/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * phrase: checks on the stored word streams whether the words of a phrase
 * stand one behind the other; the engine keeps no positions.
 */
#ifndef SEARCHD_MATCHING_PHRASE_H
#define SEARCHD_MATCHING_PHRASE_H

#include "matching/verdicts.h"
#include "query/query.h"
#include "ranking/matches.h"
#include "snapshot/snapshot.h"

/*
 * Keeps the matches in which the phrase's words, in any form, are neighbours.
 * verdicts, of the snapshot, are asked first and added to; NULL: there are none.
 */
void phrase_filter(const struct snapshot *snapshot, struct verdicts *verdicts,
	const struct query *phrase, struct matches *matches);

/* Keeps those in which all words, WORD_SET_MAX at most, stand within a window of words. */
void phrase_filter_near(const struct snapshot *snapshot, struct verdicts *verdicts,
	const struct query *words, size_t window, struct matches *matches);

/* Keeps those in which the words and phrases of a QUERY_PROXIMITY stand near. */
void phrase_filter_proximity(const struct snapshot *snapshot, struct verdicts *verdicts,
	const struct query *near, struct matches *matches);

/*
 * Keeps those in which a form of the word is written, where a term of it stands:
 * in the title, if the word is of that field, or anywhere.
 */
void phrase_filter_forms(const struct snapshot *snapshot, struct verdicts *verdicts,
	const struct query *word, struct matches *matches);

#endif
