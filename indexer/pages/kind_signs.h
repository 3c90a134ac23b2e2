/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kind_signs: what of a page speaks for its type: its wording, dates, labels, address. */
#ifndef INDEXER_PAGES_KIND_SIGNS_H
#define INDEXER_PAGES_KIND_SIGNS_H

#include "pages/declared.h"
#include "pages/document.h"
#include "pages/kind_rules.h"

struct wording;

struct kind_found {
	double strength;   /* 0: not there; at most 1 */
	double strongest;  /* weight of the phrase that start and end hold */
	size_t start, end; /* bytes of the text; equal: not in the text */
	const char *said;  /* outside the text, not NUL-terminated; NULL: nowhere */
	size_t said_length;
};

struct kind_signs {
	struct kind_found found[KIND_SIGN_COUNT];
};

/* The document has blocks. Pointers in *out are of declared and the document. */
void kind_signs_read(const struct wording *wording, const struct declared *declared,
	const struct document *document, struct kind_signs *out);

#endif
