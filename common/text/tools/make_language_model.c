/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * make_language_model: compiles the votes for German against English.
 * usage: make_language_model DE-EN NGERMAN ENGLISH... OUTPUT
 *
 * DE-EN is Debian's trans-de-en: its two sides are running text of the two
 * languages. NGERMAN and ENGLISH are word lists (wngerman, wamerican).
 */
#include "base/buf.h"
#include "base/file.h"
#include "base/scope.h"
#include "text/language.h"
#include "text/language_model.h"
#include "text/unicode.h"
#include "text/words.h"

#include <math.h>
#include <string.h>

enum { CELLS = 1 << LANGUAGE_MODEL_BITS };

static const double smoothing = 0.5;
static const double vote_max = 7.9;

struct counts {
	double cells[CELLS];
	double letters, words; /* sums of each feature */
};

static void count_word(struct counts *counts, const char *word, size_t length)
{
	char padded[LANGUAGE_MODEL_WORD_MAX + 2];
	size_t size = language_model_pad(word, length, padded);

	counts->cells[language_model_cell(FEATURE_WORD, padded, size)]++;
	counts->words++;
	for (size_t n = LANGUAGE_MODEL_SHORTEST; n <= LANGUAGE_MODEL_LONGEST; n++) {
		for (size_t i = 0; i + n <= size; i++) {
			counts->cells[language_model_cell(
				FEATURE_LETTERS, padded + i, n)]++;
			counts->letters++;
		}
	}
}

static void count_text(struct counts *counts, const char *text, size_t length)
{
	SCOPED(buf_release) struct buf folded = {0};
	struct word word;
	size_t offset = 0;

	while (words_next(text, length, &offset, &word)) {
		if (word.traits & WORD_HAS_DIGIT)
			continue;
		buf_clear(&folded);
		unicode_fold(text + word.start, word.end - word.start, &folded);
		count_word(counts, folded.bytes, folded.length);
	}
}

/* {f}, [econ.]: remarks of the dictionary itself */
static void blank_remarks(char *line, size_t length)
{
	static const char open[] = "{[<";
	static const char close[] = "}]>";

	for (size_t i = 0; i < length; i++) {
		const char *opened = line[i] ? strchr(open, line[i]) : NULL;

		if (!opened)
			continue;
		while (i < length && line[i] != close[opened - open])
			line[i++] = ' ';
		if (i < length)
			line[i] = ' ';
	}
}

static void count_dictionary(
	struct counts *german, struct counts *english, struct buf *text)
{
	char *line = text->bytes;
	char *end = line + text->length;

	while (line < end) {
		char *newline = memchr(line, '\n', (size_t)(end - line));
		char *parted;

		if (!newline)
			newline = end;
		parted = memmem(line, (size_t)(newline - line), "::", 2);
		if (parted && *line != '#') {
			blank_remarks(line, (size_t)(newline - line));
			count_text(german, line, (size_t)(parted - line));
			count_text(english, parted, (size_t)(newline - parted));
		}
		line = newline + 1;
	}
}

static int8_t vote(double german, double german_sum, double english, double english_sum)
{
	double odds = log((german + smoothing) / german_sum)
		- log((english + smoothing) / english_sum);

	if (german + english == 0)
		return 0;
	if (odds > vote_max)
		odds = vote_max;
	if (odds < -vote_max)
		odds = -vote_max;
	return (int8_t)lround(odds * LANGUAGE_MODEL_UNIT);
}

static bool write_votes(const struct counts *german, const struct counts *english,
	const char *path, struct error *err)
{
	static int8_t votes[CELLS];
	SCOPED(file_close) FILE *file = fopen(path, "wb");

	for (size_t i = 0; i < CELLS; i++)
		votes[i] = vote(german->cells[i], german->letters, english->cells[i],
			english->letters);
	if (!file || fwrite(votes, 1, sizeof(votes), file) != sizeof(votes)
		|| fflush(file))
		return error_set(err, ERROR_SYSTEM, "cannot write %s", path);
	return true;
}

int main(int argument_count, char **arguments)
{
	static struct counts german;
	static struct counts english;
	struct error err = {0};

	if (argument_count < 5) {
		fprintf(stderr,
			"usage: make_language_model DE-EN NGERMAN ENGLISH... OUTPUT\n");
		return 2;
	}
	for (int i = 1; i < argument_count - 1; i++) {
		SCOPED(buf_release) struct buf text = {0};

		if (!file_read(arguments[i], &text, &err)) {
			fprintf(stderr, "make_language_model: %s\n", err.text);
			return 1;
		}
		if (i == 1)
			count_dictionary(&german, &english, &text);
		else
			count_text(i == 2 ? &german : &english, text.bytes, text.length);
	}
	if (!write_votes(&german, &english, arguments[argument_count - 1], &err)) {
		fprintf(stderr, "make_language_model: %s\n", err.text);
		return 1;
	}
	return 0;
}
