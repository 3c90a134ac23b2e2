/* SPDX-License-Identifier: GPL-2.0-or-later */
/* member: one page out of a file that holds many, as it comes out. */
#ifndef INDEXER_SOURCES_MEMBER_H
#define INDEXER_SOURCES_MEMBER_H

#include "base/error.h"
#include "sources/item.h"

#include <stddef.h>

enum member_kind {
	MEMBER_PAGE,
	MEMBER_REFUSED, /* reason says why */
	MEMBER_CUT,     /* the same, and nothing comes behind it: it may still be there */
};

enum {
	MEMBER_NAME_MAX = 4096,               /* bytes */
	MEMBER_RECORD_MAX = 64 * 1024 * 1024, /* bytes of which a page may be made */
};

/* It points to what lives until the next one is asked for. */
struct member {
	enum member_kind kind;
	unsigned long number; /* from 1; what is left out counts */
	const char *name;     /* its URI, or path below the file */
	const char *encoding; /* as the server said; NULL: it did not */
	enum item_format format;
	const char *bytes;
	size_t length;
	struct error reason;
};

#endif
