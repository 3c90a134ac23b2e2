/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "commands/rebuild.h"

#include "base/digest.h"
#include "base/scope.h"
#include "config/config.h"
#include "config/named_source.h"
#include "config/options.h"
#include "intake/run.h"
#include "ledger/carry.h"
#include "ledger/departures.h"
#include "ledger/ledger.h"
#include "ledger/removals.h"
#include "sources/source.h"
#include "system/scratch.h"

#include <string.h>

#define RECIPE_NOTE "recipe"

struct rebuild {
	struct run run;
	struct generation before; /* the one that is replaced; number 0: none */
	struct batch *old;        /* of it; NULL: it cannot be read */
	struct removals *old_removals;
};

static void release(struct rebuild *rebuild)
{
	removals_close(&rebuild->old_removals);
	batch_close(&rebuild->old);
	run_release(&rebuild->run);
	generation_release(&rebuild->before);
}

/*
 * What the index had of each source, to tell which are suddenly empty. One
 * that is damaged or of another version knows nothing: a rebuild is its cure.
 */
static void recall_sources(struct rebuild *rebuild)
{
	SCOPED(batch_close) struct batch *batch = NULL;
	SCOPED(ledger_close) struct ledger *ledger = NULL;
	struct run *run = &rebuild->run;
	struct error reason = {0};

	if (!batch_open(rebuild->before.path, BATCH_DRY, &batch, &reason)
		|| !batch_vouch(batch, &reason) || !ledger_open(batch, &ledger, &reason)
		|| !removals_open(batch, &rebuild->old_removals, &reason))
		return;
	rebuild->old = TAKE(batch);
	for (size_t i = 0; i < run->count; i++)
		run->sources[i].known = ledger_count(ledger, run->sources[i].digest);
}

/* What the old generation notes of the past, which the new one takes over. */
static void write_past(struct batch *old, struct buf *out)
{
	SCOPED(buf_release) struct buf keys = {0};
	char letters[DIGEST_LETTERS + 1];
	struct error reason = {0};

	if (!old || !batch_note_keys(old, REMOVALS_PREFIX, &keys, &reason)
		|| !batch_note_keys(old, CHANGE_LOG_PREFIX, &keys, &reason))
		return;
	digest_write(digest_of(buf_string(&keys), keys.length), letters);
	buf_add_format(out, "%s\n", letters);
}

/* What must be the same for the work of a rebuild that ended early to be of use. */
static void write_recipe(const struct rebuild *rebuild, struct buf *out)
{
	const struct run *run = &rebuild->run;
	char config[DIGEST_LETTERS + 1];

	buf_add_string(out, REGIO_VERSION);
	digest_write(config_stamp_of_all(run->config), config);
	buf_add_format(out, "\n%s\n%s\n", config,
		analysis_depth_name(run->config->additions.analysis));
	for (size_t i = 0; i < run->count; i++) {
		const struct named_source *named = &run->sources[i];

		buf_add_format(out, "%s\n%s\n", named->base_url ? named->base_url : "",
			source_path(named->source));
	}
	write_past(rebuild->old, out);
}

/* Whether a rebuild of the same was interrupted and could be opened again. */
static bool take_up(struct rebuild *rebuild)
{
	SCOPED(buf_release) struct buf recipe = {0};
	SCOPED(buf_release) struct buf noted = {0};
	struct run *run = &rebuild->run;
	struct error reason = {0};

	if (!generation_unfinished(
		    run->index, rebuild->before.number, &run->generation, &reason))
		return false;
	write_recipe(rebuild, &recipe);
	if (run_open_batch(run, run->generation.path, BATCH_LONG, &reason)
		&& batch_noted(run->intake.batch, RECIPE_NOTE, &noted, &reason)
		&& strcmp(buf_string(&recipe), buf_string(&noted)) == 0
		&& (!rebuild->old
			|| batch_succeed(run->intake.batch, rebuild->old, &reason)))
		return true;
	run_close_batch(run);
	scratch_remove(&run->generation.path);
	return false;
}

/* What is known of the past goes from generation to generation. */
static bool take_over(struct rebuild *rebuild, struct error *err)
{
	struct intake *intake = &rebuild->run.intake;

	if (!rebuild->old)
		return true;
	removals_close(&intake->removals);
	return batch_succeed(intake->batch, rebuild->old, err)
		&& removals_copy(rebuild->old_removals, intake->batch, err)
		&& removals_open(intake->batch, &intake->removals, err);
}

static bool begin_next(struct rebuild *rebuild, struct error *err)
{
	SCOPED(buf_release) struct buf recipe = {0};
	struct run *run = &rebuild->run;

	write_recipe(rebuild, &recipe);
	return generation_create(run->index, &run->generation, err)
		&& run_open_batch(run, run->generation.path, BATCH_LONG, err)
		&& batch_note(
			run->intake.batch, RECIPE_NOTE, recipe.bytes, recipe.length, err)
		&& take_over(rebuild, err);
}

static bool open_next(struct rebuild *rebuild, struct error *err)
{
	if (rebuild->before.number)
		recall_sources(rebuild);
	if (rebuild->run.options->dry_run) {
		if (!run_open_scratch(&rebuild->run, err) || !take_over(rebuild, err))
			return false;
		rebuild->run.generation.number = rebuild->before.number + 1;
		return true;
	}
	return take_up(rebuild) || begin_next(rebuild, err);
}

/* What of the generation that is replaced no source brought. */
static bool take_leave(struct rebuild *rebuild, struct error *err)
{
	struct run *run = &rebuild->run;
	struct carry carry = {rebuild->old, run->intake.batch, rebuild->before.path,
		run->intake.ledger};
	struct departures departures = {rebuild->old, run->intake.batch,
		rebuild->before.path, &run->intake.arrivals};

	if (!rebuild->old)
		return true;
	if (!carry_kept(&carry, err))
		return false;
	/* In a dry run nothing is in the new one. */
	return run->options->dry_run
		|| departures_tell(&departures, &run->report.moved, err);
}

/* Makes the next generation, unless a source turns out to be missing. */
static bool make_next(struct rebuild *rebuild, struct error *err)
{
	struct run *run = &rebuild->run;

	if (!open_next(rebuild, err) || !run_take_sources(run, err))
		return false;
	return run->missing
		|| (take_leave(rebuild, err) && batch_finish(run->intake.batch, err)
			&& (run->options->dry_run
				|| generation_switch(run->index, &run->generation,
					(unsigned)run->options->keep, err)));
}

/* Deletes the new generation, so that it takes no room. */
static void abandon(struct run *run)
{
	run_close_batch(run);
	if (run->options->dry_run)
		return;
	scratch_remove(&run->generation.path);
	run->generation.number = 0;
}

/* The result tells of the generation that serves on. */
static bool end_as_before(
	struct rebuild *rebuild, FILE *out, size_t *refused, struct error *err)
{
	struct run *run = &rebuild->run;

	removals_close(&rebuild->old_removals);
	batch_close(&rebuild->old);
	if (rebuild->before.number
		&& !batch_open(rebuild->before.path, BATCH_DRY, &run->intake.batch, err))
		return false;
	run->generation.number = rebuild->before.number;
	run->report.added = 0;
	return run_end(run, out, refused, err);
}

static bool make(struct rebuild *rebuild, FILE *out, size_t *refused, struct error *err)
{
	struct run *run = &rebuild->run;

	if (run->missing) /* its pages would be lost */
		return end_as_before(rebuild, out, refused, err);
	if (!make_next(rebuild, err)) {
		abandon(run);
		return false;
	}
	if (run->missing) {
		abandon(run);
		return end_as_before(rebuild, out, refused, err);
	}
	return run_end(run, out, refused, err);
}

bool rebuild_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	SCOPED(config_release) struct config config = {0};
	SCOPED(release) struct rebuild rebuild = {.run = RUN_INIT};
	struct run *run = &rebuild.run;
	struct error reason = {0};
	bool has_index;

	if ((options->config && !config_read(options->config, &config, err))
		|| !run_begin(options, &config, run, err))
		return false;
	has_index = generation_current(run->index, &rebuild.before, &reason)
		|| reason.kind == ERROR_CORRUPT;
	if (!has_index && !run_check_place(run->index, err))
		return false;
	if (has_index || !(options->dry_run || run->missing)) {
		if (!run_take_lock(run, err))
			return false;
		/* Only under the lock is it known for sure which one is current. */
		generation_release(&rebuild.before);
		generation_current(run->index, &rebuild.before, &reason);
	}
	return make(&rebuild, out, refused, err);
}
