/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * page_jail: what a process that reads hostile bytes may still do (jail.h):
 * compute, and talk through the pipes it has. Under the address sanitizer, which
 * needs terabytes and system calls of its own, only the limits on time and core
 * dumps hold.
 */
#ifndef INDEXER_WORKERS_PAGE_JAIL_H
#define INDEXER_WORKERS_PAGE_JAIL_H

enum {
	PAGE_JAIL_CPU_S = 5,        /* of a page; the process is ended by SIGPROF */
	PAGE_JAIL_MEMORY_MB = 1024, /* of the process; alloc ends it with ALLOC_STATUS */
};

/* For good. All that needs files must be open. */
void page_jail_enter(void);

/* Between them a page is read: its time begins, and no longer counts. */
void page_jail_start_clock(void);
void page_jail_stop_clock(void);

#endif
