/* SPDX-License-Identifier: GPL-2.0-or-later */
/* buf: a string that grows. {0} is an empty one. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct buf {
	char *bytes;   /* NUL-terminated once anything was added; else NULL */
	size_t length; /* without the NUL */
	size_t room;
};

void buf_release(struct buf *buf);

/* Makes room for length more bytes and their NUL. */
void buf_reserve(struct buf *buf, size_t length);

void buf_add(struct buf *buf, const char *bytes, size_t length);
void buf_add_string(struct buf *buf, const char *string);
void buf_add_format(struct buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Empties buf and keeps its room for what comes next. */
void buf_clear(struct buf *buf);

/* Hands the contents over and leaves buf empty. */
struct buf buf_take(struct buf *buf);

/* The contents so far, never NULL; valid until buf changes. */
const char *buf_string(const struct buf *buf);

#ifdef __cplusplus
}
#endif

#endif
