/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gzip: answers in fewer bytes (RFC 1951, RFC 1952); the only home of zlib here.
 * Any thread may call.
 */
#ifndef SEARCHD_HTTP_GZIP_H
#define SEARCHD_HTTP_GZIP_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

enum { GZIP_WORTHWHILE = 1024 }; /* bytes from which on it saves a client time */

/* By Accept-Encoding (RFC 9110, 12.5.3); NULL: the client did not send it. */
bool gzip_is_accepted(const char *accept_encoding);

/* What a file says of its text at its end. */
struct gzip_sum {
	uint32_t crc, length;
};

/* Appends a whole file. */
void gzip_write(const char *bytes, size_t length, struct buf *out);

/* A file that is written while its text comes; it takes a quarter of a megabyte. */
struct gzip_file;

struct gzip_file *gzip_file_create(void);
void gzip_file_free(struct gzip_file **file);

/* Appends what the text adds to the file: who has it, and all before, can read the text. */
void gzip_file_add(
	struct gzip_file *file, const char *bytes, size_t length, struct buf *out);

/* Appends the end of the file, to which nothing is added any more. */
void gzip_file_end(struct gzip_file *file, struct buf *out);

/*
 * Appends a file but for its end, so that it can be kept, and sent again and
 * again with another end.
 */
void gzip_begin(const char *bytes, size_t length, struct buf *out, struct gzip_sum *sum);

/* Appends the end, of less than 64 KiB, which is not worth the work and stays as it is. */
void gzip_end(const char *bytes, size_t length, struct gzip_sum begun, struct buf *out);

#endif
