/* SPDX-License-Identifier: GPL-2.0-or-later */
/* error: what went wrong, said once, by the code that saw it. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

enum error_kind {
	ERROR_NONE,
	ERROR_INVALID, /* the caller's input is wrong */
	ERROR_MISSING, /* no such file, document or index */
	ERROR_GONE,    /* was kept for a while, and is not any more */
	ERROR_BUSY,    /* locked, or changed under us: try again */
	ERROR_CORRUPT, /* a file or the index is damaged */
	ERROR_SYSTEM,  /* the operating system refused */
	ERROR_BUG,     /* we broke our own rules */
};

/* Lives on the caller's stack; all zero means no error. */
struct error {
	enum error_kind kind;
	char text[256]; /* one line of UTF-8, cut if longer */
};

/*
 * Records an error and returns false, so that a failing function ends with
 *	return error_set(err, ERROR_MISSING, "no index at %s", path);
 */
bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Says where: puts "where: " before the text. Returns false as well. */
bool error_at(struct error *err, const char *where);

#ifdef __cplusplus
}
#endif

#endif
