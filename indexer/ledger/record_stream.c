/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/record_stream.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/index_reader.h"
#include "index/records.h"

#include <stdlib.h>
#include <string.h>

struct record_stream {
	struct index_reader *reader;
	struct value_stream *places;
	struct records records;
	struct unpacker *unpacker;
	struct buf record; /* the one at hand */
};

bool record_stream_open(const char *path, struct record_stream **out, struct error *err)
{
	SCOPED(record_stream_close)
	struct record_stream *stream = alloc_zeroed(1, sizeof(*stream));

	stream->unpacker = unpacker_create();
	if (!index_reader_open(path, &stream->reader, err)
		|| !value_stream_open(stream->reader, SLOT_PLACE, &stream->places, err)
		|| !records_open(path, &stream->records, err))
		return false;
	*out = TAKE(stream);
	return true;
}

void record_stream_close(struct record_stream **stream)
{
	if (*stream) {
		value_stream_close(&(*stream)->places);
		index_reader_close(&(*stream)->reader);
		records_close(&(*stream)->records);
		unpacker_free(&(*stream)->unpacker);
		buf_release(&(*stream)->record);
	}
	free(*stream);
	*stream = NULL;
}

bool record_stream_next(struct record_stream *stream, const char **record, size_t *size,
	struct error *err)
{
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
	if (!records_read(
		    &stream->records, &place, stream->unpacker, &stream->record, err))
		return false;
	*record = buf_string(&stream->record);
	*size = stream->record.length;
	return true;
}
