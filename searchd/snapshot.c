/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snapshot.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "length_norms.h"
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
		snapshot->dictionary_bytes = facts.dictionary_bytes;
		snapshot->forms_bytes = facts.forms_bytes;
	}
	return true;
}

/* A file may have grown since: what belongs to this revision is its beginning. */
static bool map_list(const char *folder, const char *name, uint64_t bytes,
	struct store_map *out, struct error *err)
{
	SCOPED(buf_release) struct buf path = {0};

	buf_add_format(&path, "%s/%s", folder, name);
	if (!store_map_open(buf_string(&path), out, err))
		return false;
	return out->length >= bytes
		|| error_set(err, ERROR_CORRUPT,
			"%s is shorter than the index says; rebuild it", path.bytes);
}

/* Whether the dictionary of the one is the beginning of that of the other. */
static bool is_earlier(const struct snapshot *known, const struct snapshot *snapshot)
{
	return known && known->generation == snapshot->generation
		&& known->identity == snapshot->identity;
}

static bool find_words(const char *folder, const struct snapshot *known,
	struct snapshot *snapshot, struct error *err)
{
	SCOPED(revision_lists_release)
	struct revision_lists lists = {.dictionary_size = snapshot->dictionary_bytes,
		.forms_size = snapshot->forms_bytes};

	if (!map_list(folder, "dictionary", lists.dictionary_size, &lists.dictionary, err)
		|| !map_list(folder, "forms", lists.forms_size, &lists.forms, err))
		return false;
	snapshot->numbers =
		word_numbers_load(lists.dictionary.bytes, lists.dictionary_size,
			is_earlier(known, snapshot) ? known->numbers : NULL);
	snapshot->words = revision_words_create(&lists, known ? known->words : NULL);
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

	snapshot->readers = pool_create();
	snapshot->generation = generation->number;
	if (!open_readers(generation->path, snapshot, err)
		|| !load_columns(known, snapshot, err)
		|| !records_open(generation->path, &snapshot->records, err)
		|| !duplicate_finder_run(
			(struct holdings){&snapshot->columns, &snapshot->records},
			snapshot->readers->readers[0], &snapshot->duplicates, err)
		|| !find_words(generation->path, known, snapshot, err)
		|| !own_tables_load(snapshot->readers->readers[0],
			known ? known->own : NULL, &snapshot->own, err))
		return false;
	snapshot->names = value_names_create(known ? known->names : NULL);
	snapshot->norms = length_norms_make(&snapshot->columns, snapshot->documents);
	*out = TAKE(snapshot);
	return true;
}

void snapshot_free(struct snapshot **snapshot)
{
	if (*snapshot) {
		pool_free(&(*snapshot)->readers);
		columns_release(&(*snapshot)->columns);
		free((*snapshot)->norms);
		duplicates_release(&(*snapshot)->duplicates);
		records_close(&(*snapshot)->records);
		word_numbers_free(&(*snapshot)->numbers);
		revision_words_let_go(&(*snapshot)->words);
		value_names_let_go(&(*snapshot)->names);
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

	index_reader_rest(reader);
	pthread_mutex_lock(&pool->lock);
	pool->readers[pool->free_count++] = reader;
	pthread_cond_signal(&pool->returned);
	pthread_mutex_unlock(&pool->lock);
}

const struct tables *snapshot_tables(const struct snapshot *snapshot)
{
	return snapshot->own ? own_tables_get(snapshot->own) : NULL;
}

const char *snapshot_words(
	const struct snapshot *snapshot, uint32_t document, size_t *size)
{
	return holdings_words((struct holdings){&snapshot->columns, &snapshot->records},
		document, size);
}

void snapshot_expect_words(const struct snapshot *snapshot, uint32_t document)
{
	enum { LINE_BYTES = 64, LINES = 8 };
	size_t size;
	const char *bytes = snapshot_words(snapshot, document, &size);

	for (size_t i = 0; i < LINES && i * LINE_BYTES < size; i++)
		__builtin_prefetch(bytes + i * LINE_BYTES);
}

void snapshot_record(const struct snapshot *snapshot, uint32_t document,
	struct unpacker *unpacker, struct buf *out)
{
	holdings_record((struct holdings){&snapshot->columns, &snapshot->records},
		document, unpacker, out);
}
