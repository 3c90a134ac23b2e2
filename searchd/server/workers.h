/* SPDX-License-Identifier: GPL-2.0-or-later */
/* workers: the threads that do what waits in a queue. */
#ifndef SEARCHD_SERVER_WORKERS_H
#define SEARCHD_SERVER_WORKERS_H

#include "base/error.h"
#include "server/work_queue.h"

struct workers;

/*
 * The queue must outlive them. ERROR_SYSTEM: there cannot be so many threads;
 * those that were started are in *out even so, to be closed.
 */
bool workers_open(struct work_queue *queue, void (*work_on)(struct work *),
	unsigned count, struct workers **out, struct error *err);

/* Waits until all is done; the queue was ended before. */
void workers_close(struct workers **workers);

#endif
