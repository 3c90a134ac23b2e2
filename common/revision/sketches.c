/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/sketches.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/field.h"

#include <stdlib.h>
#include <string.h>

void sketches_release(struct sketches *sketches)
{
	free(sketches->items);
	free(sketches->documents);
	*sketches = (struct sketches){0};
}

static void add(
	struct sketches *sketches, uint32_t document, const char *bytes, size_t length)
{
	size_t count = sketches->count;
	struct entry_sketch sketch;

	if (length != sizeof(sketch))
		return;
	memcpy(&sketch, bytes, sizeof(sketch));
	if (!sketch.address)
		return;
	sketches->items = alloc_grow(
		sketches->items, count, &sketches->items_room, sizeof(*sketches->items));
	sketches->documents = alloc_grow(sketches->documents, count,
		&sketches->documents_room, sizeof(*sketches->documents));
	sketches->items[count] = sketch;
	sketches->documents[count] = document;
	sketches->count++;
}

bool sketches_load(struct index_reader *reader, struct sketches *out, struct error *err)
{
	SCOPED(value_stream_close) struct value_stream *stream = NULL;
	SCOPED(sketches_release) struct sketches sketches = {0};
	const char *bytes = NULL;
	size_t length = 0;
	uint32_t document;

	if (!value_stream_open(reader, SLOT_SKETCH, &stream, err))
		return false;
	for (;;) {
		if (!value_stream_next(stream, &document, &bytes, &length, err))
			return false;
		if (!document)
			break;
		add(&sketches, document, bytes, length);
	}
	*out = sketches;
	sketches = (struct sketches){0};
	return true;
}
