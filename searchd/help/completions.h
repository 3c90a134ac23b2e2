/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * completions: what somebody who is typing may mean: words of the pages, cities,
 * clusters and titles. Each leads to some page under the filters.
 */
#ifndef SEARCHD_HELP_COMPLETIONS_H
#define SEARCHD_HELP_COMPLETIONS_H

#include "help/completer.h"

/*
 * At most request->limit of them for request->query: as typed before those with
 * slips, which are looked for only if few come, and the best of each kind in turn.
 * ERROR_BUSY: the index moved on.
 */
bool completions_find(const struct trial *trial, const struct request *request,
	struct filter_counts *filter_counts, struct unpacker *unpacker,
	struct completions *out, struct error *err);

#endif
