/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/compounds.h"

#include "text/lexicon.h"

#include <string.h>

/*
 * A word as a whole costs so much: a dictionary's word less than an unknown
 * one. How these were chosen is told in tests/relevance/README.md.
 */
static const double whole_cost = 8;
static const double letter_cost = 1;
static const double unknown_cost = 4;
static const double short_part_cost = 1.5;

enum {
	PART_LETTERS_MIN = 3,
	SHORT_PART_LETTERS = 4, /* parts below it cost extra */
	INFLECTED_LETTERS_MIN = 4,
	NEVER = 1 << 28,
};

/* The cheapest way to part the first bytes of a word. */
struct path {
	int cost; /* NEVER: no way leads here */
	uint8_t from;
	uint8_t parts;
	const struct lexicon_entry *modifier;
};

static int units(double cost)
{
	return (int)(cost * LEXICON_COST_UNIT);
}

static bool is_letter_start(const char *word, size_t at)
{
	return ((unsigned char)word[at] & 0xC0) != 0x80;
}

static size_t count_letters(const char *word, size_t length)
{
	size_t letters = 0;

	for (size_t i = 0; i < length; i++)
		letters += is_letter_start(word, i);
	return letters;
}

static int part_cost(int cost, size_t letters)
{
	return cost + (letters < SHORT_PART_LETTERS ? units(short_part_cost) : 0);
}

/* The entry of a compound's end: as it is, or without an inflection. */
static const struct lexicon_entry *find_head(const char *word, size_t length)
{
	static const char *const inflections[] = {"s", "es", "n", "en", "e", "er", "ern"};
	const struct lexicon_entry *best = lexicon_find(word, length);

	for (size_t i = 0; i < sizeof(inflections) / sizeof(*inflections); i++) {
		size_t size = strlen(inflections[i]);
		const struct lexicon_entry *entry;

		if (length < size + INFLECTED_LETTERS_MIN
			|| memcmp(word + length - size, inflections[i], size) != 0)
			continue;
		entry = lexicon_find(word, length - size);
		if (entry && (!best || entry->head_cost < best->head_cost))
			best = entry;
	}
	return best && best->head_cost != LEXICON_NEVER ? best : NULL;
}

static void extend(const char *word, size_t from, size_t to, struct path *paths)
{
	const struct lexicon_entry *entry = lexicon_find(word + from, to - from);
	int cost;

	if (!entry || entry->modifier_cost == LEXICON_NEVER
		|| paths[from].parts + 1 >= COMPOUND_PARTS_MAX)
		return;
	cost = paths[from].cost
		+ part_cost(entry->modifier_cost, count_letters(word + from, to - from));
	if (cost < paths[to].cost)
		paths[to] = (struct path){
			cost, (uint8_t)from, (uint8_t)(paths[from].parts + 1), entry};
}

static void find_paths(const char *word, size_t length, struct path *paths)
{
	paths[0] = (struct path){0};
	for (size_t to = 1; to < length; to++) {
		paths[to].cost = NEVER;
		if (!is_letter_start(word, to))
			continue;
		for (size_t from = 0; from + PART_LETTERS_MIN <= to; from++) {
			if (paths[from].cost < NEVER
				&& count_letters(word + from, to - from)
					>= PART_LETTERS_MIN)
				extend(word, from, to, paths);
		}
	}
}

/* What it costs not to part the word. */
static int whole(const char *word, size_t length)
{
	const struct lexicon_entry *entry = lexicon_find(word, length);
	bool known = entry && (entry->flags & LEXICON_WORD);

	return units(whole_cost + letter_cost * (double)count_letters(word, length)
		+ (known ? 0 : unknown_cost));
}

static struct compound_part part_of(
	const struct lexicon_entry *entry, size_t start, size_t end)
{
	return (struct compound_part){
		(uint8_t)start, (uint8_t)end, lexicon_word(entry), entry->length};
}

static void collect(const struct path *paths, size_t split, size_t length,
	const struct lexicon_entry *head, struct compound *out)
{
	size_t end = split;

	out->count = paths[split].parts + 1U;
	out->parts[out->count - 1] = part_of(head, split, length);
	for (size_t i = out->count - 1; i-- > 0;) {
		out->parts[i] =
			part_of(lexicon_base(paths[end].modifier), paths[end].from, end);
		end = paths[end].from;
	}
}

bool compounds_split(const char *word, size_t length, struct compound *out)
{
	struct path paths[COMPOUND_BYTES_MAX];
	const struct lexicon_entry *head = NULL;
	size_t split = 0;
	int best;

	if (length < 2 * (size_t)PART_LETTERS_MIN || length >= COMPOUND_BYTES_MAX)
		return false;
	best = whole(word, length);
	find_paths(word, length, paths);
	for (size_t at = PART_LETTERS_MIN; at < length; at++) {
		const struct lexicon_entry *end;
		size_t letters = count_letters(word + at, length - at);

		if (paths[at].cost >= best || letters < PART_LETTERS_MIN)
			continue;
		end = find_head(word + at, length - at);
		if (!end || paths[at].cost + part_cost(end->head_cost, letters) >= best)
			continue;
		best = paths[at].cost + part_cost(end->head_cost, letters);
		head = end;
		split = at;
	}
	if (!head)
		return false;
	collect(paths, split, length, head, out);
	return true;
}
