/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/search.h"
#include "answers/searcher.h"
#include "searchd/small_index.h"
#include "snapshot/shelf.h"
#include "snapshot/tables.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

enum { PROMISED_MS = 1000, PATIENCE_MS = 10000, SEARCHERS = 2, SEARCH_MS = 2000 };

static struct small_index small;
static struct shelf *shelf;

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
	return 0;
}

static int release(void **state)
{
	(void)state;
	shelf_close(&shelf);
	small_index_release(&small);
	return 0;
}

static void put(const char *id)
{
	small_index_put(&small,
		&(struct small_page){
			id, "Hafen", "Hafen Rostock", LANGUAGE_DE, NULL, {0}});
}

static long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool shows(uint32_t documents, unsigned generation)
{
	struct snapshot *snapshot = NULL;
	struct error none = {0};
	bool shown;

	if (!shelf_take(shelf, &snapshot, &none))
		return false;
	shown = snapshot->documents == documents && snapshot->generation == generation;
	shelf_give_back(shelf, &snapshot);
	assert_null(snapshot);
	return shown;
}

/* A slow machine may take longer than promised, but not for ever. */
static void shows_soon(uint32_t documents, unsigned generation)
{
	long begun = now_ms();

	while (!shows(documents, generation)) {
		if (now_ms() - begun > PATIENCE_MS)
			fail_msg("never showed %u documents", documents);
		usleep(5000);
	}
	if (now_ms() - begun > PROMISED_MS)
		print_message("a commit showed only after %ld ms\n", now_ms() - begun);
}

static void a_new_commit_shows_within_a_second(void **state)
{
	(void)state;
	put("a");
	small_index_commit(&small);
	must(shelf_open(small.folder.path, 1 << 20, &shelf, &err));
	shelf_wait(shelf);
	assert_true(shows(1, 1));
	put("b");
	small_index_commit(&small);
	shows_soon(2, 1);
	put("c");
	put("d");
	small_index_commit(&small);
	shows_soon(4, 1);
}

static void a_new_generation_shows_too(void **state)
{
	struct snapshot *old = NULL;

	(void)state;
	put("a");
	small_index_commit(&small);
	must(shelf_open(small.folder.path, 1 << 20, &shelf, &err));
	shelf_wait(shelf);
	must(shelf_take(shelf, &old, &err));
	small_index_begin_generation(&small);
	put("b");
	put("c");
	small_index_commit(&small);
	shows_soon(2, 2);
	/* who began with the old one keeps it, though its files are gone */
	assert_int_equal(old->documents, 1);
	assert_memory_equal(small_index_id(old, 1).bytes, "a", 1);
	shelf_give_back(shelf, &old);
}

static void a_missing_index_is_told_until_it_is_built(void **state)
{
	struct snapshot *snapshot = NULL;

	(void)state;
	must(shelf_open(small.folder.path, 1 << 20, &shelf, &err));
	shelf_wait(shelf);
	must_fail(shelf_take(shelf, &snapshot, &err), ERROR_MISSING);
	assert_null(snapshot);
	put("a");
	small_index_commit(&small);
	shows_soon(1, 1);
}

static void a_damaged_index_is_told_and_the_old_one_stays(void **state)
{
	struct snapshot *snapshot = NULL;
	struct shelf *second = NULL;

	(void)state;
	put("a");
	small_index_commit(&small);
	must(shelf_open(small.folder.path, 1 << 20, &shelf, &err));
	shelf_wait(shelf);
	write_file(path_below(&small.folder, "current"), "rubbish\n", 8);
	must(shelf_open(small.folder.path, 1 << 20, &second, &err));
	shelf_wait(second);
	must_fail(shelf_take(second, &snapshot, &err), ERROR_CORRUPT);
	shelf_close(&second);
	usleep(300000);
	assert_true(shows(1, 1));
}

/* rm -r and a new build: number and revision may be what they were. */
static void an_index_built_anew_from_nothing_shows(void **state)
{
	struct snapshot *snapshot = NULL;

	(void)state;
	put("a");
	small_index_commit(&small);
	must(shelf_open(small.folder.path, 1 << 20, &shelf, &err));
	shelf_wait(shelf);
	index_writer_close(&small.writer);
	remove_tree(small.folder.path);
	assert_int_equal(mkdir(small.folder.path, 0777), 0);
	small_index_begin_generation(&small);
	put("b");
	put("c");
	small_index_commit(&small);
	shows_soon(2, 1);
	must(shelf_take(shelf, &snapshot, &err));
	assert_memory_equal(small_index_id(snapshot, 2).bytes, "c", 1);
	shelf_give_back(shelf, &snapshot);
}

static void the_one_after_a_stale_snapshot_is_waited_for(void **state)
{
	struct snapshot *stale = NULL;
	struct snapshot *fresh = NULL;

	(void)state;
	put("a");
	small_index_commit(&small);
	must(shelf_open(small.folder.path, 1 << 20, &shelf, &err));
	shelf_wait(shelf);
	must(shelf_take(shelf, &stale, &err));
	put("b");
	small_index_commit(&small);
	must(shelf_take_after(shelf, stale, &fresh, &err));
	assert_int_equal(fresh->documents, 2);
	shelf_give_back(shelf, &stale);
	shelf_give_back(shelf, &fresh);
}

struct visitor {
	const struct tables *tables;
	pthread_t thread;
	atomic_bool *stop;
	struct error err;
	unsigned long searches;
	uint32_t most;
};

static void *visit(void *context)
{
	struct visitor *visitor = context;
	struct searcher *searcher = NULL;
	struct request request = {.limit = 10, .facet_limit = 5, .ui = LANGUAGE_DE};
	bool fine = searcher_open(shelf, visitor->tables, &searcher, &visitor->err);

	buf_add_string(&request.query, "hafen rostock");
	while (fine && !atomic_load(visitor->stop)) {
		struct answer answer = {0};

		fine = search(searcher, &request, &answer, &visitor->err);
		visitor->searches++;
		if (fine
			&& (answer.total < visitor->most || !answer.total
				|| answer.total != answer.documents))
			fine = error_set(&visitor->err, ERROR_BUG, "%u of %u after %u",
				answer.total, answer.documents, visitor->most);
		visitor->most = answer.total;
		answer_release(&answer);
	}
	buf_release(&request.query);
	searcher_close(&searcher);
	return NULL;
}

static void searches_during_commits_never_fail(void **state)
{
	struct tables tables = {0};
	struct visitor visitors[SEARCHERS] = {{0}};
	atomic_bool stop = false;
	long end = now_ms() + SEARCH_MS;
	uint32_t documents = 1;
	char id[16];

	(void)state;
	put("first");
	small_index_commit(&small);
	must(tables_open(&tables, &err));
	must(shelf_open(small.folder.path, 1 << 20, &shelf, &err));
	shelf_wait(shelf);
	for (int i = 0; i < SEARCHERS; i++) {
		visitors[i] = (struct visitor){.tables = &tables, .stop = &stop};
		assert_int_equal(
			pthread_create(&visitors[i].thread, NULL, visit, &visitors[i]),
			0);
	}
	while (now_ms() < end) {
		snprintf(id, sizeof(id), "%u", documents++);
		put(id);
		small_index_commit(&small);
		usleep(10000);
	}
	atomic_store(&stop, true);
	for (int i = 0; i < SEARCHERS; i++) {
		pthread_join(visitors[i].thread, NULL);
		assert_string_equal(visitors[i].err.text, "");
		assert_true(visitors[i].searches > 10);
		assert_true(visitors[i].most > 1);
	}
	shows_soon(documents, 1);
	shelf_close(&shelf);
	tables_close(&tables);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(a_new_commit_shows_within_a_second),
		promise(a_new_generation_shows_too),
		promise(a_missing_index_is_told_until_it_is_built),
		promise(a_damaged_index_is_told_and_the_old_one_stays),
		promise(an_index_built_anew_from_nothing_shows),
		promise(the_one_after_a_stale_snapshot_is_waited_for),
		promise(searches_during_commits_never_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
