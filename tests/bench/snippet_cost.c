/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * snippet_cost: what the snippet of a hit costs, by the words that are stored beside its
 * record, against the analysis of the whole text; and what it costs to read the record. usage: snippet_cost INDEX <QUERIES
 *
 * A query a line, ten hits each. The ways take turns; the fastest round of each counts.
 */
#include "answers/search.h"
#include "answers/searcher.h"
#include "answers/snippet.h"
#include "base/alloc.h"
#include "base/scope.h"
#include "index/record.h"
#include "snapshot/shelf.h"
#include "snapshot/tables.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 7, HITS = 10, LINE_BYTES_MAX = 1000 };

enum way { WAY_KEPT, WAY_WHOLE, WAY_TITLE, WAY_READ, WAY_COUNT };

struct bench {
	struct shelf *shelf;
	struct tables tables;
	struct searcher *searcher;
	struct analyzer *analyzer;
	struct analysis analysis;
	struct unpacker *unpacker;
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

static void read_all(struct bench *bench, const struct answer *answer)
{
	for (size_t i = 0; i < answer->hit_count; i++)
		snapshot_record(answer->snapshot, answer->explanations[i].document,
			bench->unpacker, &bench->out);
}

static void write_all(struct bench *bench, enum way way, const struct stored_page *pages,
	size_t count, const struct snippet_terms *terms)
{
	for (size_t i = 0; i < count; i++) {
		buf_clear(&bench->out);
		(way == WAY_TITLE ? snippet_write_title : snippet_write)(
			bench->analyzer, &bench->analysis, &pages[i], terms, &bench->out);
	}
}

/* The hit as it is stored; the whole text is analysed of a page without words. */
static struct stored_page page_of(
	const struct answer *answer, size_t number, enum way way)
{
	const struct hit *hit = &answer->hits[number];
	struct stored_page page = {buf_string(&hit->record), hit->record.length, "", 0};

	if (way != WAY_WHOLE)
		page.words = snapshot_words(answer->snapshot,
			answer->explanations[number].document, &page.words_size);
	return page;
}

static void measure_hits(struct bench *bench, const struct answer *answer)
{
	SCOPED(snippet_terms_release) struct snippet_terms terms = {0};
	struct stored_page pages[WAY_COUNT][HITS];
	double best[WAY_COUNT] = {1e9, 1e9, 1e9, 1e9};

	snippet_terms_collect(answer->read_as, &terms);
	snippet_terms_look_up(&terms, answer->snapshot->numbers);
	for (size_t i = 0; i < answer->hit_count; i++) {
		const struct hit *hit = &answer->hits[i];

		for (int way = 0; way < WAY_COUNT; way++)
			pages[way][i] = page_of(answer, i, (enum way)way);
		bench->bytes +=
			record_find(hit->record.bytes, hit->record.length, RECORD_TEXT)
				.length;
	}
	for (int round = 0; round < ROUNDS * WAY_COUNT; round++) {
		enum way way = (enum way)(round % WAY_COUNT);
		double start = now();
		double took;

		if (way == WAY_READ)
			read_all(bench, answer);
		else
			write_all(bench, way, pages[way], answer->hit_count, &terms);
		took = now() - start;
		best[way] = took < best[way] ? took : best[way];
	}
	for (int way = 0; way < WAY_COUNT; way++)
		bench->seconds[way] += best[way];
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

	bench->unpacker = unpacker_create();
	if (!tables_open(&bench->tables, err)
		|| !shelf_open(index, 128 << 20, &bench->shelf, err))
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
	       "%.1f, ratio %.3f; title %.1f; reading the record %.1f\n",
		bench->hits, (double)bench->bytes / hits, seconds[WAY_KEPT] / hits * 1e6,
		seconds[WAY_WHOLE] / hits * 1e6, seconds[WAY_KEPT] / seconds[WAY_WHOLE],
		seconds[WAY_TITLE] / hits * 1e6, seconds[WAY_READ] / hits * 1e6);
}

static void bench_close(struct bench *bench)
{
	searcher_close(&bench->searcher);
	if (bench->shelf)
		shelf_close(&bench->shelf);
	tables_close(&bench->tables);
	analyzer_close(&bench->analyzer);
	analysis_release(&bench->analysis);
	unpacker_free(&bench->unpacker);
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
