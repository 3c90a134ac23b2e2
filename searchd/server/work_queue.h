/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * work_queue: what waits to be done by other threads, first come, first served,
 * and no more of it than a number. Any thread may call.
 */
#ifndef SEARCHD_SERVER_WORK_QUEUE_H
#define SEARCHD_SERVER_WORK_QUEUE_H

#include <stdbool.h>

/* The caller's things begin with one. */
struct work {
	struct work *next;
};

struct work_queue;

struct work_queue *work_queue_create(unsigned room);

/* Nothing is in it, and nobody waits. */
void work_queue_free(struct work_queue **queue);

/*
 * Whether there is room for one more; if so, the caller puts it. There is none
 * after the end; for the rest of what was taken once there is any before it.
 */
bool work_queue_reserve(struct work_queue *queue);
bool work_queue_reserve_rest(struct work_queue *queue);
void work_queue_put(struct work_queue *queue, struct work *work);

/* Nothing is handed out before this. */
void work_queue_begin(struct work_queue *queue);

/* Waits for the next one; NULL: it was ended, and nothing is left. */
struct work *work_queue_take(struct work_queue *queue);
void work_queue_end(struct work_queue *queue);

#endif
