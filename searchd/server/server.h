/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * server: HTTP over sockets; the only home of libmicrohttpd. Version 0.9.75
 * lets pass what makes smuggling possible (both Transfer-Encoding and
 * Content-Length, two Hosts, any method), so every request is vetted here
 * before anything else sees it.
 */
#ifndef SEARCHD_SERVER_SERVER_H
#define SEARCHD_SERVER_SERVER_H

#include "base/error.h"
#include "server/listener.h"
#include "server/routes.h"

struct log_file;
struct metrics;
struct server;

enum { SERVER_ADDRESS_UNLIMITED = 0 };

struct server_limits {
	unsigned workers;     /* threads that search */
	unsigned waiting;     /* requests that wait for them; more are refused */
	unsigned per_address; /* connections of one address at a time */
};

/* Who is told what happens. */
struct server_watchers {
	struct metrics *metrics;     /* of as many routes as routes_count() tells */
	struct log_file *access_log; /* NULL: nobody */
};

/*
 * Begins to answer; the listener's socket is the server's from now on, and
 * routes and watchers must outlive it. Lowers the number of connections to what the
 * system's limit on open files allows.
 */
bool server_open(struct listener *listener, struct routes *routes,
	const struct server_limits *limits, const struct server_watchers *watchers,
	struct server **out, struct error *err);

/* Requests that need a search wait for this, and hold nobody up meanwhile. */
void server_admit(struct server *server);

/* Accepts no more, finishes the requests that run, closes. */
void server_close(struct server **server);

#endif
