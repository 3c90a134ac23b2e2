/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inflow: the bytes of a file read forwards, inflated if they are gzip's, whose
 * members may follow one another as Heritrix and wget write them (RFC 1952, 2.2).
 * A file that inflates beyond all proportion ends with an error.
 */
#ifndef INDEXER_SOURCES_INFLOW_H
#define INDEXER_SOURCES_INFLOW_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	INFLOW_RATIO_MAX = 200,      /* of bytes given to bytes read */
	INFLOW_RATIO_FREE = 1 << 20, /* bytes given before the ratio counts */
	INFLOW_INFLATED_MAX = 1
		<< 30, /* bytes given in all, or so many times the file: */
	INFLOW_TIMES_FREE = 4,
};

struct inflow;

/* Takes the descriptor over. */
struct inflow *inflow_open(int file);
void inflow_close(struct inflow **inflow);

/*
 * The next bytes, at most length of them; fewer only at the end, 0 behind it.
 * Of an error *got tells how many came before it.
 * ERROR_SYSTEM: reading failed. ERROR_INVALID: damaged, cut off, or too large.
 */
bool inflow_read(struct inflow *inflow, char *bytes, size_t length, size_t *got,
	struct error *err);

/* The next line with its end; it is cut at most bytes. Empty: the end. */
bool inflow_read_line(
	struct inflow *inflow, size_t most, struct buf *line, struct error *err);

/* Where in the file the next byte stands: of gzip, where its member begins. */
uint64_t inflow_offset(const struct inflow *inflow);

/*
 * Appends the inflated bytes of a gzip, zlib or bare deflate stream that is all
 * there, under the ratio above. ERROR_INVALID: damaged, cut off, or over most bytes.
 */
bool inflow_inflate(const char *bytes, size_t length, size_t most, struct buf *out,
	struct error *err);

#endif
