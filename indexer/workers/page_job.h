/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * page_job: what is asked of a page worker and what it answers, as messages of
 * wire.h. An answer comes from a process that has read hostile bytes: all of it
 * is checked before it is believed.
 */
#ifndef INDEXER_WORKERS_PAGE_JOB_H
#define INDEXER_WORKERS_PAGE_JOB_H

#include "base/error.h"
#include "index/entry.h"
#include "pages/page.h"
#include "pages/site_frame.h"

#include <stddef.h>

enum page_job_kind {
	PAGE_JOB_PAGE, /* a page as page_read() takes it */
	PAGE_JOB_LINE, /* a JSON line */
};

enum page_job_wanted {
	PAGE_JOB_ENTRY, /* for the index */
	PAGE_JOB_JSON,  /* what is understood, for people and programs */
	PAGE_JOB_TEXT,
	PAGE_JOB_SURVEY, /* of a page: what page_survey() finds */
};

struct page_job {
	enum page_job_kind kind;
	enum page_job_wanted wanted;
	const char *id;          /* of a page; a line has its own */
	struct page page;        /* of a line only the bytes */
	struct site_frame frame; /* page.frame, of a job that was read */
};

/* Clears out and writes the whole message into it. */
void page_job_write(const struct page_job *job, struct buf *out);

/*
 * Reads a message without its head; the job points into it, and its frame's
 * blocks are *frame, which is emptied first. False: broken.
 */
bool page_job_parse(const char *bytes, size_t length, struct page_job *out,
	struct block_hashes *frame);

enum page_answer_kind {
	PAGE_ANSWER_READY,   /* the worker can take jobs; told once */
	PAGE_ANSWER_ENTRY,   /* of PAGE_JOB_ENTRY */
	PAGE_ANSWER_SHOWN,   /* a text: of PAGE_JOB_JSON, PAGE_JOB_TEXT */
	PAGE_ANSWER_BLOCKS,  /* hashes: of PAGE_JOB_SURVEY */
	PAGE_ANSWER_REFUSED, /* the page is bad: a text says why */
};

/* Each clears out and writes the whole message into it. */
void page_answer_write(
	enum page_answer_kind kind, const char *text, size_t length, struct buf *out);
void page_answer_write_entry(const struct entry *entry, struct buf *out);
void page_answer_write_blocks(const struct block_hashes *blocks, struct buf *out);

struct page_answer {
	enum page_answer_kind kind;
	const char *text; /* but of an entry; points into the message */
	size_t length;    /* valid UTF-8, or hashes for block_hashes_add_bytes() */
};

/*
 * Reads a message without its head; an entry goes to *entry, which is cleared
 * first. False: it is not what a worker may say.
 */
bool page_answer_parse(
	const char *bytes, size_t length, struct page_answer *out, struct entry *entry);

#endif
