/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * manifest_text: the file "manifest" of a generation, read and written. Text:
 * a line of its version, one of its state, then for each file its name, size
 * and mark and a digest a block, and at the end a digest of all lines before.
 */
#ifndef INDEX_MANIFEST_TEXT_H
#define INDEX_MANIFEST_TEXT_H

#include "base/buf.h"
#include "base/digest.h"
#include "base/error.h"
#include "index/file_mark.h"
#include "index/manifest.h"

#include <stddef.h>
#include <stdint.h>

enum { MANIFEST_BLOCK_BYTES = 1 << 20 }; /* the last block of a file is shorter */

struct manifest_file {
	char *name; /* below the generation's folder */
	uint64_t size;
	struct file_mark mark; /* when it was sealed; {0}: it tells nothing */
	struct digest *blocks; /* manifest_blocks(size) of them */
};

struct manifest {
	enum manifest_state state;
	struct manifest_file *files;
	size_t count;
};

void manifest_release(struct manifest *manifest);

size_t manifest_blocks(uint64_t size);

/* Adds a file with room for its blocks. */
struct manifest_file *manifest_add(
	struct manifest *manifest, const char *name, uint64_t size);

/* NULL: it does not have the file. */
const struct manifest_file *manifest_find(
	const struct manifest *manifest, const char *name);

void manifest_write(const struct manifest *manifest, struct buf *out);

/* ERROR_CORRUPT: not what manifest_write() wrote. The caller releases *out. */
bool manifest_parse(
	const char *text, size_t length, struct manifest *out, struct error *err);

#endif
