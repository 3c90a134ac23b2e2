/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * phrases: checks on the stored words of documents whether the words of a phrase stand
 * one behind the other, or near each other; the engine keeps no positions. To read a
 * document costs more than to tell what stands in it, so that phrases that are looked
 * for among the same documents are looked for together.
 */
#ifndef SEARCHD_MATCHING_PHRASES_H
#define SEARCHD_MATCHING_PHRASES_H

#include "matching/verdicts.h"
#include "query/query.h"
#include "ranking/matches.h"
#include "snapshot/snapshot.h"

#include <stddef.h>

/* What is looked for, and in which documents: those that have all of its words. */
struct phrase {
	const struct query *query; /* QUERY_PHRASE, QUERY_NEAR or QUERY_PROXIMITY */
	struct matches *matches;
};

/*
 * Keeps of each phrase the matches in which its words, in any form, stand so.
 * verdicts, of the snapshot, are asked first and added to; NULL: there are none.
 */
void phrases_filter(const struct snapshot *snapshot, struct verdicts *verdicts,
	const struct phrase *phrases, size_t count);

#endif
