/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/holdings.h"

static const char *piece(
	const struct store_map *store, uint64_t offset, uint32_t bytes, size_t *size)
{
	*size = 0;
	if (!bytes || offset + bytes > store->length)
		return "";
	*size = bytes;
	return store->bytes + offset;
}

const char *holdings_words(struct holdings holdings, uint32_t document, size_t *size)
{
	const struct entry_place *place = &holdings.columns->places[document];

	return piece(holdings.store, place->offset, place->words_bytes, size);
}

const char *holdings_record(struct holdings holdings, uint32_t document, size_t *size)
{
	const struct entry_place *place = &holdings.columns->places[document];

	return piece(holdings.store, place->offset + place->words_bytes,
		place->size_bytes, size);
}
