/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * digest: 128 bits that stand for bytes of any length (XXH3). Good against
 * chance, not against an adversary who wants two pages to share one.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { DIGEST_LETTERS = 22 };

struct digest {
	uint64_t high, low;
};

struct digest digest_of(const void *bytes, size_t length);
bool digest_equal(struct digest a, struct digest b);

/* As text for keys: letters, digits, - and _, with a NUL. */
void digest_write(struct digest digest, char out[DIGEST_LETTERS + 1]);

/* Reads what digest_write() wrote; false: it is something else. */
bool digest_parse(const char *text, struct digest *out);

#ifdef __cplusplus
}
#endif

#endif
