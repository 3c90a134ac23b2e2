/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compounds: parts a German compound into its words. Of all ways to part it
 * into forms of the lexicon, the likeliest one wins over the word as a whole
 * or loses to it. Any thread.
 */
#ifndef TEXT_COMPOUNDS_H
#define TEXT_COMPOUNDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { COMPOUND_PARTS_MAX = 6, COMPOUND_BYTES_MAX = 100 };

struct lexicon_entry;

struct compound_part {
	uint8_t start, end; /* bytes of the word, linking letters included */
	const char *base;   /* dictionary form, not NUL-terminated; lives for ever */
	uint8_t base_length;
	const struct lexicon_entry *entry; /* of the dictionary form */
};

struct compound {
	struct compound_part parts[COMPOUND_PARTS_MAX];
	size_t count;
};

/* word is folded (unicode_fold). False: it is no compound that we know. */
bool compounds_split(const char *word, size_t length, struct compound *out);

/* The same of a word whose entry was looked up before; NULL: it has none. */
bool compounds_split_found(const struct lexicon_entry *entry, const char *word,
	size_t length, struct compound *out);

#endif
