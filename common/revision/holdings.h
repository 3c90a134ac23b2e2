/* SPDX-License-Identifier: GPL-2.0-or-later */
/* holdings: what one revision of an index says of its documents: values and records. */
#ifndef REVISION_HOLDINGS_H
#define REVISION_HOLDINGS_H

#include "index/records.h"
#include "revision/columns.h"

/* Both belong to the same revision and to whoever lends them. */
struct holdings {
	const struct columns *columns;
	const struct records *records;
};

/* The words of a document; size 0 if it has none. They live as long as the records. */
const char *holdings_words(struct holdings holdings, uint32_t document, size_t *size);

/* The record of a document replaces what is in *out: nothing if it has none, or a damaged one. */
void holdings_record(struct holdings holdings, uint32_t document,
	struct unpacker *unpacker, struct buf *out);

#endif
