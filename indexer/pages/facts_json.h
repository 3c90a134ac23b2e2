/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facts_json: the facts of a project as commands and records show them. */
#ifndef INDEXER_PAGES_FACTS_JSON_H
#define INDEXER_PAGES_FACTS_JSON_H

#include "base/buf.h"

struct facts;

/*
 * Appends an object with every fact, null or empty where it is not known, and
 * "evidence": the words that say it. NULL: nothing is known. Sums are told only
 * if they are in euros, or on a page that says no currency.
 */
void facts_json_add(const struct facts *facts, struct buf *json);

#endif
