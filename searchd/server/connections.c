/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/connections.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

enum {
	CONNECTIONS_MAX = 12000,
	FILES_WANTED = 16384,
	FILES_RESERVED = 256, /* for the index and for ourselves */
};

enum { LOOK_EVERY_MS = 250 };

static const int64_t allowed_ms[CONNECTION_PHASE_COUNT] = {
	[CONNECTION_HEADER] = 10000,
	[CONNECTION_REQUEST] = 15000,
	[CONNECTION_IDLE] = 15000,
};

struct connection {
	int socket;
	enum connection_phase phase;
	int64_t deadline_ms; /* of the monotonic clock */
	struct connection *previous, *next;
};

struct connections {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed; /* the last request drained, or all shall end */
	struct connection *first;
	unsigned running; /* requests */
	bool draining;    /* somebody waits for them to end */
	bool ending;
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits for a change until the time given. The lock is held. */
static void wait_until(struct connections *connections, int64_t time_ms)
{
	struct timespec time = {
		.tv_sec = time_ms / 1000, .tv_nsec = time_ms % 1000 * 1000000};

	pthread_cond_timedwait(&connections->changed, &connections->lock, &time);
}

static void shut_late_ones(struct connections *connections, int64_t time_ms)
{
	for (struct connection *c = connections->first; c; c = c->next) {
		if (c->deadline_ms > time_ms)
			continue;
		shutdown(c->socket, SHUT_RDWR);
		c->deadline_ms = INT64_MAX;
	}
}

static void *watch(void *connections_)
{
	struct connections *connections = connections_;

	pthread_mutex_lock(&connections->lock);
	for (int64_t next_ms = 0; !connections->ending;) {
		int64_t time_ms = now_ms();

		if (time_ms >= next_ms) {
			shut_late_ones(connections, time_ms);
			next_ms = time_ms + LOOK_EVERY_MS;
		}
		wait_until(connections, next_ms);
	}
	pthread_mutex_unlock(&connections->lock);
	return NULL;
}

bool connections_open(struct connections **out, struct error *err)
{
	struct connections *connections = alloc_zeroed(1, sizeof(*connections));
	pthread_condattr_t monotonic;
	int failure;

	pthread_mutex_init(&connections->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&connections->changed, &monotonic);
	pthread_condattr_destroy(&monotonic);
	failure = pthread_create(&connections->thread, NULL, watch, connections);
	if (failure) {
		free(connections);
		return error_set(err, ERROR_SYSTEM, "cannot start a thread: %s",
			strerror(failure));
	}
	*out = connections;
	return true;
}

void connections_close(struct connections **connections_)
{
	struct connections *connections = TAKE(*connections_);

	if (!connections)
		return;
	assert(!connections->first);
	pthread_mutex_lock(&connections->lock);
	connections->ending = true;
	pthread_cond_broadcast(&connections->changed);
	pthread_mutex_unlock(&connections->lock);
	pthread_join(connections->thread, NULL);
	pthread_cond_destroy(&connections->changed);
	pthread_mutex_destroy(&connections->lock);
	free(connections);
}

/* Counts running requests. The lock is held. */
static void enter(struct connections *connections, struct connection *connection,
	enum connection_phase phase)
{
	connections->running += phase == CONNECTION_REQUEST;
	connections->running -= connection->phase == CONNECTION_REQUEST;
	connection->phase = phase;
	if (connections->draining && !connections->running)
		pthread_cond_broadcast(&connections->changed);
}

struct connection *connections_add(struct connections *connections, int socket)
{
	struct connection *connection = alloc_zeroed(1, sizeof(*connection));

	connection->socket = socket;
	connection->deadline_ms = now_ms() + allowed_ms[CONNECTION_HEADER];
	pthread_mutex_lock(&connections->lock);
	connection->next = connections->first;
	if (connection->next)
		connection->next->previous = connection;
	connections->first = connection;
	pthread_mutex_unlock(&connections->lock);
	return connection;
}

void connections_remove(struct connections *connections, struct connection *connection)
{
	pthread_mutex_lock(&connections->lock);
	enter(connections, connection, CONNECTION_IDLE);
	if (connection->next)
		connection->next->previous = connection->previous;
	if (connection->previous)
		connection->previous->next = connection->next;
	else
		connections->first = connection->next;
	pthread_mutex_unlock(&connections->lock);
	free(connection);
}

void connections_move(struct connections *connections, struct connection *connection,
	enum connection_phase phase)
{
	int64_t deadline_ms = now_ms() + allowed_ms[phase];

	pthread_mutex_lock(&connections->lock);
	enter(connections, connection, phase);
	connection->deadline_ms = deadline_ms;
	pthread_mutex_unlock(&connections->lock);
}

void connections_drain(struct connections *connections)
{
	int64_t end_ms = now_ms() + allowed_ms[CONNECTION_REQUEST];

	pthread_mutex_lock(&connections->lock);
	connections->draining = true;
	while (connections->running && now_ms() < end_ms)
		wait_until(connections, end_ms);
	pthread_mutex_unlock(&connections->lock);
}

unsigned connections_allowed(void)
{
	struct rlimit files;
	rlim_t allowed = FILES_WANTED;

	if (!getrlimit(RLIMIT_NOFILE, &files)) {
		if (files.rlim_cur < FILES_WANTED) {
			files.rlim_cur = files.rlim_max < FILES_WANTED ? files.rlim_max
								       : FILES_WANTED;
			setrlimit(RLIMIT_NOFILE, &files);
			getrlimit(RLIMIT_NOFILE, &files);
		}
		allowed = files.rlim_cur;
	}
	if (allowed >= CONNECTIONS_MAX + FILES_RESERVED)
		return CONNECTIONS_MAX;
	if (allowed > (rlim_t)FILES_RESERVED * 2)
		return (unsigned)allowed - FILES_RESERVED;
	return (unsigned)allowed / 2;
}
