/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * relaxation: a list of words, all of which are wanted, becomes one of which
 * enough will do; so a long question finds its answer, and a query that asks
 * for too much finds what comes nearest.
 */
#ifndef SEARCHD_QUERY_RELAXATION_H
#define SEARCHD_QUERY_RELAXATION_H

#include "query/query.h"

enum relaxation {
	RELAX_WORDS,  /* phrases that were typed stay as wanted */
	RELAX_PHRASES /* of phrases, too, some words will do; parts may stand apart */
};

/* Whether the tree is a list of words or phrases, all wanted. */
int relaxation_applies(const struct query *tree);

/* Takes the list apart; *tree is the relaxed one then. */
void relaxation_apply(struct query **tree, enum relaxation relaxation);

#endif
