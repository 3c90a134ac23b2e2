/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/records.h"

#include "base/scope.h"

bool records_open(const char *path, struct records *out, struct error *err)
{
	SCOPED(records_close) struct records records = {0};
	SCOPED(buf_release) struct buf store = {0};

	buf_add_format(&store, "%s/store", path);
	if (!store_map_open(buf_string(&store), &records.store, err)
		|| !pattern_open(path, &records.pattern, err))
		return false;
	*out = records;
	records = (struct records){0};
	return true;
}

void records_close(struct records *records)
{
	store_map_close(&records->store);
	pattern_close(&records->pattern);
}

bool records_read(const struct records *records, const struct entry_place *place,
	struct unpacker *unpacker, struct buf *out, struct error *err)
{
	const struct store_map *store = &records->store;

	buf_clear(out);
	if (place->offset > store->length
		|| place->size_bytes > store->length - place->offset)
		return error_set(err, ERROR_CORRUPT,
			"the index's store is shorter than it says; rebuild it");
	return !place->size_bytes
		|| unpacker_unpack(unpacker, records->pattern,
			store->bytes + place->offset, place->size_bytes, out, err);
}
