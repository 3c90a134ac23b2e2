/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/records.h"

#include "base/scope.h"

bool records_open(const char *path, struct records *out, struct error *err)
{
	SCOPED(buf_release) struct buf store = {0};
	struct records records = {0};

	buf_add_format(&store, "%s/store", path);
	if (!store_map_open(buf_string(&store), &records.store, err)
		|| !pattern_open(path, &records.pattern, err)) {
		records_close(&records);
		return false;
	}
	*out = records;
	return true;
}

void records_close(struct records *records)
{
	store_map_close(&records->store);
	pattern_close(&records->pattern);
}

/* NULL: the store ends before. */
static const char *piece(const struct records *records, uint64_t offset, uint32_t bytes)
{
	const struct store_map *store = &records->store;

	return offset <= store->length && bytes <= store->length - offset
		? store->bytes + offset
		: NULL;
}

const char *records_words(
	const struct records *records, const struct entry_place *place, size_t *size)
{
	const char *words = piece(records, place->offset, place->words_bytes);

	*size = words ? place->words_bytes : 0;
	return *size ? words : "";
}

const char *records_packed(
	const struct records *records, const struct entry_place *place, size_t *size)
{
	const char *packed =
		piece(records, place->offset + place->words_bytes, place->size_bytes);

	*size = packed ? place->size_bytes : 0;
	return *size ? packed : "";
}

bool records_read(const struct records *records, const struct entry_place *place,
	struct unpacker *unpacker, struct buf *out, struct error *err)
{
	size_t size;
	const char *packed = records_packed(records, place, &size);

	buf_clear(out);
	if (!place->size_bytes)
		return true;
	if (!size)
		return error_set(err, ERROR_CORRUPT,
			"the index's store is shorter than it says; rebuild it");
	return unpacker_unpack(unpacker, records->pattern, packed, size, out, err);
}
