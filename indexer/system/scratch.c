/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "system/scratch.h"

#include "base/buf.h"
#include "base/scope.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPEN_FOLDERS_MAX = 16 }; /* nftw's descriptors */

bool scratch_make(char **out, struct error *err)
{
	const char *folder = getenv("TMPDIR");
	SCOPED(buf_release) struct buf path = {0};

	buf_add_format(
		&path, "%s/regio-indexer-XXXXXX", folder && *folder ? folder : "/tmp");
	if (!mkdtemp(path.bytes))
		return error_set(
			err, ERROR_SYSTEM, "%s: %s", path.bytes, strerror(errno));
	*out = buf_take(&path).bytes;
	return true;
}

static int remove_item(
	const char *path, const struct stat *status, int type, struct FTW *place)
{
	(void)status;
	(void)type;
	(void)place;
	return remove(path);
}

void scratch_remove(char **path)
{
	if (*path)
		nftw(*path, remove_item, OPEN_FOLDERS_MAX, FTW_DEPTH | FTW_PHYS);
	string_free(path);
}
