/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * entry: one document as the index takes it: ready terms, ready values, the words
 * of its text, and a record that the index stores and does not read.
 */
#ifndef INDEX_ENTRY_H
#define INDEX_ENTRY_H

#include "base/buf.h"
#include "base/string_table.h"
#include "index/field.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { SKETCH_MINIMA = 32 };

enum sketch_flag {
	SKETCH_SECURE = 1, /* its address is an https one */
	SKETCH_PRINT = 2,  /* its address says that it is a print view */
};

/*
 * What tells whether two documents are one page: the value in SLOT_SKETCH, in
 * the machine's byte order. Hashes are 0 where there is nothing.
 */
struct entry_sketch {
	uint64_t whole;     /* of all words of the main text */
	uint64_t title;     /* of the words of the title */
	uint64_t address;   /* of its address, without what makes no other page */
	uint64_t canonical; /* of the address it says is its own, if that is another */
	uint16_t minima[SKETCH_MINIMA]; /* of the main text: text/fingerprint.h */
	uint32_t words;                 /* of the main text */
	uint32_t flags;                 /* of enum sketch_flag */
};

/* What a document is besides its values. */
enum entry_flag {
	ENTRY_VANISHED = 1, /* its source has it no more: RECORD_VANISHED */
	ENTRY_MIXED = 2,    /* both languages have a share of its main text */
};

/* {0} is an empty entry; the caller releases it. */
struct entry {
	struct buf id;             /* unique in the index, any length */
	struct string_table terms; /* with their prefixes, at most 245 bytes each */
	uint32_t *counts;          /* weighted occurrences, one a term */
	size_t counts_room;
	struct buf values[FIELD_FILTER_COUNT]; /* parted by VALUE_SEPARATOR */
	struct buf date;                       /* as SLOT_DATE */
	struct buf words; /* of the text, in their places: index/sent_words.h */
	struct buf record;
	struct entry_sketch sketch; /* not kept without words and an address */
	uint32_t length;            /* words of the text, for ranking */
	uint32_t flags;             /* of enum entry_flag */
};

void entry_release(struct entry *entry);
void entry_clear(struct entry *entry); /* keeps the room */

/* Counts occurrences of a term, weight each; yields its number in terms. */
uint32_t entry_add_term(
	struct entry *entry, const char *term, size_t length, uint32_t weight);
/* The same for one whose terms are all different and all taken so: quicker. */
void entry_take_term(
	struct entry *entry, const char *term, size_t length, uint32_t weight);
void entry_add_value(struct entry *entry, enum field field, const char *value);

/* What the value in SLOT_PLACE says, in the machine's byte order. */
struct entry_place {
	uint64_t offset;      /* in the store: the words, then the record */
	uint32_t words_bytes; /* of the words */
	uint32_t size_bytes;  /* of the record */
	uint32_t length;      /* words */
	uint32_t flags;       /* of enum entry_flag */
	uint64_t order;       /* of the id: parts equals, however the index was made */
};

#ifdef __cplusplus
}
#endif

#endif
