/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * duplicates_cost: what documents of an index are taken for one page, and what
 * it costs to find out. usage: duplicates_cost [--list] INDEX
 *
 * Prints seconds to load a snapshot, seconds of these to find duplicates, the
 * groups and what was compared; --list prints the ids of each.
 */
#include "base/scope.h"
#include "index/generation.h"
#include "index/record.h"
#include "revision/duplicate_finder.h"
#include "snapshot/snapshot.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void list(const struct snapshot *snapshot, const struct duplicates *duplicates)
{
	SCOPED(unpacker_free) struct unpacker *unpacker = unpacker_create();
	SCOPED(buf_release) struct buf record = {0};

	for (size_t i = 0; i < duplicates->member_count; i++) {
		struct record_part id;

		snapshot_record(snapshot, duplicates->members[i], unpacker, &record);
		id = record_find(buf_string(&record), record.length, RECORD_ID);
		printf("%s%.*s\n", duplicates->starts[i] == i ? "\n" : "", (int)id.length,
			id.bytes);
	}
}

static bool measure(const char *index, bool with_list, struct error *err)
{
	SCOPED(generation_release) struct generation generation = {0};
	SCOPED(snapshot_free) struct snapshot *snapshot = NULL;
	SCOPED(duplicates_release) struct duplicates duplicates = {0};
	double start = now();
	double loaded;
	struct index_reader *reader;
	bool found;

	if (!generation_current(index, &generation, err)
		|| !snapshot_load(&generation, NULL, 128 << 20, &snapshot, err))
		return false;
	loaded = now();
	reader = snapshot_borrow(snapshot);
	found = duplicate_finder_run(
		(struct holdings){&snapshot->columns, &snapshot->records}, reader, NULL,
		&duplicates, err);
	snapshot_give_back(snapshot, reader);
	if (!found)
		return false;
	printf("%u documents; loaded in %.3f s, %.3f s of it for duplicates\n"
	       "%zu documents in %zu groups; %zu records read, %zu runs sought\n",
		snapshot->documents, loaded - start, now() - loaded,
		duplicates.member_count, duplicates.group_count,
		duplicates.cost.records_read, duplicates.cost.runs_sought);
	if (with_list)
		list(snapshot, &duplicates);
	return true;
}

int main(int argc, char **argv)
{
	bool with_list = argc == 3 && !strcmp(argv[1], "--list");
	struct error err = {0};

	if (argc != 2 + with_list) {
		fputs("usage: duplicates_cost [--list] INDEX\n", stderr);
		return 2;
	}
	if (measure(argv[argc - 1], with_list, &err))
		return 0;
	fprintf(stderr, "duplicates_cost: %s\n", err.text);
	return 1;
}
