/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/analyzer.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "text/shared_words.h"
#include "text/suspended.h"
#include "text/word_terms.h"
#include "text/words.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum {
	RUN_WORDS_MAX = 6, /* of a hyphenated word */
	SLIP_BYTES_MAX = 4,
	CAMEL_BYTES_MIN = 3, /* of the parts of CityRegio; GmbH and McDonald stay */
};

struct analyzer {
	enum analysis_depth depth;
	struct word_memory *memory;
	struct buf joined, completed; /* of the word at hand */
};

bool analyzer_open(struct analyzer **out, struct error *err)
{
	SCOPED(analyzer_close)
	struct analyzer *analyzer = alloc_zeroed(1, sizeof(*analyzer));

	if (!word_terms_open(&analyzer->memory, err))
		return false;
	*out = TAKE(analyzer);
	return true;
}

void analyzer_close(struct analyzer **analyzer)
{
	if (*analyzer) {
		word_terms_close(&(*analyzer)->memory);
		buf_release(&(*analyzer)->joined);
		buf_release(&(*analyzer)->completed);
	}
	free(*analyzer);
	*analyzer = NULL;
}

void analyzer_use(struct analyzer *analyzer, enum analysis_depth depth)
{
	if (depth == analyzer->depth)
		return;
	analyzer->depth = depth;
	word_terms_use(analyzer->memory, depth);
}

uint32_t analyzer_hash(const char *term, size_t length)
{
	return (uint32_t)XXH3_64bits(term, length);
}

/* A text on its way into an analysis. */
struct reading {
	struct analyzer *analyzer;
	enum dialect dialect;
	const char *text;
	size_t length;
	uint32_t position;
	const uint32_t *wanted; /* positions yet to come; NULL: all are */
	size_t wanted_count;
	struct word before, last; /* runs read before this one */
	struct analysis *out;
};

static void add_term(struct analysis *out, const char *bytes, struct analyzed_term term)
{
	out->terms =
		alloc_grow(out->terms, out->term_count, &out->term_room, sizeof(term));
	buf_add(&out->bytes, bytes + term.start, term.length);
	term.start = (uint32_t)(out->bytes.length - term.length);
	buf_add(&out->bytes, "", 1);
	out->terms[out->term_count++] = term;
}

/* Room for count more terms. */
static void reserve_terms(struct analysis *out, size_t count)
{
	while (out->term_count + count > out->term_room)
		out->terms = alloc_grow(
			out->terms, out->term_room, &out->term_room, sizeof(*out->terms));
}

/* Appends a word with its form and its terms: their bytes at one stroke. */
static struct analyzed_word *append_word(
	struct analysis *out, struct analyzed_word word, const struct word_terms *terms)
{
	uint32_t moved = (uint32_t)out->bytes.length - terms->start;

	buf_add(&out->bytes, terms->bytes + terms->start, terms->length);
	reserve_terms(out, terms->count);
	word.form_start = terms->start + moved;
	word.form_length = (uint32_t)terms->form_length;
	word.first_term = (uint32_t)out->term_count;
	word.term_count = (uint32_t)terms->count;
	for (size_t i = 0; i < terms->count; i++) {
		struct analyzed_term term = terms->terms[i];

		term.start += moved;
		out->terms[out->term_count++] = term;
	}
	out->words = alloc_grow(
		out->words, out->word_count, &out->word_room, sizeof(*out->words));
	out->words[out->word_count] = word;
	return &out->words[out->word_count++];
}

/* The same with the terms of an equal word that was there before. */
static void append_again(
	struct analysis *out, struct analyzed_word word, const struct shared_word *shared)
{
	word.form_start = shared->form_start;
	word.form_length = shared->form_length;
	word.first_term = shared->first_term;
	word.term_count = shared->term_count;
	out->words = alloc_grow(
		out->words, out->word_count, &out->word_room, sizeof(*out->words));
	out->words[out->word_count++] = word;
}

static struct analyzed_word word_at(const struct reading *reading,
	const struct word *word, const struct word_terms *terms)
{
	return (struct analyzed_word){
		.start = (uint32_t)word->start,
		.end = (uint32_t)word->end,
		.position = reading->position,
		.language = (uint8_t)word_terms_language(reading->dialect),
		.stop = (uint8_t)terms->stop,
	};
}

/* A word whose terms are its own and the last ones. */
static struct analyzed_word *add_own_word(
	const struct reading *reading, const char *text, const struct word *word)
{
	struct word_terms terms;

	word_terms_find(reading->analyzer->memory, reading->dialect, text, word, &terms);
	return append_word(reading->out, word_at(reading, word, &terms), &terms);
}

static void add_word(const struct reading *reading, const struct word *word)
{
	struct analysis *out = reading->out;
	const struct analyzed_word *added;
	struct shared_word *shared;
	struct word_terms terms;

	if (reading->dialect == DIALECT_QUERY) {
		add_own_word(reading, reading->text, word);
		return;
	}
	word_terms_find(
		reading->analyzer->memory, reading->dialect, reading->text, word, &terms);
	shared = shared_words_find(&out->shared, terms.number);
	if (shared->number) {
		append_again(out, word_at(reading, word, &terms), shared);
		return;
	}
	added = append_word(out, word_at(reading, word, &terms), &terms);
	*shared = (struct shared_word){terms.number, added->first_term, added->term_count,
		added->form_start, added->form_length};
}

/* Gives a word, the last one, terms of its own. */
static void stop_sharing(struct analysis *out, struct analyzed_word *word)
{
	size_t first = out->term_count;

	reserve_terms(out, word->term_count);
	memcpy(out->terms + first, out->terms + word->first_term,
		word->term_count * sizeof(*out->terms));
	word->first_term = (uint32_t)first;
	out->term_count += word->term_count;
}

/* A part may have one of its own: 3-D */
static void add_without_hyphens(
	const char *text, const struct word *word, struct buf *out)
{
	for (size_t i = word->start; i < word->end; i++) {
		if (text[i] != '-')
			buf_add(out, text + i, 1);
	}
}

/* Adds the word that hyphenated parts make without their hyphens. */
static void add_whole(
	const struct reading *reading, const struct word *parts, size_t count)
{
	struct buf *joined = &reading->analyzer->joined;
	struct word whole = {0};
	struct analyzed_word *added;
	size_t offset = 0;
	bool has_letter = false;

	buf_clear(joined);
	for (size_t i = 0; i < count; i++) {
		add_without_hyphens(reading->text, &parts[i], joined);
		has_letter = has_letter || (parts[i].traits & WORD_HAS_LETTER);
	}
	/* 123-4567 is no million */
	if (!has_letter || !words_next(joined->bytes, joined->length, &offset, &whole))
		return;
	added = add_own_word(reading, joined->bytes, &whole);
	added->start = (uint32_t)parts[0].start;
	added->end = (uint32_t)parts[count - 1].end;
	added->role = WORD_HYPHENATED;
	added->stop = 0;
	for (uint32_t i = 0; i < added->term_count; i++)
		reading->out->terms[added->first_term + i].kind = TERM_WHOLE;
}

static bool has_term(
	const struct analysis *analysis, const struct analyzed_word *word, uint32_t hash)
{
	for (uint32_t i = 0; i < word->term_count; i++) {
		if (analysis->terms[word->first_term + i].hash == hash)
			return true;
	}
	return false;
}

/* Of the last word. */
static void drop_terms(struct analysis *analysis, struct analyzed_word *word)
{
	analysis->term_count = word->first_term;
	word->term_count = 0;
}

/* The word that the last one stands for is a variant of it. */
static void add_completed(const struct reading *reading)
{
	const struct buf *completed = &reading->analyzer->completed;
	struct analysis *out = reading->out;
	struct analyzed_word *word = &out->words[out->word_count - 1];
	struct word whole = {0, completed->length, WORD_HAS_LETTER};
	struct word_terms terms;

	if (reading->dialect != DIALECT_QUERY)
		stop_sharing(out, word);
	/* who looks for Ein- und Ausfuhr does not look for a stop word */
	if (word->stop && reading->dialect == DIALECT_QUERY)
		drop_terms(out, word);
	word->stop = 0;
	word_terms_find(reading->analyzer->memory, reading->dialect, completed->bytes,
		&whole, &terms);
	for (size_t i = 0; i < terms.count; i++) {
		struct analyzed_term term = terms.terms[i];

		if (term.kind == TERM_PART || has_term(out, word, term.hash))
			continue;
		term.kind = TERM_VARIANT;
		add_term(out, terms.bytes, term);
		word->term_count++;
	}
}

/* Completes the last word, the end of a run, if it is a suspended compound. */
static void complete(const struct reading *reading, const struct word *run)
{
	const char *text = reading->text;
	struct buf *out = &reading->analyzer->completed;
	bool is_whole = false;

	if (suspended_hangs(text, reading->length, run))
		is_whole = suspended_complete(text, reading->length, run,
			word_terms_language(reading->dialect), out);
	else if (reading->before.end && suspended_trails(text, run)
		&& suspended_joins(text, &reading->last))
		is_whole = suspended_complete_after(text, &reading->before, run, out);
	if (is_whole)
		add_completed(reading);
}

/* Adds the parts of a query's compound, which is the last word, behind it. */
static void add_parts(const struct reading *reading, const struct word *word)
{
	struct word_memory *memory = reading->analyzer->memory;
	struct analysis *out = reading->out;
	struct analyzed_word part = out->words[out->word_count - 1];
	struct compound compound;
	bool can_cut;

	if (!word_terms_split(memory, reading->text, word, &compound, &can_cut))
		return;
	out->words[out->word_count - 1].role = WORD_COMPOUND;
	part.role = WORD_PART;
	part.stop = 0;
	for (size_t i = 0; i < compound.count; i++) {
		struct word_terms terms;

		if (can_cut) {
			part.start = (uint32_t)word->start + compound.parts[i].start;
			part.end = (uint32_t)word->start + compound.parts[i].end;
		}
		word_terms_find_part(memory, &compound.parts[i], &terms);
		append_word(out, part, &terms);
	}
}

/* Words by their stems, as if no hyphen stood between them. */
static void add_stems(struct reading *reading, const struct word *parts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		add_word(reading, &parts[i]);
		reading->position++;
	}
}

static void add_words(struct reading *reading, const struct word *parts, size_t count,
	const struct word *run)
{
	if (reading->analyzer->depth == ANALYSIS_STEMS) {
		add_stems(reading, parts, count);
		return;
	}
	if (count > 1)
		add_whole(reading, parts, count);
	for (size_t i = 0; i < count; i++) {
		add_word(reading, &parts[i]);
		if (i + 1 == count)
			complete(reading, run);
		if (reading->dialect == DIALECT_QUERY
			&& !(parts[i].traits & WORD_HAS_DIGIT))
			add_parts(reading, &parts[i]);
		reading->position++;
	}
}

/* Whether one of the next words is wanted, so many from the position on. */
static bool is_wanted(struct reading *reading, size_t count)
{
	size_t before = reading->wanted_count;

	if (!reading->wanted)
		return true;
	while (reading->wanted_count && *reading->wanted < reading->position + count) {
		reading->wanted++;
		reading->wanted_count--;
	}
	return reading->wanted_count < before;
}

/* Adds a word, or several that hyphens join. */
static void add_run(struct reading *reading, const struct word *parts, size_t count)
{
	struct word run;

	if (!count)
		return;
	run = parts[0];
	run.end = parts[count - 1].end;
	if (is_wanted(reading, count))
		add_words(reading, parts, count, &run);
	else
		reading->position += (uint32_t)count;
	reading->before = reading->last;
	reading->last = run;
}

/* Where the part of CityRegio ends that begins at start. */
static size_t camel_end(const char *text, const struct word *word, size_t start)
{
	for (size_t i = start + CAMEL_BYTES_MIN; i + CAMEL_BYTES_MIN <= word->end; i++) {
		if (text[i] >= 'A' && text[i] <= 'Z' && text[i - 1] >= 'a'
			&& text[i - 1] <= 'z' && text[i + 1] >= 'a' && text[i + 1] <= 'z')
			return i;
	}
	return word->end;
}

/* The words that hyphens or capitals join into one, as far as they are read. */
struct run {
	struct word parts[RUN_WORDS_MAX];
	size_t count;
};

static void flush(struct reading *reading, struct run *run)
{
	add_run(reading, run->parts, run->count);
	run->count = 0;
}

/* Jugend und-ämter: for und -ämter. */
static bool is_slip(const char *text, const struct word *word)
{
	return word->end - word->start <= SLIP_BYTES_MAX && suspended_joins(text, word);
}

static void add_to_run(struct reading *reading, struct run *run, const struct word *word)
{
	bool joins = (word->traits & WORD_JOINS_LEFT)
		&& !(run->count == 1 && is_slip(reading->text, &run->parts[0]));

	word_terms_expect(
		reading->analyzer->memory, reading->dialect, reading->text, word);
	if (run->count == RUN_WORDS_MAX || !joins)
		flush(reading, run);
	run->parts[run->count++] = *word;
}

/* The digits of 2vwName are not those of Name. */
static void tell_digits(const char *text, struct word *part)
{
	part->traits &= ~(unsigned)WORD_HAS_DIGIT;
	for (size_t i = part->start; i < part->end; i++) {
		if (text[i] >= '0' && text[i] <= '9')
			part->traits |= WORD_HAS_DIGIT;
	}
}

/* A word, or the parts of CityRegio as of City-Regio. */
static void read_word(struct reading *reading, struct run *run, const struct word *word)
{
	struct word part = *word;
	bool has_parts = reading->analyzer->depth == ANALYSIS_FULL
		&& (word->traits & WORD_HAS_INNER_CAPITAL)
		&& !word_terms_is_for_both(
			reading->analyzer->memory, reading->text, word);

	while (has_parts && camel_end(reading->text, word, part.start) < word->end) {
		part.end = camel_end(reading->text, word, part.start);
		if (word->traits & WORD_HAS_DIGIT)
			tell_digits(reading->text, &part);
		add_to_run(reading, run, &part);
		part.start = part.end;
		part.traits |= WORD_JOINS_LEFT;
	}
	part.end = word->end;
	if (part.start > word->start && (word->traits & WORD_HAS_DIGIT))
		tell_digits(reading->text, &part);
	add_to_run(reading, run, &part);
}

static enum dialect dialect_of(enum analyzer_side side, enum language language)
{
	if (side == ANALYZER_QUERY)
		return DIALECT_QUERY;
	return language == LANGUAGE_EN ? DIALECT_EN : DIALECT_DE;
}

void analyzer_analyze(struct analyzer *analyzer, enum analyzer_side side,
	const char *text, size_t length, enum language language, struct analysis *out)
{
	struct reading reading = {
		.analyzer = analyzer,
		.dialect = dialect_of(side, language),
		.text = text,
		.length = length,
		.position = out->word_count ? out->words[out->word_count - 1].position + 1
					    : 0,
		.out = out,
	};
	struct run run = {.count = 0};
	struct word word;
	size_t offset = 0;

	while (words_next(text, length, &offset, &word))
		read_word(&reading, &run, &word);
	flush(&reading, &run);
}

void analyzer_analyze_some(struct analyzer *analyzer, const char *text, size_t length,
	enum language language, const uint32_t *positions, size_t count,
	struct analysis *out)
{
	struct reading reading = {
		.analyzer = analyzer,
		.dialect = dialect_of(ANALYZER_PAGE, language),
		.text = text,
		.length = length,
		.wanted = positions,
		.wanted_count = count,
		.out = out,
	};
	struct run run = {.count = 0};
	struct word word;
	size_t offset = 0;

	while (reading.wanted_count && words_next(text, length, &offset, &word))
		read_word(&reading, &run, &word);
	flush(&reading, &run);
}
