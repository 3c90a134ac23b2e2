/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "record_stream.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "index/entry.h"
#include "index/index_reader.h"
#include "index/store.h"

#include <stdlib.h>
#include <string.h>

struct record_stream {
	struct index_reader *reader;
	struct value_stream *places;
	struct store_map store;
};

bool record_stream_open(const char *path, struct record_stream **out, struct error *err)
{
	SCOPED(record_stream_close)
	struct record_stream *stream = alloc_zeroed(1, sizeof(*stream));
	SCOPED(buf_release) struct buf store = {0};

	buf_add_format(&store, "%s/store", path);
	if (!index_reader_open(path, &stream->reader, err)
		|| !value_stream_open(stream->reader, SLOT_PLACE, &stream->places, err)
		|| !store_map_open(buf_string(&store), &stream->store, err))
		return false;
	*out = TAKE(stream);
	return true;
}

void record_stream_close(struct record_stream **stream)
{
	if (*stream) {
		value_stream_close(&(*stream)->places);
		index_reader_close(&(*stream)->reader);
		store_map_close(&(*stream)->store);
	}
	free(*stream);
	*stream = NULL;
}

bool record_stream_next(struct record_stream *stream, const char **record, size_t *size,
	struct error *err)
{
	const struct store_map *store = &stream->store;
	struct entry_place place;
	uint32_t document;
	const char *bytes;
	size_t length;

	*record = NULL;
	if (!value_stream_next(stream->places, &document, &bytes, &length, err))
		return false;
	if (!document)
		return true;
	if (length != sizeof(place))
		return error_set(err, ERROR_CORRUPT, "the index is damaged; rebuild it");
	memcpy(&place, bytes, sizeof(place));
	place.offset += place.words_bytes;
	if (place.offset > store->length
		|| place.size_bytes > store->length - place.offset)
		return error_set(err, ERROR_CORRUPT,
			"the index's store is shorter than it says; rebuild it");
	*record = store->bytes + place.offset;
	*size = place.size_bytes;
	return true;
}
