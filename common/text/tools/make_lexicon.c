/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * make_lexicon: compiles the lexicon of German compounds.
 * usage: make_lexicon DE-EN NGERMAN OUTPUT
 *
 * DE-EN is Debian's trans-de-en (Frank Richter, GPL-2+): it tells nouns, verbs
 * and adjectives. NGERMAN is Debian's wngerman: inflected forms. Which forms
 * build compounds, and how often, is learnt from the nouns themselves: every
 * way to part a noun into a known beginning and a known end is counted by its
 * probability under the counts of the round before (expectation
 * maximisation), so that Wand+Halterung wins over Wandh+Alterung.
 */
#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "text/unicode.h"
#include "tools/dictionary.h"
#include "tools/lexicon_forms.h"

#include <string.h>

enum {
	PART_MIN = 3,    /* letters */
	TRAINED_MIN = 7, /* letters of a noun that is looked at for parts */
	ROUNDS = 4,
	WORD_MAX = 100, /* bytes */
};

/* Beginnings that are words too, but in compounds are only prefixes. */
static const char *const beginnings[] = {"ver", "ent", "zer", "emp", "miss", "des", "dis",
	"con", "kon", "pro", "per", "ren", "nen", "ten", "den", "gen", "ger", "ser"};

/* What may stand between a noun and what follows it. */
static const char *const links[] = {"s", "es", "n", "en", "er", "e", "ns", "ens"};

/* One way to part a noun. */
struct split {
	uint32_t noun, modifier, head;
	double share;
};

struct splits {
	struct split *items;
	size_t count, room;
};

static bool is_beginning(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++) {
		if (strlen(beginnings[i]) == length
			&& !memcmp(beginnings[i], word, length))
			return true;
	}
	return false;
}

static size_t count_letters(const char *word, size_t length)
{
	size_t letters = 0;

	for (size_t i = 0; i < length; i++)
		letters += ((unsigned char)word[i] & 0xC0) != 0x80;
	return letters;
}

static uint32_t add_form(struct lexicon *lexicon, const char *word, size_t length)
{
	size_t before = lexicon->forms.count;
	uint32_t number = string_table_add(&lexicon->forms, word, length);

	lexicon->facts = alloc_grow(
		lexicon->facts, number, &lexicon->room, sizeof(*lexicon->facts));
	if (number == before)
		lexicon->facts[number] = (struct fact){0};
	return number;
}

/* A form may begin compounds, and stands for lemma there. */
static void add_modifier(
	struct lexicon *lexicon, const char *form, size_t length, uint32_t lemma)
{
	uint32_t number;

	if (count_letters(form, length) < PART_MIN || is_beginning(form, length))
		return;
	number = add_form(lexicon, form, length);
	if (!lexicon->facts[number].lemma)
		lexicon->facts[number].lemma = lemma + 1;
}

static bool is_word(const char *word, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)word[i];

		if (c < 0x80 && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z'))
			return false;
	}
	return length > 0 && length <= WORD_MAX;
}

static uint32_t add_word(
	struct lexicon *lexicon, const char *word, size_t length, enum kind kind)
{
	SCOPED(buf_release) struct buf folded = {0};
	uint32_t number;

	unicode_fold(word, length, &folded);
	number = add_form(lexicon, folded.bytes, folded.length);
	lexicon->facts[number].kinds |= (uint8_t)kind;
	return number;
}

static bool has_tag(const char *entry, size_t length, const char *tag)
{
	size_t size = strlen(tag);

	for (size_t i = 0; i + size <= length; i++) {
		if (!memcmp(entry + i, tag, size))
			return true;
	}
	return false;
}

static int kind_of(const char *entry, size_t length)
{
	static const struct {
		const char *tag;
		enum kind kind;
	} tags[] = {{"{m", NOUN}, {"{f", NOUN}, {"{n", NOUN}, {"{pl", NOUN}, {"{v", VERB},
		{"{adj", ADJECTIVE}, {"{adv", ADJECTIVE}};

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++) {
		if (has_tag(entry, length, tags[i].tag))
			return (int)tags[i].kind;
	}
	return 0;
}

/* One alternative of an entry: Wirtschaftsförderung {f} [econ.] */
static void read_alternative(struct lexicon *lexicon, const char *entry, size_t length)
{
	char word[4 * WORD_MAX];
	int kind = kind_of(entry, length);
	size_t kept;

	while (length && *entry == ' ') {
		entry++;
		length--;
	}
	if (!kind || length > sizeof(word))
		return;
	kept = dictionary_strip(entry, length, word);
	if (is_word(word, kept))
		add_word(lexicon, word, kept, (enum kind)kind);
}

/* The German side of a line: alternatives parted by | and ; */
static void read_entry(struct lexicon *lexicon, const char *line, size_t length)
{
	size_t start = 0;

	for (size_t i = 0; i <= length; i++) {
		if (i < length && line[i] != '|' && line[i] != ';')
			continue;
		read_alternative(lexicon, line + start, i - start);
		start = i + 1;
	}
}

static void read_dictionary(struct lexicon *lexicon, const struct buf *text)
{
	const char *line = buf_string(text);
	const char *end = line + text->length;

	while (line < end) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		const char *parted;

		if (!newline)
			newline = end;
		parted = memmem(line, (size_t)(newline - line), "::", 2);
		if (*line != '#' && parted)
			read_entry(lexicon, line, (size_t)(parted - line));
		line = newline + 1;
	}
}

/* Inflected forms: those with a capital are nouns. */
static void read_forms(struct lexicon *lexicon, const struct buf *text)
{
	const char *line = buf_string(text);
	const char *end = line + text->length;

	while (line < end) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t length = (size_t)((newline ? newline : end) - line);
		bool capital = (*line >= 'A' && *line <= 'Z')
			|| (length > 1 && (unsigned char)line[0] == 0xC3
				&& (unsigned char)line[1] < 0x9F);

		if (is_word(line, length)) {
			uint32_t number = add_word(lexicon, line, length, FORM);

			if (capital)
				lexicon->facts[number].kinds |= NOUN;
		}
		line += length + 1;
	}
}

static bool ends_with(const char *word, size_t length, const char *ending)
{
	size_t size = strlen(ending);

	return length > size && !memcmp(word + length - size, ending, size);
}

static bool may_link(const char *noun, size_t length, const char *link)
{
	char last = noun[length - 1];

	if (!strcmp(link, "s"))
		return !strchr("sxz", last);
	if (!strcmp(link, "n") || !strcmp(link, "ns"))
		return strchr("elr", last) != NULL;
	return true;
}

/* Wirtschaft, Wirtschafts-; Schule, Schul-; Planen, Plan- */
static void add_noun_modifiers(struct lexicon *lexicon, uint32_t noun)
{
	char form[WORD_MAX + 8];
	size_t length = strlen(string_table_get(&lexicon->forms, noun));

	memcpy(form, string_table_get(&lexicon->forms, noun), length);
	add_modifier(lexicon, form, length, noun);
	if (form[length - 1] == 'e' && length > 4)
		add_modifier(lexicon, form, length - 1, noun);
	if (ends_with(form, length, "en") && length > 5)
		add_modifier(lexicon, form, length - 2, noun);
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		if (!may_link(form, length, links[i]))
			continue;
		memcpy(form + length, links[i], strlen(links[i]));
		add_modifier(lexicon, form, length + strlen(links[i]), noun);
	}
}

/* Schreiben, Schreib-; Baden, Bade- */
static void add_verb_modifiers(struct lexicon *lexicon, uint32_t verb)
{
	char form[WORD_MAX + 1];
	size_t length = strlen(string_table_get(&lexicon->forms, verb));

	memcpy(form, string_table_get(&lexicon->forms, verb), length);
	if (ends_with(form, length, "en"))
		add_modifier(lexicon, form, length - 2, verb);
	if (ends_with(form, length, "n"))
		add_modifier(lexicon, form, length - 1, verb);
}

static void add_modifiers(struct lexicon *lexicon)
{
	static const char *const others[] = {"außen", "innen", "unter", "ober", "hinter",
		"vorder", "neben", "gegen", "mit", "nach", "vor", "zwischen", "über",
		"haupt", "anti", "multi", "zwei", "drei", "vier", "fünf", "sechs",
		"sieben", "acht", "neun", "zehn", "groß", "rück", "gesamt", "einzel",
		"sonder"};
	size_t words = lexicon->forms.count;

	for (uint32_t i = 0; i < words; i++) {
		unsigned kinds = lexicon->facts[i].kinds;
		size_t length = strlen(string_table_get(&lexicon->forms, i));

		if (kinds & NOUN)
			add_noun_modifiers(lexicon, i);
		if (kinds & VERB)
			add_verb_modifiers(lexicon, i);
		if ((kinds & ADJECTIVE) && length <= WORD_MAX)
			add_modifier(
				lexicon, string_table_get(&lexicon->forms, i), length, i);
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		uint32_t number =
			add_word(lexicon, others[i], strlen(others[i]), ADJECTIVE);

		lexicon->facts[number].lemma = number + 1;
	}
}

static void find_splits(const struct lexicon *lexicon, uint32_t noun, struct splits *out)
{
	const char *word = string_table_get(&lexicon->forms, noun);
	size_t length = strlen(word);
	size_t letters = count_letters(word, length);
	size_t before = 0;

	if (letters < TRAINED_MIN)
		return;
	for (size_t i = 1; i < length; i++) {
		uint32_t modifier;
		uint32_t head;

		before += ((unsigned char)word[i - 1] & 0xC0) != 0x80;
		if (((unsigned char)word[i] & 0xC0) == 0x80 || before < PART_MIN
			|| letters - before < PART_MIN)
			continue;
		head = string_table_find(&lexicon->forms, word + i, length - i);
		modifier = string_table_find(&lexicon->forms, word, i);
		if (head == STRING_TABLE_NONE || modifier == STRING_TABLE_NONE
			|| !lexicon->facts[modifier].lemma
			|| !lexicon_may_end(lexicon, head))
			continue;
		out->items = alloc_grow(
			out->items, out->count, &out->room, sizeof(*out->items));
		out->items[out->count++] = (struct split){noun, modifier, head, 1};
	}
}

/* The splits of one noun, which lie side by side, by the counts so far. */
static void share(const struct lexicon *lexicon, struct split *splits, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++) {
		splits[i].share = lexicon->facts[splits[i].modifier].modifiers
			* lexicon->facts[splits[i].head].heads;
		sum += splits[i].share;
	}
	for (size_t i = 0; i < count; i++)
		splits[i].share = sum > 0 ? splits[i].share / sum : 0;
}

/* Before anything was counted. */
static void share_evenly(struct split *splits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		splits[i].share = 1.0 / (double)count;
}

static size_t end_of_noun(const struct splits *splits, size_t i)
{
	uint32_t noun = splits->items[i].noun;

	while (i < splits->count && splits->items[i].noun == noun)
		i++;
	return i;
}

static void count_parts(struct lexicon *lexicon, const struct splits *splits)
{
	for (size_t i = 0; i < lexicon->forms.count; i++)
		lexicon->facts[i].modifiers = lexicon->facts[i].heads = 0;
	for (size_t i = 0; i < splits->count; i++) {
		const struct split *split = &splits->items[i];

		lexicon->facts[split->modifier].modifiers += split->share;
		lexicon->facts[split->head].heads += split->share;
	}
}

static void learn(struct lexicon *lexicon)
{
	struct splits splits = {0};
	size_t forms = lexicon->forms.count;

	for (uint32_t i = 0; i < forms; i++) {
		if (lexicon->facts[i].kinds & NOUN)
			find_splits(lexicon, i, &splits);
	}
	for (int round = 0; round <= ROUNDS; round++) {
		for (size_t i = 0, end; i < splits.count; i = end) {
			end = end_of_noun(&splits, i);
			if (round == 0)
				share_evenly(splits.items + i, end - i);
			else
				share(lexicon, splits.items + i, end - i);
		}
		count_parts(lexicon, &splits);
	}
	free(splits.items);
}

int main(int argument_count, char **arguments)
{
	SCOPED(buf_release) struct buf dictionary = {0};
	SCOPED(buf_release) struct buf forms = {0};
	struct lexicon lexicon = {0};
	struct error err = {0};

	if (argument_count != 4) {
		fprintf(stderr, "usage: make_lexicon DE-EN NGERMAN OUTPUT\n");
		return 2;
	}
	if (!file_read(arguments[1], &dictionary, &err)
		|| !file_read(arguments[2], &forms, &err)) {
		fprintf(stderr, "make_lexicon: %s\n", err.text);
		return 1;
	}
	read_dictionary(&lexicon, &dictionary);
	read_forms(&lexicon, &forms);
	add_modifiers(&lexicon);
	learn(&lexicon);
	if (!lexicon_write(&lexicon, arguments[3], &err)) {
		fprintf(stderr, "make_lexicon: %s\n", err.text);
		return 1;
	}
	string_table_release(&lexicon.forms);
	free(lexicon.facts);
	return 0;
}
