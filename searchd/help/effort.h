/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * effort: about how much there is to read for the matches of a query, told from
 * how many documents have its terms, before any is read. A match that has begun
 * cannot be stopped, and what is tried on the side need not be.
 */
#ifndef SEARCHD_HELP_EFFORT_H
#define SEARCHD_HELP_EFFORT_H

#include "base/error.h"
#include "index/index_reader.h"
#include "query/query.h"

#include <stdint.h>

/* The words of a document, read for a phrase, cost as much as so many postings. */
enum { EFFORT_DOCUMENT = 50 };

/* What a wildcard stands for has been looked for before anything is told of it. */
enum { EFFORT_WILDCARD = 300000 };

/* In postings; documents: of the index. ERROR_BUSY: the index moved on. */
bool effort_find(struct index_reader *reader, uint32_t documents,
	const struct query *query, uint64_t *out, struct error *err);

#endif
