/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/parting.h"

#include "text/lexicon.h"
#include "text/unicode.h"

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
		&& word[length - 1] == ending[size - 1] /* a quick look */
		&& !memcmp(word + length - size, ending, size)
		/* Bäckerin, but no Rosin of Rosine */
		&& (memcmp(ending, "in", 2) != 0
			|| !memcmp(word + length - size - 2, "er", 2));
}

static const struct lexicon_entry *find_used(
	const char *word, size_t length, enum lexicon_use use)
{
	uint32_t hash = lexicon_hash(word, length);

	return lexicon_may_be(hash, use) ? lexicon_find_hashed(word, length, hash) : NULL;
}

/* As it is, or without an inflection. */
static struct ending find_ending(const char *word, size_t length)
{
	static const char *const inflections[] = {
		"s", "es", "n", "en", "e", "er", "ern", "in", "innen"};
	const struct lexicon_entry *entry = find_used(word, length, LEXICON_ENDS);
	struct ending best = {NULL, NEVER};

	if (entry && (entry->flags & LEXICON_ENDING))
		return best;
	if (entry && entry->head_cost != LEXICON_NEVER)
		best = (struct ending){entry, entry->head_cost};
	for (size_t i = 0; i < sizeof(inflections) / sizeof(*inflections); i++) {
		if (!ends_with(word, length, inflections[i]))
			continue;
		entry = find_used(word, length - strlen(inflections[i]), LEXICON_ENDS);
		if (entry && entry->head_cost != LEXICON_NEVER
			&& entry->head_cost + units(inflection_cost) < best.cost)
			best = (struct ending){
				entry, entry->head_cost + units(inflection_cost)};
	}
	return best;
}

/* A word on its way to be parted. */
struct parting {
	const char *word;
	size_t length;
	const struct lexicon_entry *whole;   /* NULL: no word of the dictionaries */
	int whole_cost;                      /* not to part it */
	uint8_t letters[COMPOUND_BYTES_MAX]; /* before each byte */
	struct path paths[COMPOUND_BYTES_MAX];
};

static size_t count_letters(const struct parting *parting, size_t start, size_t end)
{
	return (size_t)parting->letters[end] - parting->letters[start];
}

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

static void extend(struct parting *parting, size_t from, size_t to, uint32_t hash)
{
	const char *part = parting->word + from;
	const struct path *before = &parting->paths[from];
	const struct lexicon_entry *entry = lexicon_find_hashed(part, to - from, hash);
	int cost;

	if (!entry || !may_begin(parting, entry, from))
		return;
	cost = before->cost
		+ part_cost(entry->modifier_cost, count_letters(parting, from, to));
	if (cost < parting->paths[to].cost)
		parting->paths[to] = (struct path){
			cost, (uint8_t)from, (uint8_t)(before->parts + 1), entry};
}

/* What costs as much as the whole with any last part leads nowhere. */
static bool may_go_on(const struct parting *parting, size_t from)
{
	const struct path *before = &parting->paths[from];

	return before->cost < parting->whole_cost - lexicon_cheapest_end()
		&& before->parts + 1 < COMPOUND_PARTS_MAX
		&& !is_participle(parting, from);
}

static void extend_all(struct parting *parting, size_t from)
{
	uint32_t hash = LEXICON_HASH_START;

	for (size_t to = from; to + PART_LETTERS_MIN <= parting->length; to++) {
		if (count_letters(parting, from, to) >= PART_LETTERS_MIN
			&& unicode_begins(parting->word[to])
			&& lexicon_may_be(hash, LEXICON_BEGINS))
			extend(parting, from, to, hash);
		hash = lexicon_hash_add(hash, parting->word[to]);
	}
}

static void find_paths(struct parting *parting)
{
	parting->paths[0] = (struct path){0};
	for (size_t at = 1; at < parting->length; at++)
		parting->paths[at] = (struct path){.cost = NEVER};
	for (size_t from = 0; from + PART_LETTERS_MIN < parting->length; from++) {
		if (may_go_on(parting, from))
			extend_all(parting, from);
	}
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
		stem = find_used(word, length - strlen(suffixes[i]), LEXICON_DERIVES);
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
static int whole_cost(size_t letters, bool is_known)
{
	return units(LEXICON_WHOLE_COST + LEXICON_LETTER_COST * (double)letters
		+ (is_known ? 0 : unknown_cost));
}

static void begin(struct parting *parting, const struct lexicon_entry *entry,
	const char *word, size_t length)
{
	size_t letters = 0;

	parting->word = word;
	parting->length = length;
	parting->whole = entry && (entry->flags & LEXICON_WORD) ? entry : NULL;
	for (size_t i = 0; i < length; i++) {
		parting->letters[i] = (uint8_t)letters;
		letters += unicode_begins(word[i]);
	}
	parting->letters[length] = (uint8_t)letters;
	parting->whole_cost = whole_cost(letters, parting->whole != NULL);
}

/* The likeliest way into a last part; split tells where it begins. */
static struct ending choose(const struct parting *parting, size_t *split)
{
	struct ending chosen = {NULL, parting->whole_cost};
	size_t length = parting->length;

	for (size_t at = PART_LETTERS_MIN; at + PART_LETTERS_MIN <= length; at++) {
		const struct path *path = &parting->paths[at];
		size_t letters = count_letters(parting, at, length);
		struct ending found;

		if (path->cost >= chosen.cost - lexicon_cheapest_end()
			|| letters < PART_LETTERS_MIN || is_participle(parting, at))
			continue;
		found = find_ending(parting->word + at, length - at);
		found.cost = path->cost + part_cost(found.cost, letters);
		if (!found.entry || found.cost >= chosen.cost)
			continue;
		chosen = found;
		*split = at;
	}
	return chosen;
}

static void collect(const struct parting *parting, size_t split,
	const struct lexicon_entry *head, struct parted *out)
{
	size_t end = split;

	out->count = parting->paths[split].parts + 1U;
	out->parts[out->count - 1] = (struct parted_part){head, (uint8_t)parting->length};
	for (size_t i = out->count - 1; i-- > 0;) {
		const struct path *path = &parting->paths[end];

		out->parts[i] =
			(struct parted_part){lexicon_base(path->modifier), (uint8_t)end};
		end = path->from;
	}
}

bool parting_find(const struct lexicon_entry *entry, const char *word, size_t length,
	struct parted *out)
{
	struct parting parting;
	struct ending ending;
	size_t split = 0;

	if (length < 2 * (size_t)PART_LETTERS_MIN || length >= COMPOUND_BYTES_MAX)
		return false;
	begin(&parting, entry, word, length);
	if (stays_whole(&parting))
		return false;
	find_paths(&parting);
	ending = choose(&parting, &split);
	if (!ending.entry)
		return false;
	collect(&parting, split, ending.entry, out);
	return true;
}
