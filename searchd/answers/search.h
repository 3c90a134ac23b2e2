/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search: answers one request from one snapshot of the index. */
#ifndef SEARCHD_ANSWERS_SEARCH_H
#define SEARCHD_ANSWERS_SEARCH_H

#include "answers/answer.h"
#include "base/error.h"
#include "help/word_family.h"

#include <time.h>

struct result_walk;
struct searcher;

/*
 * ERROR_MISSING: there is no index yet; ERROR_GONE: the generation, or the order
 * that is walked through, is not kept. No query text is an error.
 */
bool search(struct searcher *searcher, const struct request *request, struct answer *out,
	struct error *err);

/*
 * All that search() would find, in the same order, whatever offset and limit.
 * The caller frees *out, on any thread.
 */
bool search_walk(struct searcher *searcher, const struct request *request,
	struct result_walk **out, struct error *err);

/* Since a moment of CLOCK_MONOTONIC. */
double search_elapsed_ms(const struct timespec *since);

/* Of a word, or of the most telling word of a query: word_family.h. */
enum family_of { FAMILY_OF_WORD, FAMILY_OF_QUERY };

/* The family in the newest snapshot. ERROR_MISSING: there is no index yet. */
bool search_family(struct searcher *searcher, const struct buf *text, size_t limit,
	enum family_of of, struct word_family *out, struct error *err);

#endif
