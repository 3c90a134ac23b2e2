/* SPDX-License-Identifier: GPL-2.0-or-later */
/* holdings: what one revision of an index says of its documents: values and records. */
#ifndef REVISION_HOLDINGS_H
#define REVISION_HOLDINGS_H

#include "index/store.h"
#include "revision/columns.h"

/* Both belong to the same revision and to whoever lends them. */
struct holdings {
	const struct columns *columns;
	const struct store_map *store;
};

/* The words of a document; size 0 if it has none. They live as long as the store. */
const char *holdings_words(struct holdings holdings, uint32_t document, size_t *size);

/* The record of a document; size 0 if it has none. It lives as long as the store. */
const char *holdings_record(struct holdings holdings, uint32_t document, size_t *size);

#endif
