/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * packer: makes records small before they are stored. The first records of a
 * generation are its samples: what they have in common becomes its pattern, by
 * which those that follow are packed. unpacker.h reads them.
 */
#ifndef INDEX_PACKER_H
#define INDEX_PACKER_H

#include "base/buf.h"
#include "base/error.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Of the one writer of a generation. */
struct packer;

/* With the pattern that the generation in the folder has, if any. */
bool packer_open(const char *folder, struct packer **out, struct error *err);
void packer_close(struct packer **packer);

/* Appends the packed record to *out. */
void packer_pack(struct packer *packer, const char *record, size_t size, struct buf *out);

/* It needs no more samples, and has no pattern yet: it should settle. */
bool packer_has_samples(const struct packer *packer);

/* Before a commit at the latest: makes the pattern once there are samples enough, on disk. */
bool packer_settle(struct packer *packer, struct error *err);

#ifdef __cplusplus
}
#endif

#endif
