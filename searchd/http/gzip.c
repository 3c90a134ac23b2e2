/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/gzip.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "http/quality.h"

#include <assert.h>
#include <stdlib.h>
#include <zlib.h>

/*
 * Level 2 takes half the time of zlib's usual level 6, and no more than level 1;
 * it leaves a tenth more bytes. The processor is what is short, not the line.
 */
enum {
	LEVEL = 2,
	WINDOW_BITS = 15,
	GZIP_FORM = 16, /* added to the bits of the window */
	MEMORY_LEVEL = 8,
	BLOCK_MAX = 65535,
	BLOCK_SLACK = 64, /* of head and markers, beside what deflateBound() tells */
};

bool gzip_is_accepted(const char *accept_encoding)
{
	if (!accept_encoding)
		return false;
	return quality_of(accept_encoding, "gzip", quality_of(accept_encoding, "*", 0))
		> 0;
}

struct gzip_file {
	z_stream stream;
};

static void open_stream(z_stream *stream)
{
	if (deflateInit2(stream, LEVEL, Z_DEFLATED, WINDOW_BITS + GZIP_FORM, MEMORY_LEVEL,
		    Z_DEFAULT_STRATEGY)
		!= Z_OK)
		abort(); /* out of memory: alloc_* does the same */
}

/* Nothing stays behind in the stream. */
static void deflate_all(
	z_stream *stream, const char *bytes, size_t length, int flush, struct buf *out)
{
	size_t room = deflateBound(stream, length) + BLOCK_SLACK;
	int done;

	buf_reserve(out, room);
	stream->next_in = (unsigned char *)bytes;
	stream->avail_in = (unsigned)length;
	stream->next_out = (unsigned char *)out->bytes + out->length;
	stream->avail_out = (unsigned)(out->room - out->length - 1);
	done = deflate(stream, flush);
	if (stream->avail_in || done != (flush == Z_FINISH ? Z_STREAM_END : Z_OK))
		abort(); /* there was room for all */
	out->length = (size_t)((char *)stream->next_out - out->bytes);
	out->bytes[out->length] = '\0';
}

static void deflate_whole(const char *bytes, size_t length, int flush, struct buf *out)
{
	z_stream stream = {0};

	open_stream(&stream);
	deflate_all(&stream, bytes, length, flush, out);
	deflateEnd(&stream);
}

struct gzip_file *gzip_file_create(void)
{
	struct gzip_file *file = alloc_zeroed(1, sizeof(*file));

	open_stream(&file->stream);
	return file;
}

void gzip_file_free(struct gzip_file **file_)
{
	struct gzip_file *file = TAKE(*file_);

	if (!file)
		return;
	deflateEnd(&file->stream);
	free(file);
}

void gzip_file_add(
	struct gzip_file *file, const char *bytes, size_t length, struct buf *out)
{
	if (length)
		deflate_all(&file->stream, bytes, length, Z_SYNC_FLUSH, out);
}

void gzip_file_end(struct gzip_file *file, struct buf *out)
{
	deflate_all(&file->stream, "", 0, Z_FINISH, out);
}

void gzip_write(const char *bytes, size_t length, struct buf *out)
{
	deflate_whole(bytes, length, Z_FINISH, out);
}

void gzip_begin(const char *bytes, size_t length, struct buf *out, struct gzip_sum *sum)
{
	deflate_whole(bytes, length, Z_SYNC_FLUSH, out);
	sum->crc = (uint32_t)crc32_z(0, (const unsigned char *)bytes, length);
	sum->length = (uint32_t)length;
}

static void add_little_endian(struct buf *out, uint32_t number, int bytes)
{
	for (int i = 0; i < bytes; i++) {
		char byte = (char)(number >> 8 * i & 0xff);

		buf_add(out, &byte, 1);
	}
}

void gzip_end(const char *bytes, size_t length, struct gzip_sum begun, struct buf *out)
{
	uint32_t crc = (uint32_t)crc32_z(begun.crc, (const unsigned char *)bytes, length);

	assert(length <= BLOCK_MAX);
	buf_reserve(out, length + BLOCK_SLACK);
	add_little_endian(out, 1, 1); /* the last block, and a stored one */
	add_little_endian(out, (uint32_t)length, 2);
	add_little_endian(out, ~(uint32_t)length, 2);
	buf_add(out, bytes, length);
	add_little_endian(out, crc, 4);
	add_little_endian(out, begun.length + (uint32_t)length, 4);
}
