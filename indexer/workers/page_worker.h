/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * page_worker: this program as the process that reads pages for another: jobs
 * come from standard input and answers go to standard output, messages of
 * page_job.h, until the input ends. A page that breaks it breaks nothing else.
 */
#ifndef INDEXER_WORKERS_PAGE_WORKER_H
#define INDEXER_WORKERS_PAGE_WORKER_H

/* The word that stands in place of a command; users have no use for it. */
#define PAGE_WORKER_COMMAND "read-pages-for-parent"

/* Open in it if there is a configuration (config.h), whose text it holds. */
enum { PAGE_WORKER_CONFIG = 3 };

/* Returns the exit status. */
int page_worker_main(void);

#endif
