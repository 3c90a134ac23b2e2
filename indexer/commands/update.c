/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "commands/update.h"

#include "base/scope.h"
#include "config/config.h"
#include "config/options.h"
#include "intake/run.h"

/* An index is there from the start, so that what is added shows at once. */
static bool open_first(struct run *run, struct error *err)
{
	if (run->options->dry_run)
		return run_open_scratch(run, err);
	return run_take_lock(run, err)
		&& generation_create(run->index, &run->generation, err)
		&& run_open_batch(run, run->generation.path, BATCH_SHORT, err)
		&& generation_switch(
			run->index, &run->generation, (unsigned)run->options->keep, err);
}

static bool open_current(struct run *run, struct error *err)
{
	enum batch_mode mode = run->options->dry_run ? BATCH_DRY : BATCH_SHORT;
	struct error reason = {0};

	if (generation_current(run->index, &run->generation, &reason)) {
		/* Only under the lock is it known for sure which one is current. */
		generation_release(&run->generation);
		return run_take_lock(run, err)
			&& generation_current(run->index, &run->generation, err)
			&& run_open_batch(run, run->generation.path, mode, err);
	}
	if (reason.kind != ERROR_MISSING) {
		*err = reason;
		return false;
	}
	return open_first(run, err);
}

bool update_run_configured(const struct options *options, const struct config *config,
	FILE *out, size_t *refused, struct error *err)
{
	SCOPED(run_release) struct run run = RUN_INIT;
	SCOPED(generation_release) struct generation current = {0};
	struct error reason = {0};
	bool has_index;

	if (!run_begin(options, config, &run, err))
		return false;
	has_index = generation_current(run.index, &current, &reason)
		|| reason.kind != ERROR_MISSING;
	if (!has_index && !run_check_place(run.index, err))
		return false;
	if (!has_index && run.missing == run.count) /* no reason to begin one */
		return run_end(&run, out, refused, err);
	return open_current(&run, err) && run_take_sources(&run, err)
		&& batch_finish(run.intake.batch, err)
		&& run_end(&run, out, refused, err);
}

bool update_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	SCOPED(config_release) struct config config = {0};

	return (!options->config || config_read(options->config, &config, err))
		&& update_run_configured(options, &config, out, refused, err);
}
