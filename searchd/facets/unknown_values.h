/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unknown_values: what a search filters by and no document has: city:Rostok. */
#ifndef SEARCHD_FACETS_UNKNOWN_VALUES_H
#define SEARCHD_FACETS_UNKNOWN_VALUES_H

#include "query/query.h"
#include "query/query_notes.h"
#include "query/request.h"
#include "revision/columns.h"

struct tables;

/*
 * Notes those in a query. Years and amounts are none: they are known though no
 * document has them.
 */
void unknown_values_note(const struct query *tree, const struct columns *columns,
	const struct tables *tables, struct query_notes *notes);

/* The same of the filters beside it. */
void unknown_values_note_filters(const struct request *request,
	const struct columns *columns, const struct tables *tables,
	struct query_notes *notes);

#endif
