/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * page_pool: reads pages in worker processes (page_worker.h), several at once.
 * Each job is started, which gives a ticket, and waited for, which gives what
 * came of it; in between the caller does as it likes. A worker that dies or
 * takes too long is replaced and costs the page it was at, no other. One thread.
 */
#ifndef INDEXER_WORKERS_PAGE_POOL_H
#define INDEXER_WORKERS_PAGE_POOL_H

#include "base/error.h"
#include "workers/page_job.h"

#include <stdbool.h>
#include <stddef.h>

struct page_pool;

/* No worker is started before the first job. */
struct page_pool *page_pool_open(int workers);
void page_pool_close(struct page_pool **pool); /* ends the workers at once */

/*
 * The workers get this configuration (config.h). Before the first job; a
 * failure is that of the first wait.
 */
void page_pool_configure(struct page_pool *pool, const char *text, size_t length);

/* Whether enough was started that nobody is idle: wait for the oldest first. */
bool page_pool_is_full(const struct page_pool *pool);

/* The bytes of the job are copied; a ticket is never 0. */
unsigned long page_pool_start(struct page_pool *pool, const struct page_job *job);

/* Whether waiting for the job would take no time. */
bool page_pool_has(const struct page_pool *pool, unsigned long ticket);

/*
 * Waits for the job, which is over then; false: no page can be read at all.
 * *entry gets what was asked for; *text, which is empty, what is to be shown;
 * *blocks, which is empty, what a survey found; or *reason says why none of it
 * is to be had: ERROR_INVALID, the page is bad;
 * ERROR_SYSTEM, it could not be read this time.
 */
bool page_pool_wait(struct page_pool *pool, unsigned long ticket, struct entry *entry,
	struct error *reason, struct error *err);
bool page_pool_wait_shown(struct page_pool *pool, unsigned long ticket, struct buf *text,
	struct error *reason, struct error *err);
bool page_pool_wait_surveyed(struct page_pool *pool, unsigned long ticket,
	struct block_hashes *blocks, struct error *reason, struct error *err);

#endif
