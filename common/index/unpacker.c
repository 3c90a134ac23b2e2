/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/unpacker.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <zstd.h>

enum { RECORD_BYTES_MAX = 1 << 30 };

struct unpacker {
	ZSTD_DCtx *context;
};

struct unpacker *unpacker_create(void)
{
	struct unpacker *unpacker = alloc_zeroed(1, sizeof(*unpacker));

	unpacker->context = ZSTD_createDCtx();
	if (!unpacker->context)
		exit(ALLOC_STATUS);
	return unpacker;
}

void unpacker_free(struct unpacker **unpacker)
{
	if (*unpacker)
		ZSTD_freeDCtx((*unpacker)->context);
	free(*unpacker);
	*unpacker = NULL;
}

static bool refuse(struct error *err)
{
	return error_set(
		err, ERROR_CORRUPT, "a record of the index is damaged; rebuild it");
}

static bool inflate(struct unpacker *unpacker, const ZSTD_DDict *pattern,
	const char *bytes, size_t size, struct buf *out, struct error *err)
{
	unsigned long long length = ZSTD_getFrameContentSize(bytes, size);
	size_t got;

	if (length > RECORD_BYTES_MAX) /* also what stands for errors */
		return refuse(err);
	buf_reserve(out, (size_t)length);
	got = ZSTD_decompress_usingDDict(
		unpacker->context, out->bytes, (size_t)length, bytes, size, pattern);
	if (ZSTD_isError(got) || got != length)
		return refuse(err);
	out->length = (size_t)length;
	return true;
}

bool unpacker_unpack(struct unpacker *unpacker, const struct pattern *pattern,
	const char *packed, size_t size, struct buf *out, struct error *err)
{
	const ZSTD_DDict *reader = pattern_reader(pattern);

	buf_clear(out);
	if (!size)
		return true;
	switch ((enum unpacker_kind)packed[0]) {
	case UNPACKER_AS_IS:
		buf_add(out, packed + 1, size - 1);
		return true;
	case UNPACKER_ALONE:
		return inflate(unpacker, NULL, packed + 1, size - 1, out, err);
	case UNPACKER_BY_PATTERN:
		return reader ? inflate(unpacker, reader, packed + 1, size - 1, out, err)
			      : refuse(err);
	}
	return refuse(err);
}
