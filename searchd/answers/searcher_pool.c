/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/searcher_pool.h"

#include "answers/kept_orders.h"
#include "answers/search_complete.h"
#include "answers/searcher.h"
#include "base/alloc.h"
#include "base/scope.h"
#include "snapshot/tables.h"

#include <pthread.h>
#include <stdlib.h>

enum { ORDERS_BYTES = 64 << 20 };

struct searcher_pool {
	pthread_mutex_t lock;
	pthread_cond_t freed;
	struct searcher **free; /* those not lent */
	unsigned free_count;
	struct tables tables;
	struct kept_orders *orders;
};

bool searcher_pool_open(struct shelf *shelf, unsigned searchers,
	struct searcher_pool **out, struct error *err)
{
	SCOPED(searcher_pool_close)
	struct searcher_pool *pool = alloc_zeroed(1, sizeof(*pool));

	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->freed, NULL);
	pool->free = alloc_zeroed(searchers, sizeof(struct searcher *));
	if (!tables_open(&pool->tables, err))
		return false;
	pool->orders = kept_orders_create(ORDERS_BYTES);
	for (; pool->free_count < searchers; pool->free_count++) {
		if (!searcher_open(
			    shelf, &pool->tables, &pool->free[pool->free_count], err))
			return false;
		pool->free[pool->free_count]->orders = pool->orders;
	}
	*out = TAKE(pool);
	return true;
}

void searcher_pool_close(struct searcher_pool **pool_)
{
	struct searcher_pool *pool = TAKE(*pool_);

	if (!pool)
		return;
	for (unsigned i = 0; i < pool->free_count; i++)
		searcher_close(&pool->free[i]);
	tables_close(&pool->tables);
	kept_orders_free(&pool->orders);
	pthread_cond_destroy(&pool->freed);
	pthread_mutex_destroy(&pool->lock);
	free(pool->free);
	free(pool);
}

static struct searcher *borrow(struct searcher_pool *pool)
{
	struct searcher *searcher;

	pthread_mutex_lock(&pool->lock);
	while (!pool->free_count)
		pthread_cond_wait(&pool->freed, &pool->lock);
	searcher = pool->free[--pool->free_count];
	pthread_mutex_unlock(&pool->lock);
	return searcher;
}

static void give_back(struct searcher_pool *pool, struct searcher *searcher)
{
	pthread_mutex_lock(&pool->lock);
	pool->free[pool->free_count++] = searcher;
	pthread_cond_signal(&pool->freed);
	pthread_mutex_unlock(&pool->lock);
}

bool searcher_pool_search(struct searcher_pool *pool, const struct request *request,
	struct answer *out, struct error *err)
{
	struct searcher *searcher = borrow(pool);
	bool answered = search(searcher, request, out, err);

	give_back(pool, searcher);
	return answered;
}

bool searcher_pool_walk(struct searcher_pool *pool, const struct request *request,
	struct result_walk **out, struct error *err)
{
	struct searcher *searcher = borrow(pool);
	bool found = search_walk(searcher, request, out, err);

	give_back(pool, searcher);
	return found;
}

bool searcher_pool_document(struct searcher_pool *pool, const char *id, size_t similar,
	struct found_document *out, struct error *err)
{
	struct searcher *searcher = borrow(pool);
	bool found = document_search(searcher, id, similar, out, err);

	give_back(pool, searcher);
	return found;
}

bool searcher_pool_complete(struct searcher_pool *pool, const struct request *request,
	struct completions *out, struct error *err)
{
	struct searcher *searcher = borrow(pool);
	bool found = search_complete(searcher, request, out, err);

	give_back(pool, searcher);
	return found;
}

bool searcher_pool_family(struct searcher_pool *pool, const struct buf *text,
	size_t limit, enum family_of of, struct word_family *out, struct error *err)
{
	struct searcher *searcher = borrow(pool);
	bool found = search_family(searcher, text, limit, of, out, err);

	give_back(pool, searcher);
	return found;
}
