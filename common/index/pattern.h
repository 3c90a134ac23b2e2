/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pattern: what the records of a generation have in common, a dictionary of
 * Zstandard (RFC 8878) in a file of its own. A record of 3 kB packed by it takes
 * less than two thirds of what it takes alone. It is made once, of the first records, and
 * never changes: packer.h. The only home of libzstd is this, packer and unpacker.
 */
#ifndef INDEX_PATTERN_H
#define INDEX_PATTERN_H

#include "base/buf.h"
#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Read-only: any number of threads may unpack by it. */
struct pattern;

/* *out is NULL if the generation in the folder has none (yet). */
bool pattern_open(const char *folder, struct pattern **out, struct error *err);
void pattern_close(struct pattern **pattern);

/* For unpacker.c: a ZSTD_DDict; NULL for NULL. */
const void *pattern_reader(const struct pattern *pattern);

/* Appends the bytes of the folder's pattern to *out; nothing if it has none. */
bool pattern_read(const char *folder, struct buf *out, struct error *err);

/*
 * Appends a pattern of what the samples have in common to *out; nothing if that is
 * not worth one. The samples stand one behind the other in bytes.
 */
void pattern_learn(
	const char *bytes, const size_t *sizes, uint32_t count, struct buf *out);

/* Gives the generation its pattern; it is on disk when this returns. */
bool pattern_write(const char *folder, const struct buf *pattern, struct error *err);

#ifdef __cplusplus
}
#endif

#endif
