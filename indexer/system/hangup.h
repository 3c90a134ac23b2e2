/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hangup: SIGHUP as a wish that things are read again, as of other programs
 * that run for long. When it comes because the terminal of the process is gone,
 * it asks the process to end instead (stop.h). {.file = -1} is closed.
 */
#ifndef INDEXER_SYSTEM_HANGUP_H
#define INDEXER_SYSTEM_HANGUP_H

#include <stdbool.h>

struct hangup {
	int file; /* to poll(2) for reading; -1: there is none to be had */
	bool had_terminal;
};

/* From now on the signal does not end the process, unless it is ignored by it. */
void hangup_open(struct hangup *hangup);
void hangup_close(struct hangup *hangup);

/* Whether it came since it was asked for last. */
bool hangup_take(struct hangup *hangup);

#endif
