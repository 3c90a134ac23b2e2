/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/compounds.h"

#include "text/lexicon.h"

#include <string.h>

/* What it costs beyond the lexicon's costs. */
static const double unknown_cost = 4;    /* to leave an unknown word whole */
static const double inflection_cost = 2; /* to take one off a form that no list has */
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

/* The last part of a compound. */
struct ending {
	const struct lexicon_entry *entry; /* NULL: there is none */
	int cost;
};

static bool ends_with(const char *word, size_t length, const char *ending)
{
	size_t size = strlen(ending);

	return length >= size + INFLECTED_LETTERS_MIN
		&& !memcmp(word + length - size, ending, size)
		/* Bäckerin, but no Rosin of Rosine */
		&& (memcmp(ending, "in", 2) != 0
			|| !memcmp(word + length - size - 2, "er", 2));
}

/* As it is, or without an inflection. */
static struct ending find_ending(const char *word, size_t length)
{
	static const char *const inflections[] = {
		"s", "es", "n", "en", "e", "er", "ern", "in", "innen"};
	const struct lexicon_entry *entry = lexicon_find(word, length);
	struct ending best = {NULL, NEVER};

	if (entry && (entry->flags & LEXICON_ENDING))
		return best;
	if (entry && entry->head_cost != LEXICON_NEVER)
		best = (struct ending){entry, entry->head_cost};
	for (size_t i = 0; i < sizeof(inflections) / sizeof(*inflections); i++) {
		if (!ends_with(word, length, inflections[i]))
			continue;
		entry = lexicon_find(word, length - strlen(inflections[i]));
		if (entry && entry->head_cost != LEXICON_NEVER
			&& entry->head_cost + units(inflection_cost) < best.cost)
			best = (struct ending){
				entry, entry->head_cost + units(inflection_cost)};
	}
	if (best.entry)
		best.cost = part_cost(best.cost, count_letters(word, length));
	return best;
}

/* A word on its way to be parted. */
struct parting {
	const char *word;
	size_t length;
	const struct lexicon_entry *whole; /* NULL: no word of the dictionaries */
	struct path paths[COMPOUND_BYTES_MAX];
};

/* Whether the part before at and -ende are a participle: Studierende. */
static bool is_participle(const struct parting *parting, size_t at)
{
	const struct lexicon_entry *before = parting->paths[at].modifier;

	return before && parting->length - at >= 3
		&& !memcmp(parting->word + at, "end", 3)
		&& (before->flags & LEXICON_PARTICIPLE
			/* Winter is a verb's stem as well, but Winterende an end */
			|| (before->flags & (LEXICON_VERB_STEM | LEXICON_NOUN))
				== LEXICON_VERB_STEM);
}

static bool may_begin(
	const struct parting *parting, const struct lexicon_entry *entry, size_t from)
{
	if (entry->modifier_cost == LEXICON_NEVER)
		return false;
	return !(entry->flags & LEXICON_PARTICLE) || (from == 0 && !parting->whole);
}

static void extend(struct parting *parting, size_t from, size_t to)
{
	const char *part = parting->word + from;
	const struct path *before = &parting->paths[from];
	const struct lexicon_entry *entry = lexicon_find(part, to - from);
	int cost;

	if (!entry || before->parts + 1 >= COMPOUND_PARTS_MAX
		|| !may_begin(parting, entry, from) || is_participle(parting, from))
		return;
	cost = before->cost
		+ part_cost(entry->modifier_cost, count_letters(part, to - from));
	if (cost < parting->paths[to].cost)
		parting->paths[to] = (struct path){
			cost, (uint8_t)from, (uint8_t)(before->parts + 1), entry};
}

static void find_paths(struct parting *parting)
{
	parting->paths[0] = (struct path){0};
	for (size_t to = 1; to < parting->length; to++) {
		parting->paths[to] = (struct path){.cost = NEVER};
		if (!is_letter_start(parting->word, to))
			continue;
		for (size_t from = 0; from + PART_LETTERS_MIN <= to; from++) {
			if (parting->paths[from].cost < NEVER
				&& count_letters(parting->word + from, to - from)
					>= PART_LETTERS_MIN)
				extend(parting, from, to);
		}
	}
}

static const struct lexicon_entry *find_whole(const char *word, size_t length)
{
	const struct lexicon_entry *entry = lexicon_find(word, length);

	return entry && (entry->flags & LEXICON_WORD) ? entry : NULL;
}

/* Bereitstellung comes from bereitstellen. */
static bool is_derived(const char *word, size_t length)
{
	static const char *const suffixes[] = {
		"ung", "ungen", "er", "ers", "ern", "erin", "erinnen", "en", "ens"};

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		const struct lexicon_entry *stem;

		if (!ends_with(word, length, suffixes[i]))
			continue;
		stem = lexicon_find(word, length - strlen(suffixes[i]));
		if (stem && (stem->flags & LEXICON_VERB_STEM))
			return true;
	}
	return false;
}

/* Lower-case words of the dictionaries are no compounds of nouns. */
static bool stays_whole(const struct parting *parting)
{
	const struct lexicon_entry *whole = parting->whole;

	return (whole && (whole->flags & LEXICON_NAME || !(whole->flags & LEXICON_NOUN)))
		|| is_derived(parting->word, parting->length);
}

/* What it costs not to part the word. */
static int whole_cost(const struct parting *parting)
{
	return units(LEXICON_WHOLE_COST
		+ LEXICON_LETTER_COST
			* (double)count_letters(parting->word, parting->length)
		+ (parting->whole ? 0 : unknown_cost));
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
	struct parting parting;
	struct ending ending = {NULL, NEVER};
	size_t split = 0;
	int best;

	if (length < 2 * (size_t)PART_LETTERS_MIN || length >= COMPOUND_BYTES_MAX)
		return false;
	parting.word = word;
	parting.length = length;
	parting.whole = find_whole(word, length);
	if (stays_whole(&parting))
		return false;
	best = whole_cost(&parting);
	find_paths(&parting);
	for (size_t at = PART_LETTERS_MIN; at + PART_LETTERS_MIN <= length; at++) {
		struct ending found;

		if (parting.paths[at].cost >= best || is_participle(&parting, at)
			|| count_letters(word + at, length - at) < PART_LETTERS_MIN)
			continue;
		found = find_ending(word + at, length - at);
		if (!found.entry || parting.paths[at].cost + found.cost >= best)
			continue;
		best = parting.paths[at].cost + found.cost;
		ending = found;
		split = at;
	}
	if (!ending.entry)
		return false;
	collect(parting.paths, split, length, ending.entry, out);
	return true;
}
