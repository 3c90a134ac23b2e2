/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * excerpt: which one or two passages of a text show best what was found in it:
 * whole sentences, as far as they are short enough.
 */
#ifndef SEARCHD_ANSWERS_EXCERPT_H
#define SEARCHD_ANSWERS_EXCERPT_H

#include "answers/finds.h"
#include "index/record.h"

#include <stddef.h>

enum {
	EXCERPT_PARTS_MAX = 2,
	EXCERPT_BYTES = 240,     /* about this long */
	EXCERPT_BYTES_MAX = 360, /* unless a sentence is, or there are two parts */
};

/* In the order of the text, without blanks around them. */
struct excerpt {
	struct stretch parts[EXCERPT_PARTS_MAX];
	size_t count; /* 1 or 2 */
};

/*
 * Around the finds; the beginning if there are none. A second part is a sentence with
 * words of the query that the first lacks. heading: bytes of the text that repeat the
 * title, which are shown only if nothing else is found. Borrows nothing.
 */
void excerpt_choose(const struct record_part *text, size_t heading,
	const struct finds *finds, const struct snippet_terms *terms,
	struct excerpt *out);

#endif
