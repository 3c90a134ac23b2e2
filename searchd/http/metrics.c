/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/metrics.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Upper bounds of the histogram, in nanoseconds and as they are told, in seconds. */
static const struct {
	uint64_t nanoseconds;
	const char *seconds;
} bounds[] = {
	{500000, "0.0005"},
	{1000000, "0.001"},
	{2500000, "0.0025"},
	{5000000, "0.005"},
	{10000000, "0.01"},
	{25000000, "0.025"},
	{50000000, "0.05"},
	{100000000, "0.1"},
	{250000000, "0.25"},
	{500000000, "0.5"},
	{1000000000, "1"},
	{2500000000, "2.5"},
	{5000000000, "5"},
	{UINT64_MAX, "+Inf"},
};

enum { BOUNDS = sizeof(bounds) / sizeof(bounds[0]) };

/* Those that are given; any other is counted as the last. */
static const unsigned statuses[] = {200, 204, 304, 400, 404, 405, 414, 431, 503, 500};

enum { STATUSES = sizeof(statuses) / sizeof(statuses[0]) };

static const struct {
	const char *name, *type, *help;
} numbers[METRICS_NUMBER_COUNT] = {
	[METRICS_QUEUE_LENGTH] = {"regio_queue_length", "gauge",
		"Requests that wait for a worker."},
	[METRICS_QUEUE_REFUSED] = {"regio_queue_refused_total", "counter",
		"Requests refused because too many were waiting."},
	[METRICS_CONNECTIONS] = {"regio_connections", "gauge", "Open connections."},
	[METRICS_SENT_BYTES] = {"regio_http_sent_bytes_total", "counter",
		"Bytes of the bodies of answers, as they were sent."},
	[METRICS_WITHOUT_HITS] = {"regio_searches_without_hits_total", "counter",
		"Searches that found nothing."},
	[METRICS_CACHE_HITS] = {"regio_answer_cache_hits_total", "counter",
		"Searches answered by a kept answer."},
	[METRICS_CACHE_MISSES] = {"regio_answer_cache_misses_total", "counter",
		"Searches of the API that no kept answer was there for."},
};

struct route_counts {
	atomic_uint_least64_t by_status[STATUSES];
	atomic_uint_least64_t by_bound[BOUNDS];
	atomic_uint_least64_t nanoseconds;
};

struct metrics {
	atomic_int_least64_t numbers[METRICS_NUMBER_COUNT];
	size_t route_count;
	struct route_counts routes[];
};

struct metrics *metrics_create(size_t routes)
{
	struct metrics *metrics = alloc_zeroed(
		1, sizeof(struct metrics) + routes * sizeof(struct route_counts));

	metrics->route_count = routes;
	return metrics;
}

void metrics_free(struct metrics **metrics)
{
	free(TAKE(*metrics));
}

static void count(atomic_uint_least64_t *counter, uint64_t change)
{
	atomic_fetch_add_explicit(counter, change, memory_order_relaxed);
}

static uint64_t read_count(const atomic_uint_least64_t *counter)
{
	return atomic_load_explicit(counter, memory_order_relaxed);
}

void metrics_add(struct metrics *metrics, enum metrics_number number, int64_t change)
{
	atomic_fetch_add_explicit(
		&metrics->numbers[number], change, memory_order_relaxed);
}

void metrics_count(
	struct metrics *metrics, size_t route, unsigned status, uint64_t nanoseconds)
{
	struct route_counts *counts = &metrics->routes[route];
	size_t bound = 0;
	size_t place = 0;

	while (nanoseconds > bounds[bound].nanoseconds)
		bound++;
	while (place < STATUSES - 1 && statuses[place] != status)
		place++;
	count(&counts->by_bound[bound], 1);
	count(&counts->by_status[place], 1);
	count(&counts->nanoseconds, nanoseconds);
}

static void write_head(
	struct buf *out, const char *name, const char *type, const char *help)
{
	buf_add_format(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void write_statuses(
	const struct route_counts *counts, const char *route, struct buf *out)
{
	for (size_t i = 0; i < STATUSES; i++) {
		uint64_t requests = read_count(&counts->by_status[i]);

		if (requests)
			buf_add_format(out,
				"regio_http_requests_total{route=\"%s\",status=\"%u\"} "
				"%llu\n",
				route, statuses[i], (unsigned long long)requests);
	}
}

/* Tells how many took no longer than each bound; nothing of a route nobody asked for. */
static void write_histogram(
	const struct route_counts *counts, const char *route, struct buf *out)
{
	static const char name[] = "regio_http_request_duration_seconds";
	uint64_t by_bound[BOUNDS];
	unsigned long long sum = 0;

	for (size_t i = 0; i < BOUNDS; i++) {
		by_bound[i] = read_count(&counts->by_bound[i]);
		sum += by_bound[i];
	}
	if (!sum)
		return;
	sum = 0;
	for (size_t i = 0; i < BOUNDS; i++) {
		sum += by_bound[i];
		buf_add_format(out, "%s_bucket{route=\"%s\",le=\"%s\"} %llu\n", name,
			route, bounds[i].seconds, sum);
	}
	buf_add_format(out, "%s_sum{route=\"%s\"} %.9f\n%s_count{route=\"%s\"} %llu\n",
		name, route, (double)read_count(&counts->nanoseconds) / 1e9, name, route,
		sum);
}

void metrics_write(
	const struct metrics *metrics, const char *const *route_names, struct buf *out)
{
	write_head(out, "regio_http_requests_total", "counter",
		"Requests that were answered.");
	for (size_t i = 0; i < metrics->route_count; i++)
		write_statuses(&metrics->routes[i], route_names[i], out);
	write_head(out, "regio_http_request_duration_seconds", "histogram",
		"Time from a request's header to its answer.");
	for (size_t i = 0; i < metrics->route_count; i++)
		write_histogram(&metrics->routes[i], route_names[i], out);
	for (int i = 0; i < METRICS_NUMBER_COUNT; i++) {
		write_head(out, numbers[i].name, numbers[i].type, numbers[i].help);
		buf_add_format(out, "%s %lld\n", numbers[i].name,
			(long long)atomic_load_explicit(
				&metrics->numbers[i], memory_order_relaxed));
	}
}

void metrics_write_gauge(
	struct buf *out, const char *name, const char *help, double value)
{
	write_head(out, name, "gauge", help);
	buf_add_format(out, "%s %.15g\n", name, value);
}
