/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lexicon: German words and how they build compounds. Compiled at build time
 * by tools/make_lexicon.c and mapped with the program; nothing is parsed.
 *
 * Costs are negative logarithms of probabilities, in LEXICON_COST_UNITs: how
 * often a form begins compounds of the dictionaries, and how often one ends
 * them, learnt from the dictionaries' own compounds by expectation
 * maximisation.
 */
#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include <stddef.h>
#include <stdint.h>

#define LEXICON_MAGIC     0x33584c52U /* "RLX3" */
#define LEXICON_COST_UNIT 256.0
#define LEXICON_NEVER     UINT16_MAX

/*
 * What it costs to leave a word of the dictionaries whole, in nats, and more
 * for each letter. How these were chosen is told in tests/relevance/README.md.
 */
#define LEXICON_WHOLE_COST  8.0
#define LEXICON_LETTER_COST 1.2

/* The file: this head, then slots, entries and bytes. */
struct lexicon_head {
	uint32_t magic;
	uint32_t slot_count; /* a power of two */
	uint32_t entry_count;
	uint32_t byte_count;
};

/*
 * Slots hold entry numbers + 1 in their low bits, the hash's high bits above
 * them, so that hardly any entry is looked at in vain; 0 is free. Open
 * addressing by lexicon_hash().
 */
#define LEXICON_NUMBER_MASK 0xFFFFFU

struct lexicon_entry {
	uint32_t start; /* of the word in the bytes */
	uint32_t
		base; /* entry of the dictionary form of a modifier: wirtschafts -> wirtschaft */
	uint16_t modifier_cost; /* as the beginning of a compound */
	uint16_t head_cost;     /* as its end */
	uint8_t length;
	uint8_t flags; /* enum lexicon_flag */
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

static inline uint32_t lexicon_hash(const char *word, size_t length)
{
	uint32_t hash = 2166136261U; /* FNV-1a */

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)word[i]) * 16777619U;
	return hash ^ hash >> 15;
}

/* The entry of a folded word; NULL: not in the lexicon. */
const struct lexicon_entry *lexicon_find(const char *word, size_t length);

/* Not NUL-terminated: entry->length bytes. */
const char *lexicon_word(const struct lexicon_entry *entry);
const struct lexicon_entry *lexicon_base(const struct lexicon_entry *entry);

#endif
