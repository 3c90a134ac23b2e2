/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * start_cost: what a daemon does before its first answer, part by part.
 * usage: start_cost INDEX
 *
 * Prints processor seconds and the memory the process holds after each part.
 */
#include "base/buf.h"
#include "base/scope.h"
#include "index/generation.h"
#include "index/manifest.h"
#include "revision/duplicate_finder.h"
#include "snapshot/own_tables.h"
#include "snapshot/snapshot.h"
#include "snapshot/tables.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Prints what passed since *start, which becomes now. */
static void tell(const char *part, double *start)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	printf("%-24s %8.3f s %8ld kB\n", part, now() - *start, usage.ru_maxrss);
	*start = now();
}

static bool measure_words(const char *folder, double *start, struct error *err)
{
	SCOPED(buf_release) struct buf dictionary_path = {0};
	SCOPED(buf_release) struct buf forms_path = {0};
	SCOPED(store_map_close) struct store_map dictionary = {0};
	SCOPED(store_map_close) struct store_map forms = {0};
	struct word_numbers *numbers;
	struct corpus_words *words;

	buf_add_format(&dictionary_path, "%s/dictionary", folder);
	buf_add_format(&forms_path, "%s/forms", folder);
	if (!store_map_open(buf_string(&dictionary_path), &dictionary, err)
		|| !store_map_open(buf_string(&forms_path), &forms, err))
		return false;
	numbers = word_numbers_load(dictionary.bytes, dictionary.length, NULL);
	tell("numbers of words", start);
	words = corpus_words_load(&(struct corpus_lists){
		dictionary.bytes, dictionary.length, forms.bytes, forms.length});
	tell("words, when asked for", start);
	corpus_words_free(&words);
	word_numbers_free(&numbers);
	return true;
}

static bool measure_parts(const char *folder, double *start, struct error *err)
{
	SCOPED(index_reader_close) struct index_reader *reader = NULL;
	SCOPED(columns_release) struct columns columns = {0};
	SCOPED(duplicates_release) struct duplicates duplicates = {0};
	SCOPED(records_close) struct records records = {0};

	if (!index_reader_open(folder, &reader, err))
		return false;
	tell("one reader", start);
	if (!columns_load(reader, &columns, err) || !records_open(folder, &records, err))
		return false;
	tell("columns", start);
	if (!duplicate_finder_run((struct holdings){&columns, &records}, reader, NULL,
		    &duplicates, err))
		return false;
	tell("duplicates", start);
	return measure_words(folder, start, err);
}

static bool measure(const char *index, struct error *err)
{
	SCOPED(manifest_findings_release) struct manifest_findings findings = {0};
	SCOPED(generation_release) struct generation generation = {0};
	SCOPED(snapshot_free) struct snapshot *snapshot = NULL;
	SCOPED(tables_close) struct tables tables = {0};
	double start = now();

	if (!tables_open(&tables, err))
		return false;
	tell("tables", &start);
	if (!generation_current(index, &generation, err)
		|| !manifest_check(generation.path, &findings, err))
		return false;
	tell("digests compared", &start);
	if (!measure_parts(generation.path, &start, err)
		|| !snapshot_load(&generation, NULL, 128 << 20, &snapshot, err))
		return false;
	tell("all of a snapshot", &start);
	return true;
}

int main(int argc, char **argv)
{
	struct error err = {0};

	if (argc != 2) {
		fputs("usage: start_cost INDEX\n", stderr);
		return 2;
	}
	if (measure(argv[1], &err))
		return 0;
	fprintf(stderr, "start_cost: %s\n", err.text);
	return 1;
}
