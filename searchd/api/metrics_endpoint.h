/* SPDX-License-Identifier: GPL-2.0-or-later */
/* metrics_endpoint: /metrics, for Prometheus: what was counted, and what there is. */
#ifndef SEARCHD_API_METRICS_ENDPOINT_H
#define SEARCHD_API_METRICS_ENDPOINT_H

#include "http/reply.h"

struct answer_cache;
struct metrics;
struct shelf;

struct metrics_endpoint {
	struct shelf *shelf;
	struct answer_cache *answers;
	const struct metrics *metrics;
	const char *const *route_names;
};

void metrics_endpoint_answer(const struct metrics_endpoint *endpoint, struct reply *out);

#endif
