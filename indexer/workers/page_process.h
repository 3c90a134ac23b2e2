/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * page_process: one page worker as its parent sees it: a process, a pipe to it
 * and one from it, neither of which ever makes the parent wait. It takes a
 * second job while it is at the first, so that it is never idle.
 */
#ifndef INDEXER_WORKERS_PAGE_PROCESS_H
#define INDEXER_WORKERS_PAGE_PROCESS_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum {
	PAGE_PROCESS_JOBS = 2, /* the one it is at, and the next */
	PAGE_PROCESS_WALL_MS = 10000,
};

struct page_process {
	pid_t id; /* 0: there is none */
	int to, from;
	bool ready;           /* it has said so */
	bool stopped;         /* we ended it: it took too long */
	bool lied;            /* we ended it: what it said makes no sense */
	unsigned long served; /* jobs it has answered */
	const struct buf *jobs[PAGE_PROCESS_JOBS]; /* messages; they stay the pool's */
	size_t job_count;
	size_t sending, sent; /* the job on its way, and how much of it is gone */
	struct buf inbox;
	uint64_t since_ms; /* when it began what it is at */
};

/* config: a file that it inherits (page_worker.h); -1: none. */
bool page_process_start(struct page_process *process, int config, struct error *err);

/* Ends the process, whatever it does. */
void page_process_stop(struct page_process *process);

/* Gives it a job, for which it must have room. */
void page_process_give(
	struct page_process *process, const struct buf *job, uint64_t now_ms);

/* Writes what the pipe takes. */
void page_process_send(struct page_process *process);
bool page_process_has_to_send(const struct page_process *process);

/* Reads some of what is there; false: the process has ended, or must. */
bool page_process_listen(struct page_process *process);

/* The next whole message, with its head; *out is empty before. False: none yet. */
bool page_process_take(struct page_process *process, struct buf *out);

/* The first job is answered. */
void page_process_finish_job(struct page_process *process, uint64_t now_ms);

enum page_end {
	PAGE_END_FAULT, /* the page's, as it seems: another time it would be the same */
	PAGE_END_TIME,  /* of computing: as above, and trying again is dear */
	PAGE_END_ELSE,  /* it had to wait, or was ended from outside */
};

/* Buries a process that has ended and says why it did. */
enum page_end page_process_bury(struct page_process *process, struct error *reason);

uint64_t page_process_clock_ms(void);

#endif
