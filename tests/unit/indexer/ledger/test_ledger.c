/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/batch.h"
#include "ledger/ledger.h"
#include "ledger/ledger_lines.h"
#include "system/scratch.h"
#include "unit.h"

#include <string.h>

struct fixture {
	char *folder;
	struct batch *batch;
	struct ledger *ledger;
	struct digest source;
};

static int set_up(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){.source = digest_of("/pages", 6)};
	must(scratch_make(&fixture.folder, &err));
	must(batch_open(fixture.folder, BATCH_SHORT, &fixture.batch, &err));
	must(ledger_open(fixture.batch, &fixture.ledger, &err));
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	ledger_close(&fixture->ledger);
	batch_close(&fixture->batch);
	scratch_remove(&fixture->folder);
	return 0;
}

/* Commits, and begins the next run with what was kept. */
static void run_again(struct fixture *fixture)
{
	must(batch_finish(fixture->batch, &err));
	ledger_close(&fixture->ledger);
	batch_close(&fixture->batch);
	must(batch_open(fixture->folder, BATCH_SHORT, &fixture->batch, &err));
	must(ledger_open(fixture->batch, &fixture->ledger, &err));
}

static struct ledger_key key_of(const struct fixture *fixture, const char *path)
{
	return ledger_key_of(fixture->source, path, strlen(path));
}

static void put_page(
	struct fixture *fixture, const char *path, const char *id, uint64_t size)
{
	struct ledger_key key = key_of(fixture, path);
	struct ledger_file after = {.size = size,
		.mtime_ns = 77,
		.state = LEDGER_PAGE,
		.id = digest_of(id, strlen(id))};
	struct ledger_details details = {digest_of("bytes", 5), path, id, strlen(id)};
	SCOPED(buf_release) struct buf owner = {0};
	enum ledger_claim claim;

	must(ledger_claim_id(
		fixture->ledger, &key, id, strlen(id), &claim, &owner, &err));
	must(ledger_put(fixture->ledger, &key, NULL, &after, &details, &err));
}

static void what_was_put_is_known_in_the_next_run(void **state)
{
	struct fixture *fixture = *state;
	struct ledger_key key = key_of(fixture, "a/b.html");
	SCOPED(buf_release) struct buf bytes = {0};
	const struct ledger_file *file;
	struct ledger_details details;

	assert_null(ledger_visit(fixture->ledger, &key));
	put_page(fixture, "a/b.html", "https://a.example/b", 1234567890123);
	run_again(fixture);
	file = ledger_visit(fixture->ledger, &key);
	assert_non_null(file);
	assert_int_equal(file->size, 1234567890123);
	assert_int_equal(file->mtime_ns, 77);
	assert_int_equal(file->state, LEDGER_PAGE);
	assert_true(digest_equal(file->id, digest_of("https://a.example/b", 19)));
	must(ledger_details_of(fixture->ledger, &key, file, &bytes, &details, &err));
	assert_string_equal(details.path, "a/b.html");
	assert_int_equal(details.length, 19);
	assert_memory_equal(details.text, "https://a.example/b", 19);
	assert_true(digest_equal(details.content, digest_of("bytes", 5)));
}

static void all_of_many_files_are_found_again(void **state)
{
	enum { FILES = 1000 };
	struct fixture *fixture = *state;
	char path[16];

	for (int i = 0; i < FILES; i++) {
		snprintf(path, sizeof(path), "%d", i);
		put_page(fixture, path, path, 1);
	}
	run_again(fixture);
	assert_int_equal(ledger_count(fixture->ledger, fixture->source), FILES);
	for (int i = 0; i < FILES; i++) {
		struct ledger_key key;

		snprintf(path, sizeof(path), "%d", i);
		key = key_of(fixture, path);
		assert_non_null(ledger_visit(fixture->ledger, &key));
	}
}

static void what_was_not_visited_has_vanished(void **state)
{
	struct fixture *fixture = *state;
	struct ledger_key kept = key_of(fixture, "kept");
	struct ledger_key gone = key_of(fixture, "gone");
	const struct ledger_file *file;
	struct ledger_key key;
	size_t cursor = 0;

	put_page(fixture, "kept", "kept", 1);
	put_page(fixture, "gone", "gone", 1);
	run_again(fixture);
	ledger_visit(fixture->ledger, &kept);
	file = ledger_next_vanished(fixture->ledger, fixture->source, &cursor, &key);
	assert_non_null(file);
	assert_true(digest_equal(key.file, gone.file));
	must(ledger_forget(fixture->ledger, &key, file, &err));
	assert_null(
		ledger_next_vanished(fixture->ledger, fixture->source, &cursor, &key));
	run_again(fixture);
	assert_null(ledger_visit(fixture->ledger, &gone));
	assert_non_null(ledger_visit(fixture->ledger, &kept));
}

static enum ledger_claim claim(
	struct fixture *fixture, const char *path, const char *id, struct buf *owner)
{
	struct ledger_key key = key_of(fixture, path);
	enum ledger_claim result;

	must(ledger_claim_id(
		fixture->ledger, &key, id, strlen(id), &result, owner, &err));
	return result;
}

static void an_id_belongs_to_one_file(void **state)
{
	struct fixture *fixture = *state;
	SCOPED(buf_release) struct buf owner = {0};

	put_page(fixture, "first", "x", 1);
	assert_int_equal(claim(fixture, "first", "x", &owner), LEDGER_OWNED);
	assert_int_equal(claim(fixture, "second", "x", &owner), LEDGER_TAKEN);
	assert_string_equal(buf_string(&owner), "first");
	assert_int_equal(claim(fixture, "second", "y", &owner), LEDGER_GRANTED);
}

static void an_id_moves_from_a_file_the_run_has_yet_to_visit(void **state)
{
	struct fixture *fixture = *state;
	struct ledger_key first = key_of(fixture, "first");
	SCOPED(buf_release) struct buf owner = {0};
	bool owned;

	put_page(fixture, "first", "x", 1);
	run_again(fixture);
	assert_int_equal(claim(fixture, "second", "x", &owner), LEDGER_TAKEN);
	ledger_expect(fixture->ledger, fixture->source);
	assert_int_equal(claim(fixture, "second", "x", &owner), LEDGER_MOVED);
	assert_null(ledger_visit(fixture->ledger, &first));
	must(ledger_give_up_id(fixture->ledger, &first, "x", 1, &owned, &err));
	assert_false(owned);
}

static void ids_of_any_length_are_kept(void **state)
{
	struct fixture *fixture = *state;
	SCOPED(buf_release) struct buf id = {0};

	for (int i = 0; i < 500; i++)
		buf_add_string(&id, "long/");
	put_page(fixture, buf_string(&id), buf_string(&id), 1);
	run_again(fixture);
	assert_int_equal(
		claim(fixture, buf_string(&id), buf_string(&id), &id), LEDGER_OWNED);
}

static void only_lines_not_met_are_dropped(void **state)
{
	struct fixture *fixture = *state;
	struct digest file = digest_of("file", 4);
	struct digest one = digest_of("content 1", 9);
	struct digest two = digest_of("content 2", 9);
	struct digest met;
	SCOPED(ledger_lines_close) struct ledger_lines *lines = NULL;
	SCOPED(buf_release) struct buf id = {0};
	size_t cursor = 0;
	bool found;

	must(ledger_lines_open(fixture->batch, file, 7, &lines, &err));
	assert_false(ledger_lines_meet(lines, one, &met));
	must(ledger_lines_put(lines, "a", 1, one, &err));
	must(ledger_lines_put(lines, "b", 1, two, &err));
	ledger_lines_close(&lines);
	run_again(fixture);
	must(ledger_lines_open(fixture->batch, file, 7, &lines, &err));
	assert_int_equal(ledger_lines_count(lines), 2);
	assert_true(ledger_lines_meet(lines, one, &met));
	assert_true(digest_equal(met, digest_of("a", 1)));
	assert_false(
		ledger_lines_meet(lines, one, &met)); /* a second one is another line */
	assert_true(ledger_lines_has_met(lines, digest_of("a", 1)));
	must(ledger_lines_drop_next(lines, &cursor, &found, &id, &err));
	assert_true(found);
	assert_string_equal(buf_string(&id), "b");
	must(ledger_lines_drop_next(lines, &cursor, &found, &id, &err));
	assert_false(found);
	assert_int_equal(ledger_lines_count(lines), 1);
}

static void lines_are_known_as_they_were_read(void **state)
{
	struct fixture *fixture = *state;
	struct digest file = digest_of("file", 4);
	struct digest one = digest_of("content 1", 9);
	struct digest content;
	SCOPED(ledger_lines_close) struct ledger_lines *lines = NULL;
	bool found;

	must(ledger_lines_open(fixture->batch, file, 0, &lines, &err));
	must(ledger_lines_put(lines, "a", 1, one, &err));
	ledger_lines_close(&lines);
	must(ledger_lines_open(fixture->batch, file, UINT64_MAX, &lines, &err));
	assert_false(ledger_lines_knows(lines, one));
	must(ledger_lines_put(lines, "a", 1, one, &err));
	ledger_lines_close(&lines);
	run_again(fixture);
	must(ledger_lines_open(fixture->batch, file, UINT64_MAX, &lines, &err));
	assert_true(ledger_lines_knows(lines, one));
	assert_int_equal(ledger_lines_count(lines), 1);
	must(ledger_lines_content(
		fixture->batch, file, digest_of("a", 1), &found, &content, &err));
	assert_true(found);
	assert_true(digest_equal(content, one));
}

static void the_stamp_of_a_file_is_known_again(void **state)
{
	static const enum ledger_state states[] = {
		LEDGER_PAGE, LEDGER_LINES, LEDGER_REFUSED};
	struct fixture *fixture = *state;
	struct ledger_details details = {.path = "a", .text = ""};
	struct ledger_key key = key_of(fixture, "a");

	for (size_t i = 0; i < COUNT(states); i++) {
		struct ledger_file after = {.state = states[i], .stamp = UINT64_MAX - i};
		const struct ledger_file *before = ledger_find(fixture->ledger, &key);

		must(ledger_put(fixture->ledger, &key, before, &after, &details, &err));
		run_again(fixture);
		before = ledger_find(fixture->ledger, &key);
		assert_non_null(before);
		assert_int_equal(before->state, states[i]);
		assert_true(before->stamp == UINT64_MAX - i);
		assert_int_equal(before->frame, 0);
		assert_int_equal(before->refusals, 0);
	}
}

int main(void)
{
#define WITH_LEDGER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		WITH_LEDGER(what_was_put_is_known_in_the_next_run),
		WITH_LEDGER(all_of_many_files_are_found_again),
		WITH_LEDGER(what_was_not_visited_has_vanished),
		WITH_LEDGER(an_id_belongs_to_one_file),
		WITH_LEDGER(an_id_moves_from_a_file_the_run_has_yet_to_visit),
		WITH_LEDGER(ids_of_any_length_are_kept),
		WITH_LEDGER(only_lines_not_met_are_dropped),
		WITH_LEDGER(lines_are_known_as_they_were_read),
		WITH_LEDGER(the_stamp_of_a_file_is_known_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
