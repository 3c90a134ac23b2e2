/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inspect: the command that shows what is understood of one page. */
#ifndef INDEXER_INSPECT_H
#define INDEXER_INSPECT_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

struct buf;
struct document;
struct options;
struct page_tables;

/* A page that is refused is named on standard error and counted in *refused. */
bool inspect_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err);

enum inspect_form { INSPECT_JSON, INSPECT_TEXT };

/* Appends what is understood, as the command shows it. */
void inspect_show(const struct document *document, const struct page_tables *tables,
	enum inspect_form form, struct buf *out);

#endif
