/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * connections: the open ones, and until when each may take. A thread shuts
 * down those that are late, so that slow clients cannot hold the service; it
 * never closes a socket, that stays with its owner. Any thread may call.
 */
#ifndef SEARCHD_SERVER_CONNECTIONS_H
#define SEARCHD_SERVER_CONNECTIONS_H

#include "base/error.h"

enum connection_phase {
	CONNECTION_HEADER, /* has 10 s to send a whole request header */
	CONNECTION_REQUEST, /* is answered, and takes the answer, or more of one, within 15 s */
	CONNECTION_IDLE, /* may wait 15 s for its next request's whole header */
	CONNECTION_PHASE_COUNT,
};

struct connections;
struct connection;

/* How many there may be; asks the system for enough open files. */
unsigned connections_allowed(void);

bool connections_open(struct connections **out, struct error *err);

/* All connections were removed before. */
void connections_close(struct connections **connections);

/* A new connection, in its first phase. */
struct connection *connections_add(struct connections *connections, int socket);

/* Its socket is about to be closed. */
void connections_remove(struct connections *connections, struct connection *connection);

void connections_move(struct connections *connections, struct connection *connection,
	enum connection_phase phase);

/* Waits until no request is running, but not longer than a request may take. */
void connections_drain(struct connections *connections);

#endif
