/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/file.h"

#include "base/scope.h"

#include <errno.h>
#include <string.h>

bool file_read(const char *path, struct buf *out, struct error *err)
{
	SCOPED(file_close) FILE *file = fopen(path, "rb");
	SCOPED(buf_release) struct buf bytes = {0};
	char chunk[4096];
	size_t length;

	if (!file)
		return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
	while ((length = fread(chunk, 1, sizeof(chunk), file)) > 0)
		buf_add(&bytes, chunk, length);
	if (ferror(file))
		return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
	*out = buf_take(&bytes);
	return true;
}
