/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/edition.h"

#include <stdio.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct edition edition_of(const struct shelf_stamp *stamp, const struct buf *key)
{
	XXH64_hash_t program = XXH3_64bits(REGIO_VERSION, sizeof(REGIO_VERSION) - 1);
	XXH64_hash_t request =
		XXH3_64bits_withSeed(key->bytes, key->length, stamp->identity ^ program);
	struct edition edition = {.stamp = *stamp};

	snprintf(edition.tag, sizeof(edition.tag), "%u-%llx-%016llx", stamp->generation,
		(unsigned long long)stamp->revision, (unsigned long long)request);
	return edition;
}

bool edition_newest(struct shelf *shelf, const struct buf *key, struct edition *out)
{
	struct shelf_stamp stamp;

	if (!shelf_newest(shelf, &stamp))
		return false;
	*out = edition_of(&stamp, key);
	return true;
}

bool edition_is_newest(const struct edition *edition, struct shelf *shelf)
{
	struct shelf_stamp stamp;

	return shelf_newest(shelf, &stamp)
		&& shelf_stamp_is_same(&stamp, &edition->stamp);
}
