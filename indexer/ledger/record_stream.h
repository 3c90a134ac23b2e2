/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record_stream: the stored records of all documents of a generation, one
 * after another, as of its last commit. Needs no lock.
 */
#ifndef INDEXER_LEDGER_RECORD_STREAM_H
#define INDEXER_LEDGER_RECORD_STREAM_H

#include "base/error.h"

#include <stddef.h>

struct record_stream;

/* path is the generation's folder. The caller closes the stream. */
bool record_stream_open(const char *path, struct record_stream **out, struct error *err);
void record_stream_close(struct record_stream **stream);

/*
 * The next record, NULL at the end; it lives until the next call. ERROR_BUSY:
 * the generation was written meanwhile; start over. ERROR_CORRUPT: damaged.
 */
bool record_stream_next(struct record_stream *stream, const char **record, size_t *size,
	struct error *err);

#endif
