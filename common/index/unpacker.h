/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unpacker: records as they were before packer.h made them small. */
#ifndef INDEX_UNPACKER_H
#define INDEX_UNPACKER_H

#include "base/buf.h"
#include "base/error.h"
#include "index/pattern.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The first byte of a packed record: how the others are to be read. */
enum unpacker_kind {
	UNPACKER_AS_IS,
	UNPACKER_ALONE,      /* Zstandard */
	UNPACKER_BY_PATTERN, /* Zstandard, with the generation's pattern */
};

/* Of one thread, for packed records of any generation. */
struct unpacker;

struct unpacker *unpacker_create(void);
void unpacker_free(struct unpacker **unpacker);

/* The record replaces what is in *out. ERROR_CORRUPT: damaged, or by another pattern. */
bool unpacker_unpack(struct unpacker *unpacker, const struct pattern *pattern,
	const char *packed, size_t size, struct buf *out, struct error *err);

#ifdef __cplusplus
}
#endif

#endif
