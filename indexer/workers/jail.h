/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * jail: what a process gives up for good before it meets hostile bytes: system
 * calls (seccomp(2)), files (landlock(7)), memory, time. Linux only; what a
 * kernel lacks is left out without a word, as the limits hold in any case.
 */
#ifndef INDEXER_WORKERS_JAIL_H
#define INDEXER_WORKERS_JAIL_H

#include <stdbool.h>
#include <stddef.h>

enum jail_list {
	JAIL_NONE_BUT, /* these calls, and memory that is not run, are allowed */
	JAIL_ALL_BUT,  /* these calls are forbidden: for a program that is not ours */
};

struct jail {
	enum jail_list list;
	const int *calls; /* numbers of sys/syscall.h; at most JAIL_CALLS_MAX */
	size_t call_count;
	const char *const *folders; /* NULL ends it; below may be read and run */
	const char *path;           /* the same, with colons between; NULL: none */
	/* Limits; 0: none. */
	unsigned memory_mb, cpu_s;
	unsigned files;    /* open at a time */
	bool writes_files; /* that are open already, or outside of what landlock knows */
};

enum { JAIL_CALLS_MAX = 64 };

/* Ends this process with its parent, and not by what is typed for the parent. */
void jail_bind(void);

/* It leaves no core file, which would hold what it read. */
void jail_forbid_dumps(void);

/* A call that is forbidden fails with EPERM: libraries cope, and nothing is done. */
void jail_enter(const struct jail *jail);

#endif
