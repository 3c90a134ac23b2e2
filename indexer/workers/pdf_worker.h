/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pdf_worker: this program as the process that becomes pdftotext: standard input
 * is the PDF file, its text goes to standard output. Before, it gives up what
 * pdftotext has no need of: writing files, the network, other processes, and
 * time and memory without end. What a kernel lacks is left out without a word.
 */
#ifndef INDEXER_WORKERS_PDF_WORKER_H
#define INDEXER_WORKERS_PDF_WORKER_H

/* The word that stands in place of a command; users have no use for it. */
#define PDF_WORKER_COMMAND "read-pdf-for-parent"

enum {
	PDF_WORKER_CPU_S = 10,
	PDF_WORKER_MEMORY_MB = 1024,
	PDF_WORKER_MISSING = 127, /* exit status: there is no pdftotext */
};

/* Returns only if there is no such program: the exit status. */
int pdf_worker_main(void);

#endif
