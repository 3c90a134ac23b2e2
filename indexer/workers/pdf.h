/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pdf: from the bytes of a PDF file to its text, by pdftotext of Debian's
 * poppler-utils in a process of its own (pdf_worker.h).
 */
#ifndef INDEXER_WORKERS_PDF_H
#define INDEXER_WORKERS_PDF_H

#include "base/buf.h"
#include "base/error.h"
#include "pages/page.h"

#include <stdbool.h>
#include <stddef.h>

enum { PDF_WALL_MS = 10000 };

/* {0} is an empty one; the owner releases it. */
struct pdf {
	struct buf text;  /* UTF-8 */
	struct buf title; /* empty: none that people would call it by */
	struct buf day;   /* YYYY-MM-DD it was made on; empty: not said */
};

void pdf_release(struct pdf *pdf);

/*
 * ERROR_INVALID: damaged, encrypted, without text, or over the limits on time,
 * memory and size. ERROR_SYSTEM: pdftotext is not there.
 */
bool pdf_read(const char *bytes, size_t length, struct pdf *out, struct error *err);

/* page says what the PDF says; it points into it. */
void pdf_set_page(const struct pdf *pdf, struct page *page);

#endif
