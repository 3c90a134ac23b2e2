/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * unpack_worker: this program as the process that takes the pages out of one
 * file for another: the file is standard input, messages of member_wire.h go to
 * standard output. A file that breaks it breaks nothing else.
 */
#ifndef INDEXER_WORKERS_UNPACK_WORKER_H
#define INDEXER_WORKERS_UNPACK_WORKER_H

/* The word that stands in place of a command; the kind of the file follows it. */
#define UNPACK_WORKER_COMMAND "unpack-for-parent"

#define UNPACK_WORKER_WARC    "warc"
#define UNPACK_WORKER_ARCHIVE "archive"
#define UNPACK_WORKER_FEED    "feed"

/*
 * It is told in pieces of many lines, each "P DAY ADDRESS" of a page or "M 0 ADDRESS"
 * of another sitemap; see pages/sitemap.h.
 */
#define UNPACK_WORKER_SITEMAP "sitemap"

/* Returns the exit status. */
int unpack_worker_main(const char *kind);

#endif
