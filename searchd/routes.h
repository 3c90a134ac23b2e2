/* SPDX-License-Identifier: GPL-2.0-or-later */
/* routes: which address is answered by what. Any thread may ask. */
#ifndef SEARCHD_ROUTES_H
#define SEARCHD_ROUTES_H

#include "base/error.h"
#include "reply.h"
#include "visit.h"

struct routes;
struct shelf;

struct routes_limits {
	unsigned workers;   /* threads that will ask at a time */
	size_t cache_bytes; /* of answers that are kept; 0: none is */
	const char *
		public_url; /* NULL: what clients call the service; outlives the routes */
};

/* The shelf must outlive it. */
bool routes_open(struct shelf *shelf, const struct routes_limits *limits,
	struct routes **out, struct error *err);
void routes_close(struct routes **routes);

/* Whether what is at the path is made of the index. */
bool routes_needs_index(const char *path);

/* There is always an answer, if only one that tells a problem. */
void routes_answer(struct routes *routes, const struct visit *visit, struct reply *out);

#endif
