/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * server: HTTP over sockets; the only home of libmicrohttpd. Version 0.9.75
 * lets pass what makes smuggling possible (both Transfer-Encoding and
 * Content-Length, two Hosts, any method), so every request is vetted here
 * before anything else sees it.
 */
#ifndef SEARCHD_SERVER_H
#define SEARCHD_SERVER_H

#include "base/error.h"
#include "listener.h"
#include "routes.h"

struct server;

enum { SERVER_ADDRESS_UNLIMITED = 0 };

struct server_limits {
	unsigned workers;     /* threads that answer */
	unsigned per_address; /* connections of one address at a time */
};

/*
 * Begins to answer; the listener's socket is the server's from now on, and
 * routes must outlive it. Lowers the number of connections to what the
 * system's limit on open files allows.
 */
bool server_open(struct listener *listener, struct routes *routes,
	const struct server_limits *limits, struct server **out, struct error *err);

/* Requests that need the index wait for this, and hold nobody up meanwhile. */
void server_admit(struct server *server);

/* Accepts no more, finishes the requests that run, closes. */
void server_close(struct server **server);

#endif
