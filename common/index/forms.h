/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * forms: how many pages have each word of the dictionary. Kept as a list of changes
 * that each batch is appended to, so that a commit costs what it changed; who reads
 * it adds the changes up.
 */
#ifndef INDEX_FORMS_H
#define INDEX_FORMS_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { FORM_BYTES_MAX = 255 }; /* of a spelling; longer words are left out */

struct form_change {
	uint32_t word; /* its number */
	int32_t pages; /* more that have it now; less than 0: fewer */
};

/* The changes of a batch, ascending by word, each word once. */
void forms_add(struct buf *list, const struct form_change *changes, size_t count);

/* {list, size} begins with the first change. */
struct forms_reader {
	const char *list;
	size_t size, offset;
	uint32_t left; /* of the batch at hand */
	uint32_t word; /* the last one of it */
};

/* False: the end, or a damaged list. */
bool forms_next(struct forms_reader *reader, struct form_change *out);

#ifdef __cplusplus
}
#endif

#endif
