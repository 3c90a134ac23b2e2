/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snapshot.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "own_tables.h"
#include "revision/duplicate_finder.h"

#include <pthread.h>

/* Readers that no thread holds at the moment. */
struct reader_pool {
	struct index_reader *readers[SNAPSHOT_READERS];
	size_t free_count;
	pthread_mutex_t lock;
	pthread_cond_t returned;
};

static void pool_free(struct reader_pool **pool)
{
	if (!*pool)
		return;
	for (size_t i = 0; i < (*pool)->free_count; i++)
		index_reader_close(&(*pool)->readers[i]);
	pthread_mutex_destroy(&(*pool)->lock);
	pthread_cond_destroy(&(*pool)->returned);
	free(*pool);
	*pool = NULL;
}

static struct reader_pool *pool_create(void)
{
	struct reader_pool *pool = alloc_zeroed(1, sizeof(*pool));

	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->returned, NULL);
	return pool;
}

/* Opens all readers; a commit in between makes them differ. */
static bool open_readers(const char *path, struct snapshot *snapshot, struct error *err)
{
	struct reader_pool *pool = snapshot->readers;
	struct index_facts facts;

	while (pool->free_count < SNAPSHOT_READERS) {
		struct index_reader **reader = &pool->readers[pool->free_count];

		if (!index_reader_open(path, reader, err))
			return false;
		pool->free_count++;
		if (!index_reader_facts(*reader, &facts, err))
			return false;
		if (pool->free_count > 1
			&& (facts.revision != snapshot->revision
				|| facts.identity != snapshot->identity))
			return error_set(err, ERROR_BUSY, "the index moved on");
		snapshot->identity = facts.identity;
		snapshot->revision = facts.revision;
		snapshot->documents = facts.documents;
		snapshot->last_document = facts.last_document;
		snapshot->forms_bytes = facts.forms_bytes;
	}
	return true;
}

/* The list may have grown since; what belongs to this revision is its beginning. */
static bool find_words(const char *folder, const struct snapshot *known,
	struct snapshot *snapshot, struct error *err)
{
	SCOPED(buf_release) struct buf path = {0};
	SCOPED(store_map_close) struct store_map forms = {0};
	size_t size;

	buf_add_format(&path, "%s/forms", folder);
	if (!store_map_open(buf_string(&path), &forms, err))
		return false;
	size = forms.length < snapshot->forms_bytes ? forms.length
						    : snapshot->forms_bytes;
	snapshot->words =
		revision_words_create(&forms, size, known ? known->words : NULL);
	return true;
}

static bool load_columns(
	const struct snapshot *known, struct snapshot *snapshot, struct error *err)
{
	struct index_reader *reader = snapshot->readers->readers[0];

	return known && known->generation == snapshot->generation
			&& known->identity == snapshot->identity
			&& known->revision < snapshot->revision
		? columns_refresh(reader, &known->columns, &snapshot->columns, err)
		: columns_load(reader, &snapshot->columns, err);
}

bool snapshot_load(const struct generation *generation, const struct snapshot *known,
	struct snapshot **out, struct error *err)
{
	SCOPED(snapshot_free)
	struct snapshot *snapshot = alloc_zeroed(1, sizeof(*snapshot));
	SCOPED(buf_release) struct buf store = {0};

	snapshot->readers = pool_create();
	snapshot->generation = generation->number;
	buf_add_format(&store, "%s/store", generation->path);
	if (!open_readers(generation->path, snapshot, err)
		|| !load_columns(known, snapshot, err)
		|| !store_map_open(buf_string(&store), &snapshot->store, err)
		|| !duplicate_finder_run(
			(struct holdings){&snapshot->columns, &snapshot->store},
			snapshot->readers->readers[0], &snapshot->duplicates, err)
		|| !find_words(generation->path, known, snapshot, err)
		|| !own_tables_load(snapshot->readers->readers[0],
			known ? known->own : NULL, &snapshot->own, err))
		return false;
	*out = TAKE(snapshot);
	return true;
}

void snapshot_free(struct snapshot **snapshot)
{
	if (*snapshot) {
		pool_free(&(*snapshot)->readers);
		columns_release(&(*snapshot)->columns);
		duplicates_release(&(*snapshot)->duplicates);
		store_map_close(&(*snapshot)->store);
		revision_words_let_go(&(*snapshot)->words);
		own_tables_let_go(&(*snapshot)->own);
	}
	free(*snapshot);
	*snapshot = NULL;
}

struct index_reader *snapshot_borrow(struct snapshot *snapshot)
{
	struct reader_pool *pool = snapshot->readers;
	struct index_reader *reader;

	pthread_mutex_lock(&pool->lock);
	while (!pool->free_count)
		pthread_cond_wait(&pool->returned, &pool->lock);
	reader = pool->readers[--pool->free_count];
	pthread_mutex_unlock(&pool->lock);
	return reader;
}

void snapshot_give_back(struct snapshot *snapshot, struct index_reader *reader)
{
	struct reader_pool *pool = snapshot->readers;

	pthread_mutex_lock(&pool->lock);
	pool->readers[pool->free_count++] = reader;
	pthread_cond_signal(&pool->returned);
	pthread_mutex_unlock(&pool->lock);
}

const struct tables *snapshot_tables(const struct snapshot *snapshot)
{
	return snapshot->own ? own_tables_get(snapshot->own) : NULL;
}

const char *snapshot_record(
	const struct snapshot *snapshot, uint32_t document, size_t *size)
{
	return holdings_record(
		(struct holdings){&snapshot->columns, &snapshot->store}, document, size);
}
