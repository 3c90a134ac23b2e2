/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json: writes JSON straight into a buf, once, without a tree. Commas and
 * escapes are its business; matching begin and end is the caller's.
 * Text must be valid UTF-8. What it writes is safe inside an HTML script
 * element too: '<', U+2028 and U+2029 are escaped.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

#include <stdbool.h>

void json_object_begin(struct buf *out);
void json_object_end(struct buf *out);
void json_array_begin(struct buf *out);
void json_array_end(struct buf *out);

/* The name of the next value, inside an object. */
void json_key(struct buf *out, const char *key);

void json_string(struct buf *out, const char *text, size_t length);
void json_text(struct buf *out, const char *text); /* NUL-terminated; NULL is null */
void json_integer(struct buf *out, long long number);
void json_number(
	struct buf *out, double number); /* 15 digits at most; null if not finite */
void json_bool(struct buf *out, bool truth);
void json_null(struct buf *out);

#endif
