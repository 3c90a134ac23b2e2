/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * entry_cost: what a document given as a JSON line costs on its way to the index, step
 * by step: line to document, document to entry, entry to message, all in a worker, and
 * message to entry, in the writer.
 * usage: entry_cost [--rounds N] FILE
 *
 * Microseconds of processor time a document, of the fastest of the rounds. Under
 * Callgrind one round is enough: valgrind --tool=callgrind entry_cost --rounds 1 FILE
 */
#include "base/buf.h"
#include "base/file.h"
#include "base/scope.h"
#include "entries/build.h"
#include "entries/json_page.h"
#include "pages/page.h"
#include "vocabulary/clusters.h"
#include "vocabulary/places.h"
#include "workers/page_job.h"
#include "workers/wire.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 3 };

enum step { STEP_READ, STEP_BUILD, STEP_WRITE, STEP_PARSE, STEP_COUNT };

static const char *const step_names[STEP_COUNT] = {
	"line to document", "document to entry", "entry to message", "message to entry"};

struct ways {
	struct places *places;
	struct clusters *clusters;
	struct page_tables tables;
	struct build *build;
	struct entry sent, got;
	struct buf message;
};

static void ways_release(struct ways *ways)
{
	page_tables_close(&ways->tables);
	clusters_close(&ways->clusters);
	places_close(&ways->places);
	build_close(&ways->build);
	entry_release(&ways->sent);
	entry_release(&ways->got);
	buf_release(&ways->message);
}

static bool ways_open(struct ways *ways, struct error *err)
{
	if (!places_open(&ways->places, err) || !clusters_open(&ways->clusters, err)
		|| !build_open(ANALYSIS_FULL, &ways->build, err))
		return false;
	page_tables_open(ways->places, ways->clusters, &ways->tables);
	return true;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Adds what each step takes to seconds. */
static bool take(struct ways *ways, const char *line, size_t length,
	double seconds[STEP_COUNT], struct error *err)
{
	SCOPED(document_release) struct document document = {0};
	struct page_answer answer;
	double times[STEP_COUNT + 1];

	times[STEP_READ] = now();
	if (!json_page_read(line, length, &ways->tables, &document, err))
		return false;
	times[STEP_BUILD] = now();
	build_entry(ways->build, &document, &ways->sent);
	times[STEP_WRITE] = now();
	page_answer_write_entry(&ways->sent, &ways->message);
	times[STEP_PARSE] = now();
	if (!page_answer_parse(ways->message.bytes + WIRE_HEAD,
		    ways->message.length - WIRE_HEAD, &answer, &ways->got))
		return error_set(err, ERROR_INVALID, "a message is broken");
	times[STEP_COUNT] = now();
	for (int i = 0; i < STEP_COUNT; i++)
		seconds[i] += times[i + 1] - times[i];
	return true;
}

static bool take_all(struct ways *ways, const struct buf *lines,
	double seconds[STEP_COUNT], size_t *count, struct error *err)
{
	const char *end = lines->bytes + lines->length;
	const char *next;

	*count = 0;
	for (const char *line = buf_string(lines); line < end; line = next + 1) {
		next = memchr(line, '\n', (size_t)(end - line));
		if (!next)
			next = end;
		if (next > line && !take(ways, line, (size_t)(next - line), seconds, err))
			return false;
		*count += next > line;
	}
	return true;
}

static bool run(const struct buf *lines, long rounds, struct error *err)
{
	SCOPED(ways_release) struct ways ways = {0};
	double best[STEP_COUNT] = {0};
	size_t count = 0;

	if (!ways_open(&ways, err))
		return false;
	for (long round = 0; round < rounds; round++) {
		double seconds[STEP_COUNT] = {0};

		if (!take_all(&ways, lines, seconds, &count, err))
			return false;
		for (int i = 0; i < STEP_COUNT; i++)
			best[i] = round && best[i] < seconds[i] ? best[i] : seconds[i];
	}
	printf("%zu documents\n", count);
	for (int i = 0; i < STEP_COUNT && count; i++)
		printf("%-18s %8.1f us\n", step_names[i], best[i] / (double)count * 1e6);
	return true;
}

int main(int argument_count, char **arguments)
{
	SCOPED(buf_release) struct buf lines = {0};
	struct error err = {0};
	long rounds = ROUNDS;
	int i = 1;

	if (argument_count > 3 && !strcmp(arguments[i], "--rounds")) {
		rounds = strtol(arguments[i + 1], NULL, 10);
		i += 2;
	}
	if (i + 1 != argument_count) {
		fprintf(stderr, "usage: entry_cost [--rounds N] FILE\n");
		return 2;
	}
	if (!file_read(arguments[i], &lines, &err) || !run(&lines, rounds, &err)) {
		fprintf(stderr, "entry_cost: %s\n", err.text);
		return 1;
	}
	return 0;
}
