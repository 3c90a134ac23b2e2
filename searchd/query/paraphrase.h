/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * paraphrase: other words for words of a query, put into the query as far as
 * some page has them.
 */
#ifndef SEARCHD_QUERY_PARAPHRASE_H
#define SEARCHD_QUERY_PARAPHRASE_H

#include "base/error.h"
#include "index/index_reader.h"
#include "query/query.h"
#include "text/analyzer.h"

#include <stdbool.h>
#include <stdint.h>

struct paraphrase {
	struct index_reader *reader;
	enum language language; /* of the other words */
	enum term_origin origin;
	double weight;      /* of a single word, against the word as written */
	struct query *any;  /* takes several words as a child; NULL: nobody does */
	struct query *word; /* takes a single word as terms */
	struct error *err;
};

/*
 * analysis is of the other words, by ANALYZER_QUERY. *known: some page has them,
 * and the query had not. ERROR_BUSY: the index moved on.
 */
bool paraphrase_add(const struct paraphrase *paraphrase, const struct analysis *analysis,
	bool *known);

#endif
