/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * snippet_cost: what the snippet of a hit costs, by the words that its record keeps,
 * against the analysis of the whole text. usage: snippet_cost INDEX <QUERIES
 *
 * A query a line, ten hits each. Both ways take turns; the fastest round of each counts.
 */
#include "base/alloc.h"
#include "base/scope.h"
#include "index/record.h"
#include "search.h"
#include "shelf.h"
#include "snippet.h"
#include "tables.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 7, HITS = 10, LINE_BYTES_MAX = 1000 };

enum way { WAY_KEPT, WAY_WHOLE, WAY_TITLE, WAY_COUNT };

struct bench {
	struct shelf *shelf;
	struct tables tables;
	struct searcher *searcher;
	struct analyzer *analyzer;
	struct analysis analysis;
	struct buf out;
	double seconds[WAY_COUNT];
	size_t hits, bytes;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The record without its words: then all of its text is analysed. */
static void leave_out_words(const struct hit *hit, struct buf *out)
{
	struct record_part part;
	size_t offset = 0;

	while (record_next(hit->record, hit->record_size, &offset, &part)) {
		if (part.tag != RECORD_STREAM && part.tag != RECORD_WORDS)
			record_add(out, part.tag, part.bytes, part.length);
	}
}

static void write_all(struct bench *bench, enum way way, const struct buf *records,
	size_t count, const struct snippet_terms *terms)
{
	for (size_t i = 0; i < count; i++) {
		buf_clear(&bench->out);
		(way == WAY_TITLE ? snippet_write_title : snippet_write)(bench->analyzer,
			&bench->analysis, records[i].bytes, records[i].length, terms,
			&bench->out);
	}
}

static void measure_hits(struct bench *bench, const struct answer *answer)
{
	struct snippet_terms terms = {0};
	struct buf records[WAY_COUNT][HITS] = {{{0}}};
	double best[WAY_COUNT] = {1e9, 1e9, 1e9};

	snippet_terms_collect(answer->read_as, &terms);
	for (size_t i = 0; i < answer->hit_count; i++) {
		const struct hit *hit = &answer->hits[i];

		buf_add(&records[WAY_KEPT][i], hit->record, hit->record_size);
		leave_out_words(hit, &records[WAY_WHOLE][i]);
		buf_add(&records[WAY_TITLE][i], hit->record, hit->record_size);
		bench->bytes +=
			record_find(hit->record, hit->record_size, RECORD_TEXT).length;
	}
	for (int round = 0; round < ROUNDS * WAY_COUNT; round++) {
		enum way way = (enum way)(round % WAY_COUNT);
		double start = now();
		double took;

		write_all(bench, way, records[way], answer->hit_count, &terms);
		took = now() - start;
		best[way] = took < best[way] ? took : best[way];
	}
	for (int way = 0; way < WAY_COUNT; way++) {
		bench->seconds[way] += best[way];
		for (size_t i = 0; i < answer->hit_count; i++)
			buf_release(&records[way][i]);
	}
	bench->hits += answer->hit_count;
}

static bool measure_query(struct bench *bench, const char *text, struct error *err)
{
	SCOPED(request_release)
	struct request request = {.limit = HITS,
		.facet_limit = 1,
		.translate = CHOICE_ON,
		.synonyms = CHOICE_ON,
		.explain = CHOICE_ON};
	SCOPED(answer_release) struct answer answer = {0};

	buf_add_string(&request.query, text);
	if (!search(bench->searcher, &request, &answer, err))
		return false;
	if (answer.read_as && answer.hit_count)
		measure_hits(bench, &answer);
	return true;
}

static bool measure(struct bench *bench, const char *index, struct error *err)
{
	char line[LINE_BYTES_MAX];

	if (!tables_open(&bench->tables, err) || !shelf_open(index, &bench->shelf, err))
		return false;
	shelf_wait(bench->shelf);
	if (!searcher_open(bench->shelf, &bench->tables, &bench->searcher, err)
		|| !analyzer_open(&bench->analyzer, err))
		return false;
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		if (*line && !measure_query(bench, line, err))
			return false;
	}
	return true;
}

static void report(const struct bench *bench)
{
	double hits = bench->hits ? (double)bench->hits : 1;
	const double *seconds = bench->seconds;

	printf("%zu hits of %.0f bytes of text; us a hit: snippet %.1f, by analysing all "
	       "%.1f, ratio %.3f; title %.1f\n",
		bench->hits, (double)bench->bytes / hits, seconds[WAY_KEPT] / hits * 1e6,
		seconds[WAY_WHOLE] / hits * 1e6, seconds[WAY_KEPT] / seconds[WAY_WHOLE],
		seconds[WAY_TITLE] / hits * 1e6);
}

static void bench_close(struct bench *bench)
{
	searcher_close(&bench->searcher);
	if (bench->shelf)
		shelf_close(&bench->shelf);
	tables_close(&bench->tables);
	analyzer_close(&bench->analyzer);
	analysis_release(&bench->analysis);
	buf_release(&bench->out);
}

int main(int argc, char **argv)
{
	SCOPED(bench_close) struct bench bench = {0};
	struct error err = {0};

	if (argc != 2) {
		fputs("usage: snippet_cost INDEX <QUERIES\n", stderr);
		return 2;
	}
	if (!measure(&bench, argv[1], &err)) {
		fprintf(stderr, "snippet_cost: %s\n", err.text);
		return 1;
	}
	report(&bench);
	return 0;
}
