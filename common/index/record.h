/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record: what is stored of a document besides its postings: tagged parts,
 * one after another, each a tag byte, a length and its bytes.
 */
#ifndef INDEX_RECORD_H
#define INDEX_RECORD_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Never renumbered; a part may stand several times (cities) or not at all. */
enum record_tag {
	RECORD_ID = 1,
	RECORD_URL,
	RECORD_TITLE,
	RECORD_TYPE,
	RECORD_LANGUAGE,
	RECORD_DATE, /* YYYY-MM-DD, cut to what is known */
	RECORD_YEAR, /* digits */
	RECORD_CITY,
	RECORD_CLUSTER,
	RECORD_TEXT,   /* main text, blocks end with a newline */
	RECORD_BLOCKS, /* per block: u32 end in the text, u8 kind, u8 language */
	RECORD_EVIDENCE =
		13, /* JSON: dates, cities, clusters, a project's facts, type_evidence */
	RECORD_ORIGINS = 17,  /* where the evidence stands: entries/origins.h; before the
			      * text, like all that is read of every document */
	RECORD_VANISHED = 20, /* YYYY-MM-DD: when its source had it no more; before all */
	RECORD_PROGRAMME,     /* a value of the facet */
	RECORD_COUNTRY,       /* ISO 3166, two letters */
	RECORD_RUNNING,       /* digits: a year in which the project ran */
	RECORD_BUDGET,        /* digits: euro cents */
};

struct record_part {
	enum record_tag tag;
	const char *bytes; /* in the record; not NUL-terminated */
	size_t length;
};

void record_add(
	struct buf *record, enum record_tag tag, const char *bytes, size_t length);

/* A block of a record's text: RECORD_BLOCKS. */
struct record_block {
	uint32_t end; /* in the text; it begins where the one before ends */
	uint8_t kind, language;
};

/* The part at *offset, which moves on. False: the end, or a damaged record. */
bool record_next(
	const char *record, size_t size, size_t *offset, struct record_part *out);

/* The block at *offset of RECORD_BLOCKS, which moves on. False: there is no other. */
bool record_next_block(
	const struct record_part *blocks, size_t *offset, struct record_block *out);

/* How many blocks there are. */
size_t record_block_count(const struct record_part *blocks);

/* The first part with the tag; an empty one if there is none. */
struct record_part record_find(const char *record, size_t size, enum record_tag tag);

#ifdef __cplusplus
}
#endif

#endif
