/* SPDX-License-Identifier: GPL-2.0-or-later */
/* quality: what a client prefers among what it names in a header (RFC 9110, 12.4.2). */
#ifndef SEARCHD_HTTP_QUALITY_H
#define SEARCHD_HTTP_QUALITY_H

#include <stdbool.h>
#include <stddef.h>

enum { QUALITY_MAX = 1000 };

/* One of the comma-separated entries, such as "de-AT" of "de-AT;q=0.8". */
struct quality_entry {
	const char *name; /* in the header */
	size_t length;
	int weight; /* in thousandths, QUALITY_MAX unless told; 0: not wanted */
};

/* Goes to the next entry of the header, which *next points into. False at its end. */
bool quality_next(const char **next, struct quality_entry *out);

/* The weight of the name, in any case; that of other if the header does not name it. */
int quality_of(const char *header, const char *name, int other);

#endif
