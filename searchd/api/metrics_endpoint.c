/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/metrics_endpoint.h"

#include "base/scope.h"
#include "http/answer_cache.h"
#include "http/metrics.h"
#include "snapshot/shelf.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static void close_stream(FILE **stream)
{
	if (*stream)
		fclose(*stream);
}

/* In bytes; 0: the system does not tell. */
static double resident_memory(void)
{
	SCOPED(close_stream) FILE *statm = fopen("/proc/self/statm", "re");
	char line[128];
	unsigned long pages = 0;

	if (!statm || !fgets(line, sizeof(line), statm)
		|| sscanf(line, "%*s %lu", &pages)
			!= 1) // NOLINT(cert-err34-c): the kernel's
		return 0;
	return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static void write_index(struct shelf *shelf, struct buf *out)
{
	struct snapshot *snapshot = NULL;
	struct error err = {0};
	time_t now = time(NULL);

	if (!shelf_take(shelf, &snapshot, &err)) {
		metrics_write_gauge(
			out, "regio_index_ready", "1 if there is an index to search.", 0);
		return;
	}
	metrics_write_gauge(
		out, "regio_index_ready", "1 if there is an index to search.", 1);
	metrics_write_gauge(out, "regio_index_generation",
		"Number of the generation that is served.", snapshot->generation);
	metrics_write_gauge(out, "regio_index_generation_age_seconds",
		"Time since the generation was begun.", difftime(now, snapshot->begun));
	metrics_write_gauge(out, "regio_index_revision_age_seconds",
		"Time since the newest changes were taken up.",
		difftime(now, snapshot->loaded));
	metrics_write_gauge(out, "regio_index_documents", "Documents that are searched.",
		snapshot->documents);
	shelf_give_back(shelf, &snapshot);
}

void metrics_endpoint_answer(const struct metrics_endpoint *endpoint, struct reply *out)
{
	reply_begin(out, 200, "text/plain; version=0.0.4; charset=utf-8");
	metrics_write(endpoint->metrics, endpoint->route_names, &out->body);
	metrics_write_gauge(&out->body, "regio_answer_cache_bytes",
		"Memory of kept answers.", (double)answer_cache_bytes(endpoint->answers));
	write_index(endpoint->shelf, &out->body);
	metrics_write_gauge(&out->body, "process_resident_memory_bytes",
		"Memory of the process that is in use.", resident_memory());
	reply_add_header(out, "Cache-Control", "no-store");
}
