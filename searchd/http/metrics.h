/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * metrics: counts of what the service does, for Prometheus (its text format,
 * version 0.0.4). Any thread may call; counting takes no lock.
 */
#ifndef SEARCHD_HTTP_METRICS_H
#define SEARCHD_HTTP_METRICS_H

#include "base/buf.h"

#include <stddef.h>
#include <stdint.h>

enum metrics_number {
	METRICS_QUEUE_LENGTH,
	METRICS_QUEUE_REFUSED,
	METRICS_CONNECTIONS,
	METRICS_SENT_BYTES,
	METRICS_WITHOUT_HITS,
	METRICS_CACHE_HITS,
	METRICS_CACHE_MISSES,
	METRICS_NUMBER_COUNT,
};

struct metrics;

/* routes: how many kinds of requests are told apart. */
struct metrics *metrics_create(size_t routes);
void metrics_free(struct metrics **metrics);

void metrics_add(struct metrics *metrics, enum metrics_number number, int64_t change);

/* A request that was answered. */
void metrics_count(
	struct metrics *metrics, size_t route, unsigned status, uint64_t nanoseconds);

/* Appends all, with a name for each route. */
void metrics_write(
	const struct metrics *metrics, const char *const *route_names, struct buf *out);

/* Appends one gauge that is not counted here. */
void metrics_write_gauge(
	struct buf *out, const char *name, const char *help, double value);

#endif
