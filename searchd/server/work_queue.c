/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/work_queue.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <assert.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>

struct work_queue {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct work *first, *last;
	unsigned room, taken; /* taken: reserved or in it */
	bool begun, ended;
};

struct work_queue *work_queue_create(unsigned room)
{
	struct work_queue *queue = alloc_zeroed(1, sizeof(*queue));

	pthread_mutex_init(&queue->lock, NULL);
	pthread_cond_init(&queue->changed, NULL);
	queue->room = room;
	return queue;
}

void work_queue_free(struct work_queue **queue_)
{
	struct work_queue *queue = TAKE(*queue_);

	if (!queue)
		return;
	assert(!queue->first);
	pthread_cond_destroy(&queue->changed);
	pthread_mutex_destroy(&queue->lock);
	free(queue);
}

static bool reserve(struct work_queue *queue, unsigned room)
{
	bool has_room;

	pthread_mutex_lock(&queue->lock);
	has_room = !queue->ended && queue->taken < room;
	queue->taken += has_room;
	pthread_mutex_unlock(&queue->lock);
	return has_room;
}

bool work_queue_reserve(struct work_queue *queue)
{
	return reserve(queue, queue->room);
}

bool work_queue_reserve_rest(struct work_queue *queue)
{
	return reserve(queue, UINT_MAX);
}

void work_queue_put(struct work_queue *queue, struct work *work)
{
	pthread_mutex_lock(&queue->lock);
	work->next = NULL;
	if (queue->first)
		queue->last->next = work;
	else
		queue->first = work;
	queue->last = work;
	pthread_cond_signal(&queue->changed);
	pthread_mutex_unlock(&queue->lock);
}

void work_queue_begin(struct work_queue *queue)
{
	pthread_mutex_lock(&queue->lock);
	queue->begun = true;
	pthread_cond_broadcast(&queue->changed);
	pthread_mutex_unlock(&queue->lock);
}

struct work *work_queue_take(struct work_queue *queue)
{
	struct work *work;

	pthread_mutex_lock(&queue->lock);
	while (!(queue->begun && queue->first) && !(queue->ended && !queue->taken))
		pthread_cond_wait(&queue->changed, &queue->lock);
	work = queue->first;
	if (work) {
		queue->first = work->next;
		queue->taken--;
		if (queue->ended && !queue->taken)
			pthread_cond_broadcast(&queue->changed);
	}
	pthread_mutex_unlock(&queue->lock);
	return work;
}

void work_queue_end(struct work_queue *queue)
{
	pthread_mutex_lock(&queue->lock);
	queue->begun = true; /* what waits is to be done */
	queue->ended = true;
	pthread_cond_broadcast(&queue->changed);
	pthread_mutex_unlock(&queue->lock);
}
