/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snapshot/snapshot.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "index/posting_update.h"
#include "ranking/length_norms.h"
#include "revision/duplicate_finder.h"
#include "snapshot/own_tables.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>

enum { UPDATED_MAX = 4096 }; /* documents; of more, all is decoded anew for less */

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

/* Whether commits alone lead from the one to the other. */
static bool is_earlier(const struct snapshot *known, const struct snapshot *snapshot)
{
	return known && known->generation == snapshot->generation
		&& known->identity == snapshot->identity
		&& known->revision < snapshot->revision;
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

static bool load_columns(const struct snapshot *known, struct snapshot *snapshot,
	struct changed_documents *changed, struct error *err)
{
	struct index_reader *reader = snapshot->readers->readers[0];

	return is_earlier(known, snapshot)
		? columns_refresh(
			reader, &known->columns, &snapshot->columns, changed, err)
		: columns_load(reader, &snapshot->columns, err);
}

/* Takes over what is kept of the revision before, or begins anew. */
static bool take_postings(const struct snapshot *known, size_t postings_bytes,
	const struct changed_documents *changed, struct snapshot *snapshot,
	struct error *err)
{
	if (!is_earlier(known, snapshot) || changed->count > UPDATED_MAX) {
		snapshot->postings = posting_cache_create(postings_bytes);
		snapshot->warmup = known ? posting_warmup_create(known->postings)
					 : posting_warmup_of_frequent(
						 postings_bytes, snapshot->last_document);
		return true;
	}
	return posting_update_make(known->postings, snapshot->readers->readers[0],
		&(struct document_changes){
			{changed->documents, changed->count}, known->columns.cell_count},
		&snapshot->postings, err);
}

static bool load_values(const struct snapshot *known, size_t postings_bytes,
	struct snapshot *snapshot, struct error *err)
{
	SCOPED(changed_documents_release) struct changed_documents changed = {0};

	if (!load_columns(known, snapshot, &changed, err)
		|| !take_postings(known, postings_bytes, &changed, snapshot, err))
		return false;
	for (size_t i = 0; i < SNAPSHOT_READERS; i++)
		index_reader_keep_in(snapshot->readers->readers[i], snapshot->postings);
	return true;
}

/* When its folder was made; of a file system that does not tell, last changed. */
static time_t time_of(const struct generation *generation)
{
	struct statx facts;

	if (statx(AT_FDCWD, generation->path, 0, STATX_BTIME | STATX_MTIME, &facts))
		return time(NULL);
	return facts.stx_mask & STATX_BTIME ? facts.stx_btime.tv_sec
					    : facts.stx_mtime.tv_sec;
}

bool snapshot_load(const struct generation *generation, const struct snapshot *known,
	size_t postings_bytes, struct snapshot **out, struct error *err)
{
	SCOPED(snapshot_free)
	struct snapshot *snapshot = alloc_zeroed(1, sizeof(*snapshot));

	snapshot->readers = pool_create();
	snapshot->generation = generation->number;
	if (!open_readers(generation->path, snapshot, err)
		|| !load_values(known, postings_bytes, snapshot, err)
		|| !records_open(generation->path, &snapshot->records, err)
		|| !duplicate_finder_run(
			(struct holdings){&snapshot->columns, &snapshot->records},
			snapshot->readers->readers[0],
			is_earlier(known, snapshot) ? &known->duplicates : NULL,
			&snapshot->duplicates, err)
		|| !find_words(generation->path, known, snapshot, err)
		|| !own_tables_load(snapshot->readers->readers[0],
			known ? known->own : NULL, &snapshot->own, err))
		return false;
	facet_rows_make(&snapshot->columns, &snapshot->rows);
	snapshot->names = value_names_create(known ? known->names : NULL);
	snapshot->norms = length_norms_make(&snapshot->columns, snapshot->documents);
	snapshot->begun = time_of(generation);
	snapshot->loaded = time(NULL);
	*out = TAKE(snapshot);
	return true;
}

void snapshot_free(struct snapshot **snapshot)
{
	if (*snapshot) {
		pool_free(&(*snapshot)->readers);
		posting_cache_free(&(*snapshot)->postings);
		posting_warmup_free(&(*snapshot)->warmup);
		facet_rows_release(&(*snapshot)->rows);
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

bool snapshot_is_prepared(const struct snapshot *snapshot)
{
	return !snapshot->warmup
		&& (!snapshot->words || revision_words_made(snapshot->words));
}

static void warm_up(struct snapshot *snapshot)
{
	struct index_reader *reader = snapshot_borrow(snapshot);

	if (!posting_warmup_step(snapshot->warmup, reader))
		posting_warmup_free(&snapshot->warmup);
	snapshot_give_back(snapshot, reader);
}

/* Words first: searches may wait for them. */
void snapshot_prepare(struct snapshot *snapshot)
{
	if (snapshot->words && !revision_words_made(snapshot->words))
		revision_words_get(snapshot->words);
	else if (snapshot->warmup)
		warm_up(snapshot);
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

/*
 * Asks memory for a line. The empty statement keeps the compiler from dropping calls of
 * what does nothing but this, and so has no effect that it would know of.
 */
static void ask_for(const void *line)
{
	__builtin_prefetch(line);
	__asm__ volatile("");
}

void snapshot_expect_place(const struct snapshot *snapshot, uint32_t document)
{
	ask_for(&snapshot->columns.places[document]);
}

static void expect(const char *bytes, size_t size)
{
	enum { LINE_BYTES = 64, LINES = 16 };

	for (size_t i = 0; i < LINES && i * LINE_BYTES < size; i++)
		ask_for(bytes + i * LINE_BYTES);
}

void snapshot_expect_words(const struct snapshot *snapshot, uint32_t document)
{
	size_t size;
	const char *bytes = snapshot_words(snapshot, document, &size);

	expect(bytes, size);
}

void snapshot_expect_record(const struct snapshot *snapshot, uint32_t document)
{
	size_t size;
	const char *bytes = records_packed(
		&snapshot->records, &snapshot->columns.places[document], &size);

	expect(bytes, size);
}

void snapshot_record(const struct snapshot *snapshot, uint32_t document,
	struct unpacker *unpacker, struct buf *out)
{
	holdings_record((struct holdings){&snapshot->columns, &snapshot->records},
		document, unpacker, out);
}
