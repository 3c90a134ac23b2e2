/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * explanation: why a hit is where it is: which words of the query brought what
 * of its score, by which terms. Costs another run of the query among the hits, so
 * it is only made when asked for.
 *
 * The scores of the words add up to first_stage; with their bonuses, to score.
 */
#ifndef SEARCHD_ANSWERS_EXPLANATION_H
#define SEARCHD_ANSWERS_EXPLANATION_H

#include "matching/matcher.h"
#include "matching/rescoring.h"
#include "text/language.h"

enum { EXPLANATION_FORMS_MAX = 8 }; /* of one word */

/* A word of the query that brought something. */
struct explained_word {
	struct rescored_word seen; /* its word: in the tree of the query */
	double weight;             /* inverse document frequency, as weighed */
	double translated;         /* the same for its translations */
	double factor;             /* that its score was multiplied by on the way up */
	double score;              /* of it in the first stage, times the factor */
	float *counts;             /* of its terms in the page; in a title, four each */
	char *forms[EXPLANATION_FORMS_MAX]; /* as the page writes it: found_forms.h */
	size_t form_count;
};

/* The caller sets the first three and releases the rest. */
struct explanation {
	uint32_t document;
	double score;
	bool rescored; /* it was looked at closely, so there are bonuses */

	double first_stage;
	double language; /* less than 1: held back as a page in the other language */
	double carried;  /* of a question's weight; less than 0: it was none */
	struct explained_word *words; /* in the order of the query */
	size_t count, room;
};

void explanation_release(struct explanation *explanation);

/*
 * Explains documents that match the query, of which preferred is the language
 * that pages were held back for; unknown: none was. The matcher has found them, with
 * the weights it has. Errors as matcher_find().
 */
bool explanation_find(const struct matcher *matcher, const struct query *query,
	enum language preferred, struct explanation *explanations, size_t count,
	struct error *err);

#endif
