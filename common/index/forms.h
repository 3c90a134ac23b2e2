/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * forms: which words the pages have, as they are written, and how many pages
 * have each. Kept as a list of changes that each batch is appended to, so that
 * a commit costs what it changed; who reads it adds the changes up.
 */
#ifndef INDEX_FORMS_H
#define INDEX_FORMS_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { FORM_BYTES_MAX = 255 }; /* longer words are left out */

struct form_change {
	const char *form; /* in the list; not NUL-terminated */
	size_t length;
	int32_t pages; /* more that have it now; less than 0: fewer */
};

void forms_add(struct buf *list, const char *form, size_t length, int32_t pages);

/* The change at *offset, which moves on. False: the end, or a damaged list. */
bool forms_next(const char *list, size_t size, size_t *offset, struct form_change *out);

#ifdef __cplusplus
}
#endif

#endif
