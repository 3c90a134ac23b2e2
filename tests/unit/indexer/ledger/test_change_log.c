/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "index/index_writer.h"
#include "index/record.h"
#include "ledger/change_log.h"
#include "system/scratch.h"
#include "unit.h"

#include <string.h>

struct fixture {
	char *folder;
	struct index_writer *writer;
	struct change_log *log;
};

static int set_up(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){0};
	must(scratch_make(&fixture.folder, &err));
	must(index_writer_open(fixture.folder, &fixture.writer, &err));
	must(index_writer_begin(fixture.writer, &err));
	fixture.log = change_log_open();
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	change_log_close(&fixture->log);
	index_writer_close(&fixture->writer);
	scratch_remove(&fixture->folder);
	return 0;
}

static void note(struct fixture *fixture, unsigned count)
{
	struct buf nothing = {0};

	for (unsigned i = 0; i < count; i++)
		change_log_add(fixture->log, CHANGE_NEW, "id", "", &nothing);
	must(change_log_write(fixture->log, fixture->writer, &err));
}

/* The notes there are, one number a note: how many changes it has. */
static size_t read_notes(struct fixture *fixture, uint64_t counts[8])
{
	SCOPED(buf_release) struct buf keys = {0};
	struct change_note parsed;
	size_t count = 0;

	must(index_writer_note_keys(fixture->writer, CHANGE_LOG_PREFIX, &keys, &err));
	for (size_t at = 0; at < keys.length; at += strlen(keys.bytes + at) + 1) {
		assert_true(change_note_parse(keys.bytes + at, &parsed));
		counts[count++] = parsed.count;
	}
	return count;
}

static void the_oldest_notes_go_when_the_others_are_enough(void **state)
{
	struct fixture *fixture = *state;
	uint64_t counts[8] = {0};

	note(fixture, 60000);
	note(fixture, 60000);
	assert_int_equal(read_notes(fixture, counts), 2);
	note(fixture, 50000);
	assert_int_equal(read_notes(fixture, counts), 2);
	assert_int_equal(counts[0], 60000);
	assert_int_equal(counts[1], 50000);
}

static void what_was_noted_is_read_again(void **state)
{
	struct fixture *fixture = *state;
	SCOPED(buf_release) struct buf record = {0};
	SCOPED(buf_release) struct buf key = {0};
	SCOPED(buf_release) struct buf bytes = {0};
	struct change change;
	size_t offset = 0;

	record_add(&record, RECORD_TITLE, "Hafen", 5);
	change_log_add(fixture->log, CHANGE_MOVED, "a", "b", &record);
	change_log_add(fixture->log, CHANGE_KEPT, "c", "", &record);
	must(change_log_write(fixture->log, fixture->writer, &err));
	must(index_writer_note_keys(fixture->writer, CHANGE_LOG_PREFIX, &key, &err));
	must(index_writer_noted(fixture->writer, key.bytes, &bytes, &err));
	assert_true(change_note_next(&bytes, &offset, &change));
	assert_int_equal(change.kind, CHANGE_MOVED);
	assert_string_equal(change.id, "a");
	assert_string_equal(change.to, "b");
	assert_string_equal(change.title, "Hafen");
	assert_true(change_note_next(&bytes, &offset, &change));
	assert_int_equal(change.kind, CHANGE_KEPT);
	assert_false(change_note_next(&bytes, &offset, &change));
}

static void a_damaged_note_is_no_change(void **state)
{
	struct buf bytes = {0};
	struct change_note parsed;
	struct change change;
	size_t offset = 0;

	(void)state;
	assert_false(change_note_next(&bytes, &offset, &change));
	buf_add(&bytes,
		"\x09"
		"a\0b\0c\0d",
		9);
	assert_false(change_note_next(&bytes, &offset, &change));
	buf_release(&bytes);
	assert_false(change_note_parse("change:zz:1:1", &parsed));
	assert_false(change_note_parse("change:1:1", &parsed));
}

int main(void)
{
#define WITH_LOG(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		WITH_LOG(the_oldest_notes_go_when_the_others_are_enough),
		WITH_LOG(what_was_noted_is_read_again),
		cmocka_unit_test(a_damaged_note_is_no_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
