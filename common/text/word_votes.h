/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_votes: whether a word speaks for German or for English, remembered for the words
 * of the last texts. Used by language.c, which counts the votes.
 */
#ifndef TEXT_WORD_VOTES_H
#define TEXT_WORD_VOTES_H

#include <stdbool.h>
#include <stddef.h>

struct word_vote {
	double vote;   /* above 0: German */
	bool is_joint; /* may stand in a name: of, der */
};

struct word_votes; /* one a thread */

struct word_votes *word_votes_open(void);
void word_votes_close(struct word_votes **votes);

/* The vote of a word as it is written. votes is NULL: nothing is remembered. */
void word_votes_find(
	struct word_votes *votes, const char *word, size_t length, struct word_vote *out);

#endif
