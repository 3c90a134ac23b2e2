/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searcher: what a worker has that answers: search.h and search_complete.h share it. */
#ifndef SEARCHD_SEARCHER_H
#define SEARCHD_SEARCHER_H

#include "text/analyzer.h"

struct filter_counts;
struct shelf;
struct tables;
struct unpacker;
struct verdicts;

enum { SEARCHER_TRIES = 4 }; /* of a request whose snapshot the writer outran */

struct searcher {
	struct shelf *shelf;
	struct analyzer *analyzer;
	const struct tables *tables;
	struct analysis analysis; /* scratch */
	struct unpacker *unpacker;
	struct verdicts *verdicts;
	struct filter_counts *filter_counts;
};

#endif
