/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * make_glossary: compiles the glossary.
 * usage: make_glossary DE-EN FIELD-TERMS OUTPUT
 *
 * DE-EN is Debian's trans-de-en (Frank Richter, GPL-2+): alternatives parted
 * by ; in groups parted by |, the n-th group of one side translating the n-th
 * of the other. FIELD-TERMS is our own table: German TAB English, which counts
 * more. Keys are stems, so that every inflection finds them.
 */
#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "text/glossary.h"
#include "text/lexicon.h"
#include "text/stems.h"
#include "text/unicode.h"
#include "tools/dictionary.h"

#include <stdlib.h>
#include <string.h>

enum {
	ALTERNATIVES_MAX = 12, /* of a group */
	GROUPS_MAX = 40,
	PHRASE_BYTES_MAX = 120,
	KEPT_MAX = 12, /* translations of a key */
};

static const double field_term_weight = 8;
static const double later_group_weight = 0.7; /* examples and derived words */

/* Words that stand in a dictionary's entry for others, or say nothing there. */
static const char *const fillers[] = {"to", "the", "a", "an", "der", "die", "das", "den",
	"dem", "des", "ein", "eine", "einen", "sich", "jd", "jdn", "jdm", "jds", "etw",
	"sth", "sb", "so", "sb's", "so's", "oneself", "be", "sein"};

/* A translation of a key, as often as the dictionary has it. */
struct pair {
	uint32_t key, text; /* numbers of strings */
	double weight;
};

struct glossary {
	struct stems *stems[LANGUAGE_COUNT];
	struct string_table keys, texts;
	struct pair *pairs;
	size_t pair_count, pair_room;
};

/* A piece of a line. */
struct piece {
	const char *start;
	size_t length;
};

static bool is_filler(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof(fillers) / sizeof(*fillers); i++) {
		if (strlen(fillers[i]) == length && !memcmp(fillers[i], word, length))
			return true;
	}
	return false;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80 || c == '\'';
}

/*
 * Writes the words of an alternative, folded and parted by blanks, without
 * fillers. False: none, too many, or something that is no word.
 */
static bool read_words(struct piece piece, struct buf *out)
{
	SCOPED(buf_release) struct buf bare = {0};
	SCOPED(buf_release) struct buf folded = {0};
	size_t words = 0;

	buf_reserve(&bare, piece.length);
	bare.length = dictionary_strip(piece.start, piece.length, bare.bytes);
	unicode_fold(bare.bytes, bare.length, &folded);
	for (size_t i = 0; i < folded.length;) {
		size_t start = i;

		while (i < folded.length && is_letter(folded.bytes[i]))
			i++;
		if (i > start && !is_filler(folded.bytes + start, i - start)
			&& !(i < folded.length && folded.bytes[i] == '.')) {
			if (words++)
				buf_add(out, " ", 1);
			buf_add(out, folded.bytes + start, i - start);
		}
		if (i < folded.length && !strchr(" -.,!?", folded.bytes[i]))
			return false;
		i++;
	}
	return words > 0 && words <= GLOSSARY_WORDS_MAX && out->length < PHRASE_BYTES_MAX;
}

static uint32_t add_key(
	struct glossary *glossary, enum language language, const struct buf *word)
{
	SCOPED(buf_release) struct buf key = {0};

	buf_add(&key, language == LANGUAGE_EN ? "E" : "D", 1);
	buf_add_string(
		&key, stems_stem(glossary->stems[language], word->bytes, word->length));
	return string_table_add(&glossary->keys, key.bytes, key.length);
}

/* Keys are single words: a query's words are looked up one by one. */
static void add_pair(struct glossary *glossary, enum language from,
	const struct buf *words, const struct buf *translation, double weight)
{
	if (memchr(words->bytes, ' ', words->length))
		return;
	glossary->pairs = alloc_grow(glossary->pairs, glossary->pair_count,
		&glossary->pair_room, sizeof(*glossary->pairs));
	glossary->pairs[glossary->pair_count++] =
		(struct pair){add_key(glossary, from, words),
			string_table_add(&glossary->texts, translation->bytes,
				translation->length),
			weight};
}

static void add_both(struct glossary *glossary, struct piece german, struct piece english,
	double weight)
{
	SCOPED(buf_release) struct buf de = {0};
	SCOPED(buf_release) struct buf en = {0};

	if (!read_words(german, &de) || !read_words(english, &en))
		return;
	add_pair(glossary, LANGUAGE_DE, &de, &en, weight);
	add_pair(glossary, LANGUAGE_EN, &en, &de, weight);
}

static size_t part(struct piece whole, char separator, struct piece *out, size_t max)
{
	size_t count = 0;
	size_t start = 0;

	for (size_t i = 0; i <= whole.length && count < max; i++) {
		if (i < whole.length && whole.start[i] != separator)
			continue;
		out[count++] = (struct piece){whole.start + start, i - start};
		start = i + 1;
	}
	return count;
}

/* Every alternative of one side translates every one of the other. */
static void read_groups(struct glossary *glossary, struct piece german,
	struct piece english, double weight)
{
	struct piece de[ALTERNATIVES_MAX];
	struct piece en[ALTERNATIVES_MAX];
	size_t de_count = part(german, ';', de, ALTERNATIVES_MAX);
	size_t en_count = part(english, ';', en, ALTERNATIVES_MAX);

	for (size_t i = 0; i < de_count; i++) {
		for (size_t k = 0; k < en_count; k++)
			add_both(glossary, de[i], en[k],
				weight / (double)(1 + i) / (double)(1 + k));
	}
}

static void read_line(struct glossary *glossary, struct piece line)
{
	struct piece de[GROUPS_MAX];
	struct piece en[GROUPS_MAX];
	const char *parted = memmem(line.start, line.length, "::", 2);
	size_t de_count;
	size_t en_count;

	if (!parted || *line.start == '#')
		return;
	de_count = part((struct piece){line.start, (size_t)(parted - line.start)}, '|',
		de, GROUPS_MAX);
	en_count = part((struct piece){parted + 2,
				(size_t)(line.start + line.length - parted - 2)},
		'|', en, GROUPS_MAX);
	for (size_t i = 0; i < de_count && i < en_count; i++)
		read_groups(glossary, de[i], en[i], i ? later_group_weight : 1);
}

static void read_field_terms(struct glossary *glossary, struct piece line)
{
	struct piece sides[2];

	if (!line.length || *line.start == '#' || part(line, '\t', sides, 2) < 2)
		return;
	read_groups(glossary, sides[0], sides[1], field_term_weight);
}

static void read_lines(struct glossary *glossary, const struct buf *text,
	void (*read)(struct glossary *, struct piece))
{
	const char *line = buf_string(text);
	const char *end = line + text->length;

	while (line < end) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));

		if (!newline)
			newline = end;
		read(glossary, (struct piece){line, (size_t)(newline - line)});
		line = newline + 1;
	}
}

static int by_key_and_text(const void *a, const void *b)
{
	const struct pair *first = a;
	const struct pair *second = b;

	if (first->key != second->key)
		return first->key < second->key ? -1 : 1;
	return (first->text > second->text) - (first->text < second->text);
}

static int by_weight(const void *a, const void *b)
{
	const struct pair *first = a;
	const struct pair *second = b;

	if (first->weight != second->weight)
		return first->weight > second->weight ? -1 : 1;
	return (first->text > second->text) - (first->text < second->text);
}

/* Equal pairs become one that weighs as much as all. */
static void merge_pairs(struct glossary *glossary)
{
	size_t kept = 0;

	qsort(glossary->pairs, glossary->pair_count, sizeof(struct pair),
		by_key_and_text);
	for (size_t i = 0; i < glossary->pair_count; i++) {
		struct pair *pair = &glossary->pairs[i];
		struct pair *last = kept ? &glossary->pairs[kept - 1] : NULL;

		if (last && last->key == pair->key && last->text == pair->text)
			last->weight += pair->weight;
		else
			glossary->pairs[kept++] = *pair;
	}
	glossary->pair_count = kept;
}

struct output {
	struct glossary_head head;
	struct glossary_key *keys;
	struct glossary_text *texts;
	uint32_t *slots;
};

/* The translations of one key, pairs first up to end, best first. */
static void write_key(
	struct glossary *glossary, size_t first, size_t end, struct output *out)
{
	struct pair *pairs = glossary->pairs + first;
	uint32_t key_start = glossary->keys.starts[pairs->key];
	struct glossary_key *key = &out->keys[out->head.key_count++];
	double sum = 0;

	qsort(pairs, end - first, sizeof(*pairs), by_weight);
	key->start = (uint32_t)glossary->texts.length + key_start;
	key->length = (uint16_t)strlen(glossary->keys.bytes + key_start);
	key->first = out->head.translation_count;
	for (size_t i = 0; i < end - first; i++)
		sum += pairs[i].weight;
	for (size_t i = 0; i < end - first && i < KEPT_MAX; i++) {
		uint32_t start = glossary->texts.starts[pairs[i].text];

		out->texts[out->head.translation_count++] = (struct glossary_text){start,
			(uint16_t)strlen(glossary->texts.bytes + start),
			(uint16_t)(65535 * pairs[i].weight / sum)};
		key->count++;
	}
}

static void fill_slots(const struct glossary *glossary, struct output *out)
{
	out->head.slot_count = 1;
	while (out->head.slot_count < out->head.key_count * 2)
		out->head.slot_count *= 2;
	out->slots = alloc_zeroed(out->head.slot_count, sizeof(*out->slots));
	for (uint32_t i = 0; i < out->head.key_count; i++) {
		const struct glossary_key *key = &out->keys[i];
		const char *name =
			glossary->keys.bytes + key->start - glossary->texts.length;
		uint32_t slot =
			lexicon_hash(name, key->length) & (out->head.slot_count - 1);

		while (out->slots[slot])
			slot = (slot + 1) & (out->head.slot_count - 1);
		out->slots[slot] = i + 1;
	}
}

static bool write_all(FILE *file, const void *items, size_t size, size_t count)
{
	return fwrite(items, size, count, file) == count;
}

static bool write_glossary(struct glossary *glossary, const char *path, struct error *err)
{
	SCOPED(file_close) FILE *file = fopen(path, "wb");
	struct output out = {.head = {.magic = GLOSSARY_MAGIC}};
	bool written;

	out.keys = alloc_zeroed(glossary->keys.count, sizeof(*out.keys));
	out.texts = alloc_zeroed(glossary->pair_count, sizeof(*out.texts));
	for (size_t i = 0, end; i < glossary->pair_count; i = end) {
		for (end = i; end < glossary->pair_count
			&& glossary->pairs[end].key == glossary->pairs[i].key;
			end++)
			continue;
		write_key(glossary, i, end, &out);
	}
	fill_slots(glossary, &out);
	out.head.byte_count = (uint32_t)(glossary->texts.length + glossary->keys.length);
	written = file && write_all(file, &out.head, sizeof(out.head), 1)
		&& write_all(file, out.slots, sizeof(*out.slots), out.head.slot_count)
		&& write_all(file, out.keys, sizeof(*out.keys), out.head.key_count)
		&& write_all(
			file, out.texts, sizeof(*out.texts), out.head.translation_count)
		&& write_all(file, glossary->texts.bytes, 1, glossary->texts.length)
		&& write_all(file, glossary->keys.bytes, 1, glossary->keys.length)
		&& !fflush(file);
	free(out.keys);
	free(out.texts);
	free(out.slots);
	return written ? true : error_set(err, ERROR_SYSTEM, "cannot write %s", path);
}

static bool make(const char *dictionary, const char *field_terms, const char *output,
	struct error *err)
{
	SCOPED(buf_release) struct buf entries = {0};
	SCOPED(buf_release) struct buf terms = {0};
	struct glossary glossary = {0};
	bool made;

	if (!file_read(dictionary, &entries, err) || !file_read(field_terms, &terms, err)
		|| !stems_open("de", &glossary.stems[LANGUAGE_DE], err)
		|| !stems_open("en", &glossary.stems[LANGUAGE_EN], err))
		return false;
	read_lines(&glossary, &entries, read_line);
	read_lines(&glossary, &terms, read_field_terms);
	merge_pairs(&glossary);
	made = write_glossary(&glossary, output, err);
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		stems_close(&glossary.stems[i]);
	string_table_release(&glossary.keys);
	string_table_release(&glossary.texts);
	free(glossary.pairs);
	return made;
}

int main(int argument_count, char **arguments)
{
	struct error err = {0};

	if (argument_count != 4) {
		fprintf(stderr, "usage: make_glossary DE-EN FIELD-TERMS OUTPUT\n");
		return 2;
	}
	if (!make(arguments[1], arguments[2], arguments[3], &err)) {
		fprintf(stderr, "make_glossary: %s\n", err.text);
		return 1;
	}
	return 0;
}
