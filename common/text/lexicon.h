/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lexicon: German words and how they build compounds. Compiled at build time
 * by tools/make_lexicon.c, and its own words parted and stemmed by make_lexicon_parts.c;
 * mapped with the program, nothing is parsed.
 *
 * Costs are negative logarithms of probabilities, in LEXICON_COST_UNITs: how
 * often a form begins compounds of the dictionaries, and how often one ends
 * them, learnt from the dictionaries' own compounds by expectation
 * maximisation.
 */
#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LEXICON_MAGIC     0x34584c52U /* "RLX4" */
#define LEXICON_COST_UNIT 256.0
#define LEXICON_NEVER     UINT16_MAX

/*
 * What it costs to leave a word of the dictionaries whole, in nats, and more
 * for each letter. How these were chosen is told in tests/relevance/README.md.
 */
#define LEXICON_WHOLE_COST  8.0
#define LEXICON_LETTER_COST 1.2

/* The file: this head, then filter, slots, entries, parts and bytes. */
struct lexicon_head {
	uint32_t magic;
	uint32_t slot_count;
	uint32_t entry_count;
	uint32_t part_count;
	uint32_t byte_count;
	uint32_t cheapest_end; /* of all head costs */
	uint32_t unused[2];
};

/* What a form may be to others. */
enum lexicon_use {
	LEXICON_BEGINS,  /* compounds */
	LEXICON_ENDS,    /* compounds, or none at all (LEXICON_ENDING) */
	LEXICON_DERIVES, /* nouns: a verb's stem */
	LEXICON_USE_COUNT
};

/*
 * The filter has a bit set for the hash of each form for each of its uses: what
 * has none is told from memory that stays near the processor.
 */
#define LEXICON_FILTER_BITS  (1U << 21)
#define LEXICON_FILTER_WORDS (LEXICON_FILTER_BITS / 32)

/*
 * Slots hold entry numbers + 1 in their low bits, the hash's low bits above
 * them, so that hardly any entry is looked at in vain; 0 is free. Open
 * addressing from lexicon_slot() on.
 */
#define LEXICON_NUMBER_BITS 20
#define LEXICON_NUMBER_MASK ((1U << LEXICON_NUMBER_BITS) - 1)
#define LEXICON_BYTES_MAX   (1U << 24) /* of all words */
#define LEXICON_PARTS_MAX   ((1U << 24) - 1)

struct lexicon_entry {
	uint32_t start : 24; /* of the word in the bytes */
	uint32_t length : 8;
	uint32_t
		base : 24; /* entry of a modifier's dictionary form: wirtschafts -> wirtschaft */
	uint32_t flags : 8;  /* enum lexicon_flag */
	uint32_t parts : 24; /* first of its parts + 1; 0: it is no compound */
	uint32_t stem : 8;   /* bytes of the word that its stem has; 0: lexicon_stem() */
	uint16_t modifier_cost; /* as the beginning of a compound */
	uint16_t head_cost;     /* as its end */
};

/* Of a compound; the next one follows. */
struct lexicon_part {
	uint32_t base : 24; /* entry of its dictionary form */
	uint32_t end : 7;   /* bytes of the compound */
	uint32_t is_last : 1;
};

enum lexicon_flag {
	LEXICON_WORD = 1, /* a word by itself, not only a form in compounds */
	LEXICON_NOUN = 2,
	LEXICON_NAME = 4,        /* of a place: never parted */
	LEXICON_PARTICLE = 8,    /* begins no compound that is a word already */
	LEXICON_ENDING = 16,     /* ends no compound */
	LEXICON_VERB_STEM = 32,  /* with -ung, -er and so on it is no compound */
	LEXICON_PARTICIPLE = 64, /* -ende behind it is no end: Vorsitz-ende */
	LEXICON_SINGULAR = 128   /* the dictionary has it as a noun in the singular */
};

/* FNV-1a, which goes on from byte to byte. */
#define LEXICON_HASH_START 2166136261U

static inline uint32_t lexicon_hash_add(uint32_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * 16777619U;
}

static inline uint32_t lexicon_hash(const char *word, size_t length)
{
	uint32_t hash = LEXICON_HASH_START;

	for (size_t i = 0; i < length; i++)
		hash = lexicon_hash_add(hash, word[i]);
	return hash;
}

static inline uint32_t lexicon_slot(uint32_t hash, uint32_t slot_count)
{
	return (uint32_t)((uint64_t)(hash * 0x9E3779B1U) * slot_count >> 32);
}

static inline uint32_t lexicon_filter_bit(uint32_t hash, enum lexicon_use use)
{
	hash += use * 0x9E3779B1U;
	return (hash ^ hash >> 15) % LEXICON_FILTER_BITS;
}

/* The entry of a folded word; NULL: not in the lexicon. */
const struct lexicon_entry *lexicon_find(const char *word, size_t length);
const struct lexicon_entry *lexicon_find_hashed(
	const char *word, size_t length, uint32_t hash);

/* Whether some form with this hash may be used so; hardly ever true of others. */
bool lexicon_may_be(uint32_t hash, enum lexicon_use use);

/* No last part of a compound costs less. */
int lexicon_cheapest_end(void);

/* Not NUL-terminated: entry->length bytes. */
const char *lexicon_word(const struct lexicon_entry *entry);
const struct lexicon_entry *lexicon_base(const struct lexicon_entry *entry);
const struct lexicon_entry *lexicon_entry_at(uint32_t number);

/*
 * Writes the word's stem, as the German stemmer has it. False: it is none that
 * comes of cutting off the end and the marks of umlauts.
 */
bool lexicon_stem(const struct lexicon_entry *entry, struct buf *out);

/* Of the word itself, not of its base; NULL: it is no compound. */
const struct lexicon_part *lexicon_parts(const struct lexicon_entry *entry);

#endif
