/* SPDX-License-Identifier: GPL-2.0-or-later */
/* explanation_json: how a query was read, and why a hit is where it is. */
#ifndef SEARCHD_API_EXPLANATION_JSON_H
#define SEARCHD_API_EXPLANATION_JSON_H

#include "answers/explanation.h"
#include "base/buf.h"
#include "query/query.h"
#include "query/request.h"

/* The tree, with the words as they stand in typed. */
void explanation_json_write_query(
	struct buf *out, const struct query *query, const char *typed);

void explanation_json_write(struct buf *out, const struct request *request,
	const struct explanation *explanation);

#endif
