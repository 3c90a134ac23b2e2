/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * make_glossary: compiles the glossary.
 * usage: make_glossary DE-EN FIELD-TERMS STOP-WORDS-DE STOP-WORDS-EN OUTPUT
 *
 * Keys are the stems of a term's words, so that every inflection finds them,
 * without the words that say nothing by themselves. Translations with the same
 * stems are one: the most usual form stands for all.
 */
#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "text/glossary.h"
#include "text/stems.h"
#include "tools/bilingual.h"

#include <stdlib.h>
#include <string.h>

/* Of the best translation's weight, below which one is too rare to keep. */
static const double share_min = 0.02;

static const char *const language_names[LANGUAGE_COUNT] = {
	[LANGUAGE_DE] = "de", [LANGUAGE_EN] = "en"};

/* A term into one direction. */
struct sense {
	uint64_t from, to; /* hashes of keys */
	uint32_t term;     /* of bilingual, what it is called */
	double weight;
};

struct glossary {
	struct stems *stems[LANGUAGE_COUNT];
	struct string_table stop_words[LANGUAGE_COUNT];
	struct bilingual bilingual;
	struct sense *senses;
	size_t count, room;
};

static void glossary_release(struct glossary *glossary)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		stems_close(&glossary->stems[i]);
		string_table_release(&glossary->stop_words[i]);
	}
	bilingual_release(&glossary->bilingual);
	free(glossary->senses);
}

static bool read_stop_words(struct glossary *glossary, enum language language,
	const char *path, struct error *err)
{
	SCOPED(buf_release) struct buf text = {0};
	const char *line;

	if (!file_read(path, &text, err))
		return false;
	for (line = buf_string(&text); *line; line += *line == '\n') {
		size_t length = strcspn(line, "\n");

		string_table_add(&glossary->stop_words[language], line, length);
		line += length;
	}
	return true;
}

/* Europe's is europe, as in queries. */
static size_t without_genitive(const char *word, size_t length)
{
	return length > 2 && !memcmp(word + length - 2, "'s", 2) ? length - 2 : length;
}

static bool is_stop_word(const struct glossary *glossary, enum language language,
	const char *word, size_t length)
{
	return string_table_find(&glossary->stop_words[language], word, length)
		!= STRING_TABLE_NONE;
}

/*
 * The hash of a term's stems; 0: it has too many words, or begins or ends with
 * one that says nothing, so that the rest means else (one day, eines Tages).
 */
static uint64_t hash_of(
	const struct glossary *glossary, enum language language, uint32_t term)
{
	const char *word = string_table_get(&glossary->bilingual.terms, term);
	uint64_t hash = glossary_hash_begin(language);
	size_t count = 0;
	bool is_talk = true;

	for (size_t length; *word; word += length + (word[length] != '\0')) {
		size_t bare;
		const char *stem;

		length = strcspn(word, " -");
		bare = without_genitive(word, length);
		is_talk = is_stop_word(glossary, language, word, bare);
		if (is_talk && !count)
			return 0;
		if (is_talk)
			continue;
		stem = stems_stem(glossary->stems[language], word, bare);
		hash = count++ ? glossary_hash(hash, " ", 1) : hash;
		hash = glossary_hash(hash, stem, strlen(stem));
	}
	return !is_talk && count <= GLOSSARY_STEMS_MAX ? hash : 0;
}

static void add_sense(struct glossary *glossary, struct sense sense)
{
	glossary->senses = alloc_grow(glossary->senses, glossary->count, &glossary->room,
		sizeof(*glossary->senses));
	glossary->senses[glossary->count++] = sense;
}

static void add_senses(struct glossary *glossary)
{
	for (size_t i = 0; i < glossary->bilingual.count; i++) {
		const struct bilingual_pair *pair = &glossary->bilingual.pairs[i];
		uint64_t german = hash_of(glossary, LANGUAGE_DE, pair->german);
		uint64_t english = hash_of(glossary, LANGUAGE_EN, pair->english);

		if (!german || !english)
			continue;
		add_sense(glossary,
			(struct sense){german, english, pair->english, pair->weight});
		add_sense(glossary,
			(struct sense){english, german, pair->german, pair->weight});
	}
}

static int order(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int by_term(const void *a, const void *b)
{
	const struct sense *first = a;
	const struct sense *second = b;

	if (first->from != second->from)
		return order(first->from, second->from);
	if (first->to != second->to)
		return order(first->to, second->to);
	return order(first->term, second->term);
}

static int by_weight(const void *a, const void *b)
{
	const struct sense *first = a;
	const struct sense *second = b;

	if (first->from != second->from)
		return order(first->from, second->from);
	if (first->weight != second->weight)
		return first->weight > second->weight ? -1 : 1;
	return order(first->term, second->term);
}

static double merge_terms(struct sense *senses, size_t count)
{
	double sum = 0;
	double best = 0;
	uint32_t term = senses->term;

	for (size_t i = 0, end; i < count; i = end) {
		double weight = 0;

		for (end = i; end < count && senses[end].term == senses[i].term; end++)
			weight += senses[end].weight;
		sum += weight;
		if (weight > best) {
			best = weight;
			term = senses[i].term;
		}
	}
	senses->term = term;
	return sum;
}

/* Senses with the same stems become one that weighs as much as all. */
static void merge(struct glossary *glossary)
{
	struct sense *senses = glossary->senses;
	size_t kept = 0;

	qsort(senses, glossary->count, sizeof(*senses), by_term);
	for (size_t i = 0, end; i < glossary->count; i = end) {
		for (end = i; end < glossary->count && senses[end].from == senses[i].from
			&& senses[end].to == senses[i].to;
			end++)
			continue;
		senses[i].weight = merge_terms(senses + i, end - i);
		senses[kept++] = senses[i];
	}
	glossary->count = kept;
	qsort(senses, kept, sizeof(*senses), by_weight);
}

struct output {
	struct glossary_head head;
	uint64_t *hashes;
	uint32_t *firsts, *translations;
	struct string_table texts;
};

static void output_release(struct output *output)
{
	free(output->hashes);
	free(output->firsts);
	free(output->translations);
	string_table_release(&output->texts);
}

/* The senses of one key, best first. */
static void write_key(const struct glossary *glossary, const struct sense *senses,
	size_t count, struct output *out)
{
	uint32_t key = out->head.key_count++;
	double sum = 0;

	out->hashes[key] = senses->from;
	for (size_t i = 0; i < count; i++)
		sum += senses[i].weight;
	for (size_t i = 0; i < count && i < GLOSSARY_TRANSLATIONS_MAX
		&& senses[i].weight >= senses->weight * share_min;
		i++) {
		const char *term =
			string_table_get(&glossary->bilingual.terms, senses[i].term);
		uint32_t text = string_table_add(&out->texts, term, strlen(term));
		uint32_t weight =
			(uint32_t)(GLOSSARY_WEIGHT_MAX * senses[i].weight / sum);

		out->translations[out->head.translation_count++] = out->texts.starts[text]
			| (weight ? weight : 1) << GLOSSARY_TEXT_BITS;
	}
	out->firsts[key + 1] = out->head.translation_count;
}

static void write_keys(const struct glossary *glossary, struct output *out)
{
	const struct sense *senses = glossary->senses;

	out->hashes = alloc_zeroed(glossary->count, sizeof(*out->hashes));
	out->firsts = alloc_zeroed(glossary->count + 1, sizeof(*out->firsts));
	out->translations = alloc_zeroed(glossary->count, sizeof(*out->translations));
	for (size_t i = 0, end; i < glossary->count; i = end) {
		for (end = i; end < glossary->count && senses[end].from == senses[i].from;
			end++)
			continue;
		write_key(glossary, senses + i, end - i, out);
	}
}

static bool write_all(FILE *file, const void *items, size_t size, size_t count)
{
	return fwrite(items, size, count, file) == count;
}

static bool write_file(const struct output *out, const char *path, struct error *err)
{
	SCOPED(file_close) FILE *file = fopen(path, "wb");

	if (out->texts.length >> GLOSSARY_TEXT_BITS)
		return error_set(err, ERROR_BUG, "the translations have %zu bytes",
			out->texts.length);
	if (!file || !write_all(file, &out->head, sizeof(out->head), 1)
		|| !write_all(
			file, out->hashes, sizeof(*out->hashes), out->head.key_count)
		|| !write_all(
			file, out->firsts, sizeof(*out->firsts), out->head.key_count + 1)
		|| !write_all(file, out->translations, sizeof(*out->translations),
			out->head.translation_count)
		|| !write_all(file, out->texts.bytes, 1, out->texts.length)
		|| fflush(file) != 0)
		return error_set(err, ERROR_SYSTEM, "cannot write %s", path);
	return true;
}

static bool read_sources(struct glossary *glossary, char **paths, struct error *err)
{
	SCOPED(buf_release) struct buf entries = {0};
	SCOPED(buf_release) struct buf terms = {0};

	if (!file_read(paths[0], &entries, err) || !file_read(paths[1], &terms, err))
		return false;
	bilingual_read_dictionary(&glossary->bilingual, &entries);
	bilingual_read_table(&glossary->bilingual, &terms);
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		if (!stems_open(language_names[i], &glossary->stems[i], err)
			|| !read_stop_words(
				glossary, (enum language)i, paths[1 + i], err))
			return false;
	}
	return true;
}

static bool make(char **paths, struct error *err)
{
	SCOPED(glossary_release) struct glossary glossary = {0};
	SCOPED(output_release) struct output output = {0};

	if (!read_sources(&glossary, paths, err))
		return false;
	add_senses(&glossary);
	merge(&glossary);
	write_keys(&glossary, &output);
	return write_file(&output, paths[4], err);
}

int main(int argument_count, char **arguments)
{
	struct error err = {0};

	if (argument_count != 6) {
		fprintf(stderr,
			"usage: make_glossary DE-EN FIELD-TERMS STOP-WORDS-DE "
			"STOP-WORDS-EN OUTPUT\n");
		return 2;
	}
	if (!make(arguments + 1, &err)) {
		fprintf(stderr, "make_glossary: %s\n", err.text);
		return 1;
	}
	return 0;
}
