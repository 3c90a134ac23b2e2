/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/workers.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <pthread.h>
#include <stdlib.h>

struct workers {
	struct work_queue *queue;
	void (*work_on)(struct work *);
	unsigned count; /* that run */
	pthread_t threads[];
};

static void *run(void *workers_)
{
	const struct workers *workers = workers_;
	struct work *work;

	while ((work = work_queue_take(workers->queue)))
		workers->work_on(work);
	return NULL;
}

bool workers_open(struct work_queue *queue, void (*work_on)(struct work *),
	unsigned count, struct workers **out, struct error *err)
{
	struct workers *workers =
		alloc_zeroed(1, sizeof(*workers) + count * sizeof(pthread_t));

	workers->queue = queue;
	workers->work_on = work_on;
	*out = workers;
	while (workers->count < count) {
		if (pthread_create(&workers->threads[workers->count], NULL, run, workers))
			return error_set(err, ERROR_SYSTEM,
				"cannot start %u threads; is --workers too high?", count);
		workers->count++;
	}
	return true;
}

void workers_close(struct workers **workers_)
{
	struct workers *workers = TAKE(*workers_);

	if (!workers)
		return;
	for (unsigned i = 0; i < workers->count; i++)
		pthread_join(workers->threads[i], NULL);
	free(workers);
}
