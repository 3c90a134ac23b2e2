/* SPDX-License-Identifier: GPL-2.0-or-later */
/* years: the years a page belongs to, from its dates and what it is. */
#ifndef INDEXER_PAGES_YEARS_H
#define INDEXER_PAGES_YEARS_H

#include "pages/document.h"

enum { YEARS_SPAN_MOST = 30 }; /* of one project */

/*
 * Adds document.years: a project's are all from its start to its end (with
 * only one of them known, that one), and so those of an undated page of no type
 * that tells the months of both; any other page's the one of its publication,
 * else of its event if it is news, else of its last change. Plans, foundings
 * and mentions never count.
 */
void years_find(struct document *document);

/*
 * Makes document.running the years from start to end of the facts; with only one
 * of them known, that one, since nobody said how long it went on.
 */
void years_find_running(struct document *document);

#endif
