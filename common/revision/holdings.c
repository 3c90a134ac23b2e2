/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/holdings.h"

const char *holdings_record(struct holdings holdings, uint32_t document, size_t *size)
{
	const struct entry_place *place = &holdings.columns->places[document];

	*size = 0;
	if (place->offset + place->size_bytes > holdings.store->length)
		return "";
	*size = place->size_bytes;
	return holdings.store->bytes + place->offset;
}
