/* SPDX-License-Identifier: GPL-2.0-or-later */
/* routes: which address is answered by what. Any thread may ask. */
#ifndef SEARCHD_SERVER_ROUTES_H
#define SEARCHD_SERVER_ROUTES_H

#include "base/error.h"
#include "http/problem.h"
#include "http/reply.h"
#include "http/visit.h"

struct log_file;
struct metrics;
struct routes;
struct shelf;

struct routes_limits {
	unsigned workers;   /* threads that will search at a time */
	size_t cache_bytes; /* of answers that are kept; 0: none is */
	const char *
		public_url; /* NULL: what clients call the service; outlives the routes */
};

/* Who is told what happens. */
struct routes_watchers {
	struct metrics *metrics;    /* of as many routes as routes_count() tells */
	struct log_file *empty_log; /* of searches without hits; NULL: nobody */
};

/* How many are told apart. */
size_t routes_count(void);

/* What is at the path, counted from 0; what is nowhere has a number as well. */
size_t routes_number(const char *path);

/* The shelf and the watchers must outlive it. */
bool routes_open(struct shelf *shelf, const struct routes_limits *limits,
	const struct routes_watchers *watchers, struct routes **out, struct error *err);
void routes_close(struct routes **routes);

/* Answers if that takes no search; else false, and *out is left as it was. */
bool routes_answer_at_once(
	struct routes *routes, const struct visit *visit, struct reply *out);

/* Answers what was not answered at once, if only with a problem. */
void routes_answer(struct routes *routes, const struct visit *visit, struct reply *out);

/* Answers with the problem, in the form that who asks for this address can read. */
void routes_refuse(struct routes *routes, const struct visit *visit, enum problem problem,
	struct reply *out);

#endif
