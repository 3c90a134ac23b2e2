/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/inflow.h"

#include "base/alloc.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum {
	CHUNK = 1 << 16,
	GZIP = 15 + 16, /* zlib's words for kinds of streams */
	ZLIB = 15,
	BARE = -15,
};

struct inflow {
	int file;
	bool packed, ended; /* ended: the file, not what came of it */
	bool begun;         /* inside a member */
	z_stream stream;
	uint64_t taken, given;            /* bytes of the file read; bytes handed out */
	uint64_t member_at, member_given; /* where the member began, and what it gave */
	uint64_t plain_at;                /* handed out, of a file that is not packed */
	unsigned char in[CHUNK], out[CHUNK];
	size_t at, filled; /* of out */
};

struct inflow *inflow_open(int file)
{
	struct inflow *inflow = alloc_zeroed(1, sizeof(*inflow));

	inflow->file = file;
	return inflow;
}

void inflow_close(struct inflow **inflow)
{
	if (*inflow) {
		inflateEnd(&(*inflow)->stream);
		close((*inflow)->file);
	}
	free(*inflow);
	*inflow = NULL;
}

static bool refuse_ratio(struct error *err)
{
	return error_set(err, ERROR_INVALID, "inflates to more than %d times its size",
		INFLOW_RATIO_MAX);
}

/* Reads what comes next of the file behind what is left of it. */
static bool fill_input(struct inflow *inflow, struct error *err)
{
	z_stream *stream = &inflow->stream;
	ssize_t length;

	memmove(inflow->in, stream->next_in ? stream->next_in : inflow->in,
		stream->avail_in);
	stream->next_in = inflow->in;
	do {
		length = read(inflow->file, inflow->in + stream->avail_in,
			CHUNK - stream->avail_in);
	} while (length < 0 && errno == EINTR);
	if (length < 0)
		return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
	inflow->ended = length == 0;
	inflow->taken += (uint64_t)length;
	stream->avail_in += (unsigned)length;
	return true;
}

static uint64_t read_so_far(const struct inflow *inflow)
{
	return inflow->taken - inflow->stream.avail_in;
}

static bool begin_member(struct inflow *inflow, struct error *err)
{
	int state = inflow->begun || inflow->given ? inflateReset2(&inflow->stream, GZIP)
						   : inflateInit2(&inflow->stream, GZIP);

	if (state != Z_OK)
		return error_set(err, ERROR_SYSTEM, "zlib: out of memory");
	inflow->begun = true;
	inflow->member_at = read_so_far(inflow);
	inflow->member_given = 0;
	return true;
}

static bool check_size(const struct inflow *inflow, struct error *err)
{
	uint64_t member = read_so_far(inflow) - inflow->member_at;

	if (inflow->member_given > INFLOW_RATIO_FREE
		&& inflow->member_given / INFLOW_RATIO_MAX > member)
		return refuse_ratio(err);
	if (inflow->given > INFLOW_INFLATED_MAX
		&& inflow->given / INFLOW_TIMES_FREE > inflow->taken)
		return error_set(err, ERROR_INVALID, "inflates to more than %d GB in all",
			INFLOW_INFLATED_MAX >> 30);
	return true;
}

/* One step of zlib; what it gave is in out. */
static bool inflate_some(struct inflow *inflow, struct error *err)
{
	z_stream *stream = &inflow->stream;
	int state;

	stream->next_out = inflow->out;
	stream->avail_out = CHUNK;
	state = inflate(stream, Z_NO_FLUSH);
	inflow->filled = CHUNK - stream->avail_out;
	inflow->given += inflow->filled;
	inflow->member_given += inflow->filled;
	if (state == Z_STREAM_END)
		inflow->begun = false;
	else if (state == Z_BUF_ERROR && inflow->ended)
		return error_set(err, ERROR_INVALID, "the file is cut off");
	else if (state != Z_OK && state != Z_BUF_ERROR)
		return error_set(err, ERROR_INVALID, "its gzip is damaged: %s",
			stream->msg ? stream->msg : "unknown");
	return check_size(inflow, err);
}

static bool is_gzip(const z_stream *stream)
{
	return stream->avail_in >= 2 && stream->next_in[0] == 0x1f
		&& stream->next_in[1] == 0x8b;
}

/* Zeros that pad a tape or a block, and nothing else, may stand behind the last member. */
static bool is_padding(const z_stream *stream)
{
	for (unsigned i = 0; i < stream->avail_in; i++) {
		if (stream->next_in[i])
			return false;
	}
	return true;
}

static bool step_packed(struct inflow *inflow, bool *more, struct error *err)
{
	z_stream *stream = &inflow->stream;

	if (!inflow->begun) {
		if (!is_gzip(stream)) {
			*more = !is_padding(stream);
			stream->avail_in = 0;
			return !*more
				|| error_set(err, ERROR_INVALID,
					"something else follows its gzip");
		}
		if (!begin_member(inflow, err))
			return false;
	}
	return inflate_some(inflow, err);
}

static void step_plain(struct inflow *inflow)
{
	z_stream *stream = &inflow->stream;

	inflow->filled = stream->avail_in;
	if (stream->avail_in)
		memcpy(inflow->out, stream->next_in, stream->avail_in);
	stream->avail_in = 0;
}

/* Fills out again, which is used up. *more is false at the end. */
static bool fill(struct inflow *inflow, bool *more, struct error *err)
{
	z_stream *stream = &inflow->stream;
	bool first = !inflow->taken;

	inflow->at = 0;
	inflow->filled = 0;
	*more = true;
	while (*more && !inflow->filled) {
		while (stream->avail_in < CHUNK / 2 && !inflow->ended) {
			if (!fill_input(inflow, err))
				return false;
		}
		if (first)
			inflow->packed = is_gzip(stream);
		first = false;
		if (!stream->avail_in && !inflow->begun) {
			*more = false;
		} else if (!inflow->packed) {
			step_plain(inflow);
		} else if (!step_packed(inflow, more, err)) {
			return false;
		}
	}
	return true;
}

/* The bytes at hand; *length is 0 at the end. */
static bool look(struct inflow *inflow, size_t *length, struct error *err)
{
	bool more = true;

	if (inflow->at == inflow->filled && !fill(inflow, &more, err))
		return false;
	*length = inflow->filled - inflow->at;
	return true;
}

static void use(struct inflow *inflow, size_t length)
{
	inflow->at += length;
	inflow->plain_at += length;
}

bool inflow_read(
	struct inflow *inflow, char *bytes, size_t length, size_t *got, struct error *err)
{
	size_t done = 0;
	size_t some;

	*got = 0;
	while (done < length) {
		if (!look(inflow, &some, err))
			return false;
		if (!some)
			break;
		if (some > length - done)
			some = length - done;
		if (bytes)
			memcpy(bytes + done, inflow->out + inflow->at, some);
		use(inflow, some);
		done += some;
		*got = done;
	}
	return true;
}

bool inflow_read_line(
	struct inflow *inflow, size_t most, struct buf *line, struct error *err)
{
	size_t some;

	buf_clear(line);
	while (line->length < most) {
		const char *start = (const char *)inflow->out;
		const char *end;

		if (!look(inflow, &some, err))
			return false;
		if (!some)
			break;
		if (some > most - line->length)
			some = most - line->length;
		start += inflow->at;
		end = memchr(start, '\n', some);
		if (end)
			some = (size_t)(end - start) + 1;
		buf_add(line, start, some);
		use(inflow, some);
		if (end)
			break;
	}
	return true;
}

uint64_t inflow_offset(const struct inflow *inflow)
{
	if (!inflow->packed)
		return inflow->plain_at;
	/* all of a member is used: the next one begins where it ends */
	return inflow->begun || inflow->at < inflow->filled ? inflow->member_at
							    : read_so_far(inflow);
}

static int kind_of(const unsigned char *bytes, size_t length)
{
	if (length >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b)
		return GZIP;
	if (length >= 2 && (bytes[0] & 0x0f) == Z_DEFLATED
		&& (bytes[0] << 8 | bytes[1]) % 31 == 0)
		return ZLIB;
	return BARE; /* what some servers call deflate (RFC 9110, 8.4.1.2) */
}

static bool inflate_to_end(
	z_stream *stream, size_t length, size_t most, struct buf *out, struct error *err)
{
	size_t begin = out->length;
	int state = Z_OK;

	while (state == Z_OK) {
		buf_reserve(out, CHUNK);
		stream->next_out = (unsigned char *)out->bytes + out->length;
		stream->avail_out = CHUNK;
		state = inflate(stream, Z_NO_FLUSH);
		out->length += CHUNK - stream->avail_out;
		out->bytes[out->length] = '\0';
		if (out->length - begin > most)
			return error_set(err, ERROR_INVALID,
				"inflates to more than %zu MB", most >> 20);
		if (out->length - begin > INFLOW_RATIO_FREE
			&& (out->length - begin) / INFLOW_RATIO_MAX > length)
			return refuse_ratio(err);
	}
	if (state == Z_BUF_ERROR)
		return error_set(err, ERROR_INVALID, "what is compressed is cut off");
	return state == Z_STREAM_END
		|| error_set(err, ERROR_INVALID, "what is compressed is damaged");
}

bool inflow_inflate(
	const char *bytes, size_t length, size_t most, struct buf *out, struct error *err)
{
	const unsigned char *start = (const unsigned char *)bytes;
	z_stream stream = {
		.next_in = (unsigned char *)start, .avail_in = (unsigned)length};
	bool done;

	if (inflateInit2(&stream, kind_of(start, length)) != Z_OK)
		return error_set(err, ERROR_SYSTEM, "zlib: out of memory");
	done = inflate_to_end(&stream, length, most, out, err);
	inflateEnd(&stream);
	return done;
}
