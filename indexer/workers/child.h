/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * child: this program as a process of its own for one file: it reads the file
 * from standard input and answers on standard output. What it does there is a
 * word of the command line. It never outlives its parent.
 */
#ifndef INDEXER_WORKERS_CHILD_H
#define INDEXER_WORKERS_CHILD_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* {0} is none. */
struct child {
	pid_t id;
	int output;
	uint64_t wait_ms; /* for its next bytes */
	bool stopped;     /* it took longer */
};

/* words end with NULL, the first is the program's name; input stays the caller's. */
bool child_start(struct child *child, char *const words[], int input, uint64_t wait_ms,
	struct error *err);

/*
 * Its next bytes, at most length; 0: it has ended. False: they did not come in
 * time, and it was ended (ERROR_INVALID), or ERROR_SYSTEM.
 */
bool child_read(
	struct child *child, char *bytes, size_t length, size_t *got, struct error *err);

/* Ends it, whatever it does, and yields its status as waitpid() tells it. */
int child_stop(struct child *child);

/* Waits for its end. The same. */
int child_wait(struct child *child);

/* What went wrong, by the status. False: nothing did. */
bool child_tell(int status, struct error *reason);

#endif
