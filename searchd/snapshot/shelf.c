/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snapshot/shelf.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/manifest.h"
#include "snapshot/kept_snapshots.h"
#include "snapshot/trusted.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

enum {
	LOOK_EVERY_MS = 200,
	WAIT_FOR_NEXT_MS = 8000,
	LOAD_TRIES = 20,    /* a busy writer may commit while a snapshot loads */
	KEPT_SHARE = 4,     /* of the bytes for postings: a fourth */
	BEHIND_ANSWERS = 5, /* niceness: a third of the time, if others want all */
};

struct shelf {
	char *index;
	size_t postings_bytes;
	struct snapshot *newest;    /* NULL: none yet */
	struct snapshot *unused;    /* nobody's any more, the watcher frees them */
	struct error trouble;       /* why there is none, or no newer one */
	struct kept_snapshots kept; /* of earlier generations; under the lock */
	pthread_mutex_t loading;    /* held while one of these is loaded */
	struct trusted trusted;     /* the watcher's own */
	unsigned passed_over;       /* number of a generation not served; 0: none */
	struct error doubt;         /* why it is not */
	pthread_t watcher;
	pthread_t preparer;
	pthread_mutex_t lock;
	pthread_cond_t changed; /* a snapshot was published, or loading failed */
	pthread_cond_t wanted;  /* look now: somebody's snapshot is stale, or stop */
	unsigned long looks;    /* how often the watcher has looked */
	enum { SHELF_OPEN, SHELF_HURRY, SHELF_CLOSING } state;
};

static struct timespec in_ms(long ms)
{
	struct timespec when;

	clock_gettime(CLOCK_MONOTONIC, &when);
	when.tv_nsec += ms % 1000 * 1000000;
	when.tv_sec += ms / 1000 + when.tv_nsec / 1000000000;
	when.tv_nsec %= 1000000000;
	return when;
}

static time_t seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static void condition_init(pthread_cond_t *condition)
{
	pthread_condattr_t attributes;

	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(condition, &attributes);
	pthread_condattr_destroy(&attributes);
}

/* Whether the index is still at the snapshot's revision. */
static bool is_current(const struct snapshot *snapshot, const struct generation *current)
{
	SCOPED(index_reader_close) struct index_reader *reader = NULL;
	struct index_facts facts;
	struct error err = {0};

	return snapshot && snapshot->generation == current->number
		&& index_reader_open(current->path, &reader, &err)
		&& index_reader_facts(reader, &facts, &err)
		&& facts.revision == snapshot->revision
		&& facts.identity == snapshot->identity;
}

/*
 * Loads what is newer than the newest. *out stays NULL if nothing is. What turns out
 * damaged is doubted, and the one before it tried.
 */
static bool load_newer(struct shelf *shelf, struct snapshot **out, struct error *err)
{
	const struct snapshot *known = shelf->newest;

	for (int i = 0; i < LOAD_TRIES; i++) {
		SCOPED(generation_release) struct generation chosen = {0};

		if (!trusted_choose(&shelf->trusted, shelf->index, &chosen, err)) {
			if (err->kind != ERROR_BUSY)
				return false;
			continue;
		}
		if (is_current(known, &chosen))
			return true;
		if (snapshot_load(&chosen, known, shelf->postings_bytes, out, err))
			return true;
		if (err->kind == ERROR_CORRUPT)
			trusted_doubt(&shelf->trusted, &chosen, err);
		else if (err->kind != ERROR_BUSY && err->kind != ERROR_MISSING)
			return false;
	}
	return false;
}

/* Says once what is not served, under the lock. */
static void note_doubt(struct shelf *shelf)
{
	const struct error *reason = trusted_reason(&shelf->trusted);
	unsigned before = shelf->passed_over;

	shelf->passed_over = reason ? shelf->trusted.passed_over : 0;
	shelf->doubt = reason ? *reason : (struct error){0};
	if (reason && shelf->passed_over != before && shelf->newest)
		fprintf(stderr,
			"regio-searchd: %s; serving generation %u; rebuild the index\n",
			reason->text, shelf->newest->generation);
}

/* Takes one holder away, under the lock. */
static void let_go(struct shelf *shelf, struct snapshot *snapshot)
{
	if (!snapshot || --snapshot->holders)
		return;
	snapshot->next_unused = shelf->unused;
	shelf->unused = snapshot;
}

/* Takes longer than an answer may wait for. */
static void free_unused(struct shelf *shelf)
{
	struct snapshot *unused;

	pthread_mutex_lock(&shelf->lock);
	unused = TAKE(shelf->unused);
	pthread_mutex_unlock(&shelf->lock);
	while (unused) {
		struct snapshot *next = unused->next_unused;

		snapshot_free(&unused);
		unused = next;
	}
}

/* Whether what is served turned out damaged, and there is nothing else. */
static bool is_lost(const struct shelf *shelf, const struct error *err)
{
	return shelf->newest && err->kind == ERROR_CORRUPT
		&& trusted_rues(&shelf->trusted, shelf->newest->generation);
}

/* Only the watcher changes newest, so it may read it without the lock. */
static void look(struct shelf *shelf)
{
	struct snapshot *fresh = NULL;
	struct snapshot *idle;
	struct error err = {0};
	bool loaded = load_newer(shelf, &fresh, &err);

	pthread_mutex_lock(&shelf->lock);
	shelf->looks++;
	shelf->trouble = loaded ? (struct error){0} : err;
	if (fresh || (!loaded && is_lost(shelf, &err))) {
		let_go(shelf, shelf->newest);
		shelf->newest = fresh;
	}
	if (fresh)
		fresh->holders = 1;
	while ((idle = kept_snapshots_drop_idle(&shelf->kept, seconds_now())))
		let_go(shelf, idle);
	note_doubt(shelf);
	pthread_cond_broadcast(&shelf->changed);
	pthread_mutex_unlock(&shelf->lock);
	free_unused(shelf);
}

/* Those who answer come first; that we cannot step back is no reason not to work. */
static void step_back(void)
{
	setpriority(PRIO_PROCESS, 0, BEHIND_ANSWERS); /* of this thread, on Linux */
}

static void *watch(void *context)
{
	struct shelf *shelf = context;
	struct timespec next;
	bool open = true;

	step_back();
	while (open) {
		look(shelf);
		next = in_ms(LOOK_EVERY_MS);
		pthread_mutex_lock(&shelf->lock);
		while (shelf->state == SHELF_OPEN
			&& pthread_cond_timedwait(&shelf->wanted, &shelf->lock, &next)
				!= ETIMEDOUT)
			continue;
		open = shelf->state != SHELF_CLOSING;
		if (open)
			shelf->state = SHELF_OPEN;
		pthread_mutex_unlock(&shelf->lock);
	}
	return NULL;
}

static void stop(struct shelf *shelf, pthread_t thread)
{
	pthread_mutex_lock(&shelf->lock);
	shelf->state = SHELF_CLOSING;
	pthread_cond_signal(&shelf->wanted);
	pthread_cond_broadcast(&shelf->changed);
	pthread_mutex_unlock(&shelf->lock);
	pthread_join(thread, NULL);
}

static void release(struct shelf *shelf)
{
	snapshot_free(&shelf->newest);
	for (int i = 0; i < KEPT_SNAPSHOTS; i++)
		snapshot_free(&shelf->kept.slots[i].snapshot);
	free_unused(shelf);
	trusted_release(&shelf->trusted);
	pthread_mutex_destroy(&shelf->lock);
	pthread_mutex_destroy(&shelf->loading);
	pthread_cond_destroy(&shelf->changed);
	pthread_cond_destroy(&shelf->wanted);
	free(shelf->index);
	free(shelf);
}

/* Under the lock. NULL: it has all it needs, or there is none. */
static struct snapshot *take_unprepared(struct shelf *shelf)
{
	struct snapshot *newest = shelf->newest;

	if (!newest || snapshot_is_prepared(newest))
		return NULL;
	newest->holders++;
	return newest;
}

/*
 * Prepares the newest snapshot before somebody waits; those that came and went
 * meanwhile are nobody's concern.
 */
static void *prepare(void *context)
{
	struct shelf *shelf = context;

	step_back();
	pthread_mutex_lock(&shelf->lock);
	while (shelf->state != SHELF_CLOSING) {
		struct snapshot *unprepared = take_unprepared(shelf);

		if (!unprepared) {
			pthread_cond_wait(&shelf->changed, &shelf->lock);
			continue;
		}
		pthread_mutex_unlock(&shelf->lock);
		snapshot_prepare(unprepared);
		shelf_give_back(shelf, &unprepared);
		pthread_mutex_lock(&shelf->lock);
	}
	pthread_mutex_unlock(&shelf->lock);
	return NULL;
}

/* Starts both threads or none. */
static bool start(struct shelf *shelf)
{
	if (pthread_create(&shelf->preparer, NULL, prepare, shelf))
		return false;
	if (!pthread_create(&shelf->watcher, NULL, watch, shelf))
		return true;
	stop(shelf, shelf->preparer);
	return false;
}

bool shelf_open(
	const char *index, size_t postings_bytes, struct shelf **out, struct error *err)
{
	struct shelf *shelf = alloc_zeroed(1, sizeof(*shelf));

	shelf->index = alloc_string(index);
	shelf->postings_bytes = postings_bytes;
	error_set(&shelf->trouble, ERROR_BUSY, "%s is being loaded", index);
	pthread_mutex_init(&shelf->lock, NULL);
	pthread_mutex_init(&shelf->loading, NULL);
	condition_init(&shelf->changed);
	condition_init(&shelf->wanted);
	if (!start(shelf)) {
		release(shelf);
		return error_set(err, ERROR_SYSTEM, "cannot start a thread");
	}
	*out = shelf;
	return true;
}

void shelf_wait(struct shelf *shelf)
{
	struct timespec deadline = in_ms(WAIT_FOR_NEXT_MS);
	int waited = 0;

	pthread_mutex_lock(&shelf->lock);
	while (!shelf->looks && waited != ETIMEDOUT)
		waited = pthread_cond_timedwait(&shelf->changed, &shelf->lock, &deadline);
	pthread_mutex_unlock(&shelf->lock);
}

void shelf_close(struct shelf **shelf)
{
	if (!*shelf)
		return;
	stop(*shelf, (*shelf)->watcher);
	stop(*shelf, (*shelf)->preparer);
	release(*shelf);
	*shelf = NULL;
}

/* Under the lock. */
static bool take(struct shelf *shelf, struct snapshot **out, struct error *err)
{
	if (!shelf->newest) {
		*err = shelf->trouble;
		return false;
	}
	shelf->newest->holders++;
	*out = shelf->newest;
	return true;
}

bool shelf_take(struct shelf *shelf, struct snapshot **out, struct error *err)
{
	bool taken;

	pthread_mutex_lock(&shelf->lock);
	taken = take(shelf, out, err);
	pthread_mutex_unlock(&shelf->lock);
	return taken;
}

/* Whether it is there already. */
static bool take_loaded(struct shelf *shelf, unsigned generation, struct snapshot **out)
{
	struct snapshot *found;

	pthread_mutex_lock(&shelf->lock);
	found = shelf->newest && shelf->newest->generation == generation
		? shelf->newest
		: kept_snapshots_find(&shelf->kept, generation, seconds_now());
	if (found)
		found->holders++;
	pthread_mutex_unlock(&shelf->lock);
	*out = found;
	return found != NULL;
}

static bool is_sound(const struct generation *generation)
{
	SCOPED(manifest_findings_release) struct manifest_findings findings = {0};
	struct error err = {0};

	return manifest_untouched(generation->path)
		|| (manifest_check(generation->path, &findings, &err)
			&& !findings.fault_count);
}

static bool load_kept(struct shelf *shelf, const struct generation *generation,
	struct snapshot **out, struct error *err)
{
	struct snapshot *pushed_out;

	if (!is_sound(generation)
		|| !snapshot_load(
			generation, NULL, shelf->postings_bytes / KEPT_SHARE, out, err))
		return error_set(err, ERROR_GONE,
			"Generation %u is kept, but damaged. Leave out snapshot to "
			"search the newest.",
			generation->number);
	pthread_mutex_lock(&shelf->lock);
	(*out)->holders = 2; /* the shelf, and the caller */
	pushed_out = kept_snapshots_put(&shelf->kept, *out, seconds_now());
	let_go(shelf, pushed_out);
	pthread_mutex_unlock(&shelf->lock);
	return true;
}

/* One at a time, so that the others who answer go on. */
bool shelf_take_generation(
	struct shelf *shelf, unsigned number, struct snapshot **out, struct error *err)
{
	SCOPED(generation_release) struct generation generation = {0};
	bool taken;

	if (!generation_kept(shelf->index, number, &generation, err))
		return false;
	if (take_loaded(shelf, number, out))
		return true;
	if (pthread_mutex_trylock(&shelf->loading))
		return error_set(
			err, ERROR_BUSY, "an earlier generation is being loaded");
	taken = take_loaded(shelf, number, out)
		|| load_kept(shelf, &generation, out, err);
	pthread_mutex_unlock(&shelf->loading);
	return taken;
}

struct shelf_stamp shelf_stamp_of(const struct snapshot *snapshot)
{
	return (struct shelf_stamp){
		snapshot->generation, snapshot->identity, snapshot->revision};
}

bool shelf_stamp_is_same(const struct shelf_stamp *a, const struct shelf_stamp *b)
{
	return a->generation == b->generation && a->identity == b->identity
		&& a->revision == b->revision;
}

bool shelf_newest(struct shelf *shelf, struct shelf_stamp *out)
{
	bool is_there;

	pthread_mutex_lock(&shelf->lock);
	is_there = shelf->newest != NULL;
	if (is_there)
		*out = shelf_stamp_of(shelf->newest);
	pthread_mutex_unlock(&shelf->lock);
	return is_there;
}

bool shelf_take_after(struct shelf *shelf, const struct snapshot *stale,
	struct snapshot **out, struct error *err)
{
	struct timespec deadline = in_ms(WAIT_FOR_NEXT_MS);
	bool taken = false;
	int waited = 0;

	pthread_mutex_lock(&shelf->lock);
	while (shelf->newest == stale && waited != ETIMEDOUT) {
		if (shelf->state == SHELF_OPEN)
			shelf->state = SHELF_HURRY;
		pthread_cond_signal(&shelf->wanted);
		waited = pthread_cond_timedwait(&shelf->changed, &shelf->lock, &deadline);
	}
	if (shelf->newest == stale)
		error_set(err, ERROR_BUSY,
			"the index changes faster than it can be read; try again");
	else
		taken = take(shelf, out, err);
	pthread_mutex_unlock(&shelf->lock);
	return taken;
}

bool shelf_passed_over(struct shelf *shelf, unsigned *generation, struct error *reason)
{
	bool passed_over;

	pthread_mutex_lock(&shelf->lock);
	passed_over = shelf->newest && shelf->passed_over;
	if (passed_over) {
		*generation = shelf->passed_over;
		*reason = shelf->doubt;
	}
	pthread_mutex_unlock(&shelf->lock);
	return passed_over;
}

void shelf_give_back(struct shelf *shelf, struct snapshot **snapshot)
{
	pthread_mutex_lock(&shelf->lock);
	let_go(shelf, *snapshot);
	pthread_mutex_unlock(&shelf->lock);
	*snapshot = NULL;
}
