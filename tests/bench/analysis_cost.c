/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * analysis_cost: what the analyser costs against tokenising and stemming alone:
 * the same words, memory and output, one stem a word and nothing else.
 * usage: analysis_cost [--language de|en] [--rounds N] FILE...
 *
 * Each round reads all files with a fresh memory, so that first sights of words
 * have their share; the fastest round of each counts.
 */
#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "text/analyzer.h"
#include "text/spelling.h"
#include "text/stems.h"
#include "text/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 5, BLOCK_BYTES = 1000 };

/* Plain indexing: one stem a word. */
struct plain {
	struct stems *stems;
	struct string_table words;   /* as written */
	struct analyzed_term *terms; /* one a word, in memory; starts are in bytes */
	size_t term_room;
	struct buf bytes, folded;
	struct analysis out;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void plain_release(struct plain *plain)
{
	stems_close(&plain->stems);
	string_table_release(&plain->words);
	free(plain->terms);
	buf_release(&plain->bytes);
	buf_release(&plain->folded);
	analysis_release(&plain->out);
}

/* The term of a word as written: recalled, or worked out the first time. */
static struct analyzed_term term_of(
	struct plain *plain, const char *text, const struct word *word)
{
	size_t before = plain->words.count;
	uint32_t number = string_table_add(
		&plain->words, text + word->start, word->end - word->start);
	const char *stem;

	if (number < before)
		return plain->terms[number];
	plain->terms = alloc_grow(
		plain->terms, number, &plain->term_room, sizeof(*plain->terms));
	spelling_fold(text, word, &plain->folded);
	stem = stems_snowball(
		plain->stems, buf_string(&plain->folded), plain->folded.length);
	plain->terms[number] = (struct analyzed_term){
		.start = (uint32_t)plain->bytes.length,
		.hash = analyzer_hash(stem, strlen(stem)),
		.length = (uint8_t)strlen(stem),
	};
	buf_add(&plain->bytes, stem, strlen(stem) + 1);
	return plain->terms[number];
}

static void add_word(struct plain *plain, const char *text, const struct word *word)
{
	struct analyzed_term term = term_of(plain, text, word);
	struct analysis *out = &plain->out;

	out->words = alloc_grow(
		out->words, out->word_count, &out->word_room, sizeof(*out->words));
	out->words[out->word_count] = (struct analyzed_word){
		.start = (uint32_t)word->start,
		.end = (uint32_t)word->end,
		.position = (uint32_t)out->word_count,
		.first_term = (uint32_t)out->term_count,
		.term_count = 1,
	};
	out->word_count++;
	buf_add(&out->bytes, plain->bytes.bytes + term.start, term.length + 1U);
	term.start = (uint32_t)out->bytes.length - term.length - 1U;
	out->terms = alloc_grow(
		out->terms, out->term_count, &out->term_room, sizeof(*out->terms));
	out->terms[out->term_count++] = term;
}

/* Where the block of about BLOCK_BYTES ends that begins at start. */
static size_t block_end(const struct buf *text, size_t start)
{
	size_t end = start + BLOCK_BYTES;

	while (end < text->length && text->bytes[end] != '\n')
		end++;
	return end < text->length ? end + 1 : text->length;
}

static bool time_plain(
	const struct buf *text, const char *language, double *seconds, struct error *err)
{
	SCOPED(plain_release) struct plain plain = {0};
	double start = now();

	if (!stems_open(language, &plain.stems, err))
		return false;
	for (size_t at = 0; at < text->length; at = block_end(text, at)) {
		size_t length = block_end(text, at) - at;
		size_t offset = 0;
		struct word word;

		analysis_clear(&plain.out);
		while (words_next(text->bytes + at, length, &offset, &word))
			add_word(&plain, text->bytes + at, &word);
	}
	*seconds = now() - start;
	return true;
}

static bool time_analysis(
	const struct buf *text, const char *language, double *seconds, struct error *err)
{
	SCOPED(analyzer_close) struct analyzer *analyzer = NULL;
	SCOPED(analysis_release) struct analysis analysis = {0};
	double start = now();

	if (!analyzer_open(&analyzer, err))
		return false;
	for (size_t at = 0; at < text->length; at = block_end(text, at)) {
		analysis_clear(&analysis);
		analyzer_analyze(analyzer, ANALYZER_PAGE, text->bytes + at,
			block_end(text, at) - at, language_of_code(language), &analysis);
	}
	*seconds = now() - start;
	return true;
}

static bool run(
	const struct buf *text, const char *language, int rounds, struct error *err)
{
	double plain = 1e9;
	double analysis = 1e9;

	for (int i = 0; i < rounds; i++) {
		double seconds;

		if (!time_plain(text, language, &seconds, err))
			return false;
		plain = seconds < plain ? seconds : plain;
		if (!time_analysis(text, language, &seconds, err))
			return false;
		analysis = seconds < analysis ? seconds : analysis;
	}
	printf("%zu bytes: tokenising and stemming %.2f ms, analysis %.2f ms, ratio %.2f\n",
		text->length, plain * 1e3, analysis * 1e3, analysis / plain);
	return true;
}

int main(int argument_count, char **arguments)
{
	SCOPED(buf_release) struct buf text = {0};
	struct error err = {0};
	const char *language = "de";
	int rounds = ROUNDS;
	int i = 1;

	for (; i + 1 < argument_count && arguments[i][0] == '-'; i += 2) {
		if (!strcmp(arguments[i], "--language"))
			language = arguments[i + 1];
		else if (!strcmp(arguments[i], "--rounds"))
			rounds = (int)strtol(arguments[i + 1], NULL, 10);
	}
	for (; i < argument_count; i++) {
		SCOPED(buf_release) struct buf file = {0};

		if (!file_read(arguments[i], &file, &err)) {
			fprintf(stderr, "analysis_cost: %s\n", err.text);
			return 1;
		}
		buf_add(&text, buf_string(&file), file.length);
	}
	if (!text.length) {
		fprintf(stderr,
			"usage: analysis_cost [--language de|en] [--rounds N] "
			"FILE...\n");
		return 2;
	}
	if (!run(&text, language, rounds, &err)) {
		fprintf(stderr, "analysis_cost: %s\n", err.text);
		return 1;
	}
	return 0;
}
