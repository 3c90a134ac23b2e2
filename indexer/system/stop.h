/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stop: SIGTERM and SIGINT as a wish that is looked at between two steps, not
 * as an interruption. They stay blocked and pending, so there is no state here.
 */
#ifndef INDEXER_SYSTEM_STOP_H
#define INDEXER_SYSTEM_STOP_H

#include <stdbool.h>

/* From now on the two do not end the process, nor those it starts. */
void stop_hold(void);

/* Whether the process was asked to end since; false if nothing is held. */
bool stop_is_asked(void);

/* A file that poll(2) finds readable once it was; the caller closes it. -1: none. */
int stop_file(void);

#endif
