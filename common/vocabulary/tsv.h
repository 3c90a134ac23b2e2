/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tsv: reads an embedded table line by line: comments (#), a line of column
 * names, then rows. {0} is an empty one.
 */
#ifndef VOCABULARY_TSV_H
#define VOCABULARY_TSV_H

#include "base/error.h"

#include <stddef.h>

struct tsv {
	const char *name; /* of the table, for errors */
	char *bytes;      /* a copy; fields point into it */
	char *next;
	size_t line;
};

void tsv_open(struct tsv *tsv, const char *name, const char *begin, const char *end);
void tsv_release(struct tsv *tsv);

/*
 * Cuts the next row into count fields, which live as long as tsv. False at the
 * end, and with *err set if a row has another number of fields.
 */
bool tsv_next(struct tsv *tsv, char **fields, size_t count, struct error *err);

/* Cuts the next part off a list, at a separator; NULL after the last one. */
char *tsv_part(char **list, char separator);

#endif
