/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run: what update and rebuild have in common: one run that opens the sources
 * and a generation, takes in what there is, and tells what it did.
 */
#ifndef INDEXER_INTAKE_RUN_H
#define INDEXER_INTAKE_RUN_H

#include "base/error.h"
#include "index/generation.h"
#include "intake/intake.h"
#include "ledger/batch.h"
#include "reports/run_report.h"

#include <stddef.h>
#include <stdio.h>

struct config;
struct named_source;
struct options;

struct run {
	const struct options *options;
	const struct config *config;
	const char *index;
	struct named_source *sources;
	size_t count;
	size_t missing; /* of the sources */
	struct run_report report;
	struct intake intake;
	struct index_lock lock;
	struct generation generation;
	char *scratch; /* a folder to be deleted at the end */
};

/* One that holds nothing yet: lock.file is -1. */
#define RUN_INIT                      \
	{                             \
		.lock = {.file = -1 } \
	}

/* What was not committed is dropped. */
void run_release(struct run *run);

/* Reads no page: names and opens the sources, and refuses those that are missing. */
bool run_begin(const struct options *options, const struct config *config,
	struct run *run, struct error *err);

/* Arguments are easily swapped: ERROR_INVALID if no index may be begun there. */
bool run_check_place(const char *index, struct error *err);

/* ERROR_BUSY: another run has it, unless the options say to wait. */
bool run_take_lock(struct run *run, struct error *err);

/* Opens the generation in the folder path for writing. */
bool run_open_batch(
	struct run *run, const char *path, enum batch_mode mode, struct error *err);
void run_close_batch(struct run *run);

/* An empty generation of no index, for a dry run. */
bool run_open_scratch(struct run *run, struct error *err);

/* Takes in all sources; run->missing also counts those that are suddenly empty. */
bool run_take_sources(struct run *run, struct error *err);

/* Writes the result to out; *refused: how many pages and sources were. */
bool run_end(struct run *run, FILE *out, size_t *refused, struct error *err);

#endif
