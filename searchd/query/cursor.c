/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/cursor.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/*
 * The form: its version and kind in a byte, how many were shown, position,
 * revision, a digest of the search, the shown ones, a digest of all before; the
 * lowest bytes first, in base64url.
 */
enum {
	FORM = 0x10, /* and the kind */
	POSITION_BYTES = 4,
	DIGEST_BYTES = 6,
	SHOWN_BYTES = 6,
	REVISION_BYTES = 8,
	HEAD_BYTES = 2 + POSITION_BYTES + REVISION_BYTES + DIGEST_BYTES,
	BYTES_MAX = HEAD_BYTES + CURSOR_SHOWN_MAX * SHOWN_BYTES + DIGEST_BYTES,
};

static const char letters[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

struct bytes {
	unsigned char at[BYTES_MAX];
	size_t count;
};

static void put(struct bytes *bytes, uint64_t number, size_t count)
{
	for (; count; count--, number >>= 8)
		bytes->at[bytes->count++] = (unsigned char)number;
}

static uint64_t get(const struct bytes *bytes, size_t *at, size_t count)
{
	uint64_t number = 0;

	for (size_t i = 0; i < count; i++)
		number |= (uint64_t)bytes->at[(*at)++] << (8 * i);
	return number;
}

static uint64_t digest_of(const void *bytes, size_t length)
{
	return XXH3_64bits(bytes, length) & CURSOR_SHOWN_MASK;
}

static void write_letters(const struct bytes *bytes, struct buf *out)
{
	uint32_t rest = 0;
	unsigned bits = 0;

	for (size_t i = 0; i < bytes->count; i++) {
		rest = rest << 8 | bytes->at[i];
		for (bits += 8; bits >= 6; bits -= 6)
			buf_add(out, &letters[rest >> (bits - 6) & 0x3f], 1);
	}
	if (bits)
		buf_add(out, &letters[rest << (6 - bits) & 0x3f], 1);
}

static bool read_letters(const char *text, struct bytes *out)
{
	uint32_t rest = 0;
	unsigned bits = 0;

	for (; *text; text++) {
		const char *letter = strchr(letters, *text);

		if (!letter)
			return false;
		rest = rest << 6 | (uint32_t)(letter - letters);
		bits += 6;
		if (bits < 8)
			continue;
		if (out->count == BYTES_MAX)
			return false;
		bits -= 8;
		out->at[out->count++] = (unsigned char)(rest >> bits);
	}
	return bits < 6 && !(rest & ((1U << bits) - 1));
}

void cursor_write(const struct cursor *cursor, const struct buf *search, struct buf *out)
{
	struct bytes bytes = {.count = 0};

	put(&bytes, FORM | (unsigned)cursor->kind, 1);
	put(&bytes, cursor->shown_count, 1);
	put(&bytes, cursor->position, POSITION_BYTES);
	put(&bytes, cursor->revision, REVISION_BYTES);
	put(&bytes, digest_of(search->bytes, search->length), DIGEST_BYTES);
	for (size_t i = 0; i < cursor->shown_count; i++)
		put(&bytes, cursor->shown[i], SHOWN_BYTES);
	put(&bytes, digest_of(bytes.at, bytes.count), DIGEST_BYTES);
	write_letters(&bytes, out);
}

/* Whether it is in our form, byte by byte. */
static bool is_ours(const struct bytes *bytes)
{
	size_t at;

	if (bytes->count < HEAD_BYTES + DIGEST_BYTES
		|| bytes->count
			!= HEAD_BYTES + (size_t)bytes->at[1] * SHOWN_BYTES + DIGEST_BYTES)
		return false;
	if (bytes->at[0] != (FORM | CURSOR_FIRST) && bytes->at[0] != (FORM | CURSOR_ON))
		return false;
	at = bytes->count - DIGEST_BYTES;
	return digest_of(bytes->at, bytes->count - DIGEST_BYTES)
		== get(bytes, &at, DIGEST_BYTES);
}

bool cursor_read(
	const char *text, const struct buf *search, struct cursor *out, struct error *err)
{
	struct bytes bytes = {.count = 0};
	size_t at = 2;

	if (!read_letters(text, &bytes) || !is_ours(&bytes))
		return error_set(err, ERROR_INVALID,
			"cursor must be next_cursor of an answer, letter by letter; leave "
			"it out to begin anew");
	*out = (struct cursor){.kind = (enum cursor_kind)(bytes.at[0] & ~FORM),
		.shown_count = bytes.at[1]};
	out->position = (uint32_t)get(&bytes, &at, POSITION_BYTES);
	out->revision = get(&bytes, &at, REVISION_BYTES);
	if (get(&bytes, &at, DIGEST_BYTES) != digest_of(search->bytes, search->length))
		return error_set(err, ERROR_INVALID,
			"cursor belongs to another search; repeat q, filters and sort as "
			"they were, or leave it out to begin anew");
	for (size_t i = 0; i < out->shown_count; i++)
		out->shown[i] = get(&bytes, &at, SHOWN_BYTES);
	return true;
}
