/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tally: how often each of many names occurs, and who was among the first. */
#ifndef INDEXER_REPORTS_TALLY_H
#define INDEXER_REPORTS_TALLY_H

#include "base/string_table.h"

#include <stddef.h>
#include <stdint.h>

enum {
	TALLY_NAMES_MOST = 65536, /* what comes later is counted without its name */
	TALLY_EXAMPLES = 3,
};

/* The first few of many: NUL-terminated, or NULL. */
struct tally_sample {
	unsigned long count;
	char *examples[TALLY_EXAMPLES];
};

void tally_sample_add(struct tally_sample *sample, const char *name, size_t length);
void tally_sample_release(struct tally_sample *sample);

/* {0} is an empty one; the owner releases it. */
struct tally {
	struct string_table names;
	struct tally_sample *samples; /* of each name, by its number */
	size_t room;
	unsigned long unnamed;
};

void tally_release(struct tally *tally);

/* Counts the name once more. example: who has it; NULL: nobody is remembered. */
void tally_add(struct tally *tally, const char *name, size_t length, const char *example,
	size_t example_length);

enum tally_order { TALLY_BY_COUNT, TALLY_BY_NAME };

/* The numbers of all names in that order; the caller frees them. */
uint32_t *tally_rank(const struct tally *tally, enum tally_order order);
void tally_rank_free(uint32_t **ranked);

#endif
