/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/pattern.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/scope.h"

#define ZDICT_STATIC_LINKING_ONLY /* for parameters that it need not try out */
#include <stdlib.h>
#include <unistd.h>
#include <zdict.h>
#include <zstd.h>

enum {
	PATTERN_BYTES_MAX = 256 * 1024,
	SEGMENT_BYTES = 1024, /* of the samples, taken over as they are */
};

struct pattern {
	ZSTD_DDict *reader;
};

static void write_path(const char *folder, struct buf *out)
{
	buf_add_format(out, "%s/pattern", folder);
}

bool pattern_read(const char *folder, struct buf *out, struct error *err)
{
	SCOPED(buf_release) struct buf path = {0};
	SCOPED(buf_release) struct buf bytes = {0};

	write_path(folder, &path);
	if (access(buf_string(&path), F_OK) != 0)
		return true;
	if (!file_read(buf_string(&path), &bytes, err))
		return false;
	buf_add(out, bytes.bytes, bytes.length);
	return true;
}

bool pattern_open(const char *folder, struct pattern **out, struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	SCOPED(pattern_close) struct pattern *pattern = NULL;

	if (!pattern_read(folder, &bytes, err))
		return false;
	if (bytes.length) {
		pattern = alloc_zeroed(1, sizeof(*pattern));
		pattern->reader = ZSTD_createDDict(bytes.bytes, bytes.length);
		if (!pattern->reader)
			return error_set(err, ERROR_CORRUPT,
				"%s/pattern is damaged; rebuild the index", folder);
	}
	*out = TAKE(pattern);
	return true;
}

void pattern_close(struct pattern **pattern)
{
	if (*pattern)
		ZSTD_freeDDict((*pattern)->reader);
	free(*pattern);
	*pattern = NULL;
}

const void *pattern_reader(const struct pattern *pattern)
{
	return pattern ? pattern->reader : NULL;
}

void pattern_learn(
	const char *bytes, const size_t *sizes, uint32_t count, struct buf *out)
{
	/* what its search, which takes five times as long, finds best on our records */
	const ZDICT_fastCover_params_t parameters = {
		.k = SEGMENT_BYTES, .d = 8, .f = 20, .accel = 1};
	size_t length;

	buf_reserve(out, out->length + PATTERN_BYTES_MAX);
	length = ZDICT_trainFromBuffer_fastCover(out->bytes + out->length,
		PATTERN_BYTES_MAX, bytes, sizes, count, parameters);
	if (!ZDICT_isError(length))
		out->length += length;
}

bool pattern_write(const char *folder, const struct buf *pattern, struct error *err)
{
	SCOPED(buf_release) struct buf path = {0};

	write_path(folder, &path);
	return file_replace(buf_string(&path), pattern->bytes, pattern->length, err);
}
