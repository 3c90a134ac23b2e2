/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "update.h"

#include "base/alloc.h"
#include "base/digest.h"
#include "base/scope.h"
#include "batch.h"
#include "carry.h"
#include "config.h"
#include "config_note.h"
#include "departures.h"
#include "index/generation.h"
#include "intake.h"
#include "ledger.h"
#include "named_source.h"
#include "options.h"
#include "page_pool.h"
#include "removals.h"
#include "run_report.h"
#include "scratch.h"
#include "sources/source.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

#define RECIPE_NOTE "recipe"

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
	/* The generation that a rebuild replaces; NULL: it cannot be read. */
	struct batch *old;
	const char *old_path;
	struct removals *old_removals;
};

static void close_batch(struct run *run)
{
	removals_close(&run->intake.removals);
	ledger_close(&run->intake.ledger);
	batch_close(&run->intake.batch);
}

static void run_release(struct run *run)
{
	named_source_free(&run->sources, run->count);
	run_report_release(&run->report);
	removals_close(&run->old_removals);
	batch_close(&run->old);
	close_batch(run);
	page_pool_close(&run->intake.pool);
	entry_release(&run->intake.entry);
	buf_release(&run->intake.bytes);
	arrivals_release(&run->intake.arrivals);
	index_lock_release(&run->lock);
	generation_release(&run->generation);
	scratch_remove(&run->scratch);
}

static enum run_report_voice voice_of(const struct options *options)
{
	if (options->quiet)
		return RUN_REPORT_SILENT;
	return isatty(STDERR_FILENO) ? RUN_REPORT_TERMINAL : RUN_REPORT_LOUD;
}

/* Opens the sources; those that are missing are refused by name. */
static void open_sources(struct run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		struct named_source *named = &run->sources[i];
		struct error reason = {0};

		if (named_source_open(named, &reason))
			continue;
		run->missing++;
		run_report_refuse(&run->report, named->name, reason.text);
	}
}

static bool begin(const struct options *options, const struct config *config,
	struct run *run, struct error *err)
{
	run->options = options;
	run->config = config;
	run->index = options->operands[0];
	if (!named_source_list(options, config, &run->sources, &run->count, err))
		return false;
	run_report_begin(&run->report, voice_of(options));
	open_sources(run);
	run->intake.pool = page_pool_open(options->jobs);
	if (config->text.length)
		page_pool_configure(
			run->intake.pool, config->text.bytes, config->text.length);
	run->intake.config = config;
	run->intake.report = &run->report;
	run->intake.vanished = options->keep_vanished ? INTAKE_KEEP : INTAKE_DROP;
	run->intake.standard_input = options->complete ? INTAKE_WHOLE : INTAKE_PARTS;
	return true;
}

static bool is_ours(const char *name)
{
	return *name == '.' || strcmp(name, "current.new") == 0
		|| strcmp(name, "lock") == 0 || strncmp(name, "generation-", 11) == 0;
}

static void close_stream(DIR **stream)
{
	if (*stream)
		closedir(*stream);
}

/* Arguments are easily swapped: no index is begun among other files. */
static bool check_place(const char *index, struct error *err)
{
	SCOPED(close_stream) DIR *stream = opendir(index);
	const struct dirent *entry;

	while (stream && (entry = readdir(stream))) {
		if (!is_ours(entry->d_name))
			return error_set(err, ERROR_INVALID,
				"%s holds other files and no index; INDEX comes first, then "
				"the sources",
				index);
	}
	return true;
}

static bool take_lock(struct run *run, struct error *err)
{
	enum lock_patience patience = run->options->wait ? LOCK_WAIT : LOCK_NOW;

	return index_lock_take(run->index, patience, &run->lock, err);
}

static bool open_batch(
	struct run *run, const char *path, enum batch_mode mode, struct error *err)
{
	if (!batch_open(path, mode, &run->intake.batch, err)
		|| !ledger_open(run->intake.batch, &run->intake.ledger, err)
		|| !removals_open(run->intake.batch, &run->intake.removals, err))
		return false;
	for (size_t i = 0; i < run->count; i++) {
		struct named_source *named = &run->sources[i];

		if (!named->source)
			continue;
		ledger_expect(run->intake.ledger, named->digest);
		if (!ledger_name_source(run->intake.ledger, named->digest,
			    source_path(named->source), err))
			return false;
	}
	return true;
}

/* An empty generation of no index, for a dry run. */
static bool open_scratch(struct run *run, struct error *err)
{
	run->generation.number = 1;
	return scratch_make(&run->scratch, err)
		&& open_batch(run, run->scratch, BATCH_DRY, err);
}

/* An index is there from the start, so that what is added shows at once. */
static bool open_first(struct run *run, struct error *err)
{
	if (run->options->dry_run)
		return open_scratch(run, err);
	return take_lock(run, err) && generation_create(run->index, &run->generation, err)
		&& open_batch(run, run->generation.path, BATCH_SHORT, err)
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
		return take_lock(run, err)
			&& generation_current(run->index, &run->generation, err)
			&& open_batch(run, run->generation.path, mode, err);
	}
	if (reason.kind != ERROR_MISSING) {
		*err = reason;
		return false;
	}
	return open_first(run, err);
}

/* About as many pages as before, to tell how long it will take. */
static void expect_pages(struct run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		size_t known = ledger_count(run->intake.ledger, run->sources[i].digest);

		run->report.expected +=
			known > run->sources[i].known ? known : run->sources[i].known;
	}
}

/* What of the generation that is replaced no source brought. */
static bool take_leave(struct run *run, struct error *err)
{
	struct carry carry = {
		run->old, run->intake.batch, run->old_path, run->intake.ledger};

	struct departures departures = {
		run->old, run->intake.batch, run->old_path, &run->intake.arrivals};

	if (!carry_kept(&carry, err))
		return false;
	/* In a dry run nothing is in the new one. */
	return run->options->dry_run
		|| departures_tell(&departures, &run->report.moved, err);
}

static bool take_sources(struct run *run, struct error *err)
{
	if (!config_note_write(run->config, run->intake.batch, &run->report, err))
		return false;
	expect_pages(run);
	for (size_t i = 0; i < run->count; i++) {
		struct named_source *named = &run->sources[i];
		size_t files;

		if (!named->source)
			continue;
		if (!intake_source(&run->intake, named->source, named->name, &files, err))
			return false;
		if (files || !named->known)
			continue;
		run->missing++;
		run_report_refuse(&run->report, named->name,
			"it had pages and now has none; the index stays as it was");
	}
	if (run->old && !run->missing && !take_leave(run, err))
		return false;
	return batch_finish(run->intake.batch, err);
}

static bool end(struct run *run, FILE *out, size_t *refused, struct error *err)
{
	struct run_result result = {
		.generation = run->generation.number, .dry = run->options->dry_run};
	uint32_t documents = 0;

	if (run->intake.batch && !batch_documents(run->intake.batch, &documents, err))
		return false;
	result.documents = documents;
	if (run->intake.removals)
		result.kept_out = removals_count(run->intake.removals);
	if (run->options->dry_run)
		result.documents += run->report.added - run->report.removed;
	*refused = run->report.refused;
	run_report_end(&run->report, &result,
		run->options->json ? RUN_REPORT_JSON : RUN_REPORT_TEXT, out);
	return true;
}

bool update_run_configured(const struct options *options, const struct config *config,
	FILE *out, size_t *refused, struct error *err)
{
	SCOPED(run_release) struct run run = {.lock = {.file = -1}};
	SCOPED(generation_release) struct generation current = {0};
	struct error reason = {0};
	bool has_index;

	if (!begin(options, config, &run, err))
		return false;
	has_index = generation_current(run.index, &current, &reason)
		|| reason.kind != ERROR_MISSING;
	if (!has_index && !check_place(run.index, err))
		return false;
	if (!has_index && run.missing == run.count) /* no reason to begin one */
		return end(&run, out, refused, err);
	return open_current(&run, err) && take_sources(&run, err)
		&& end(&run, out, refused, err);
}

bool update_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	SCOPED(config_release) struct config config = {0};

	return (!options->config || config_read(options->config, &config, err))
		&& update_run_configured(options, &config, out, refused, err);
}

/*
 * What the index had of each source, to tell which are suddenly empty. One
 * that is damaged or of another version knows nothing: a rebuild is its cure.
 */
static void recall_sources(struct run *run, const char *path)
{
	SCOPED(batch_close) struct batch *batch = NULL;
	SCOPED(ledger_close) struct ledger *ledger = NULL;
	struct error reason = {0};

	if (!batch_open(path, BATCH_DRY, &batch, &reason) || !batch_vouch(batch, &reason)
		|| !ledger_open(batch, &ledger, &reason)
		|| !removals_open(batch, &run->old_removals, &reason))
		return;
	run->old = TAKE(batch);
	run->old_path = path;
	for (size_t i = 0; i < run->count; i++)
		run->sources[i].known = ledger_count(ledger, run->sources[i].digest);
}

/* What the old generation notes of the past, which the new one takes over. */
static void write_past(const struct run *run, struct buf *out)
{
	SCOPED(buf_release) struct buf keys = {0};
	char letters[DIGEST_LETTERS + 1];
	struct error reason = {0};

	if (!run->old || !batch_note_keys(run->old, REMOVALS_PREFIX, &keys, &reason)
		|| !batch_note_keys(run->old, CHANGE_LOG_PREFIX, &keys, &reason))
		return;
	digest_write(digest_of(buf_string(&keys), keys.length), letters);
	buf_add_format(out, "%s\n", letters);
}

/* What must be the same for the work of a rebuild that ended early to be of use. */
static void write_recipe(const struct run *run, struct buf *out)
{
	char config[DIGEST_LETTERS + 1];

	buf_add_string(out, REGIO_VERSION);
	digest_write(config_stamp_of_all(run->config), config);
	buf_add_format(out, "\n%s\n", config);
	for (size_t i = 0; i < run->count; i++) {
		const struct named_source *named = &run->sources[i];

		buf_add_format(out, "%s\n%s\n", named->base_url ? named->base_url : "",
			source_path(named->source));
	}
	write_past(run, out);
}

/* Whether a rebuild of the same was interrupted and could be opened again. */
static bool take_up(struct run *run, const struct generation *old)
{
	SCOPED(buf_release) struct buf recipe = {0};
	SCOPED(buf_release) struct buf noted = {0};
	struct error reason = {0};

	if (!generation_unfinished(run->index, old->number, &run->generation, &reason))
		return false;
	write_recipe(run, &recipe);
	if (open_batch(run, run->generation.path, BATCH_LONG, &reason)
		&& batch_noted(run->intake.batch, RECIPE_NOTE, &noted, &reason)
		&& strcmp(buf_string(&recipe), buf_string(&noted)) == 0
		&& (!run->old || batch_succeed(run->intake.batch, run->old, &reason)))
		return true;
	close_batch(run);
	scratch_remove(&run->generation.path);
	return false;
}

/* What is known of the past goes from generation to generation. */
static bool take_over(struct run *run, struct error *err)
{
	if (!run->old)
		return true;
	removals_close(&run->intake.removals);
	return batch_succeed(run->intake.batch, run->old, err)
		&& removals_copy(run->old_removals, run->intake.batch, err)
		&& removals_open(run->intake.batch, &run->intake.removals, err);
}

static bool begin_next(struct run *run, struct error *err)
{
	SCOPED(buf_release) struct buf recipe = {0};

	write_recipe(run, &recipe);
	return generation_create(run->index, &run->generation, err)
		&& open_batch(run, run->generation.path, BATCH_LONG, err)
		&& batch_note(
			run->intake.batch, RECIPE_NOTE, recipe.bytes, recipe.length, err)
		&& take_over(run, err);
}

static bool open_next(struct run *run, const struct generation *old, struct error *err)
{
	if (old->number)
		recall_sources(run, old->path);
	if (run->options->dry_run) {
		if (!open_scratch(run, err) || !take_over(run, err))
			return false;
		run->generation.number = old->number + 1;
		return true;
	}
	return take_up(run, old) || begin_next(run, err);
}

/* Deletes the new generation, so that it takes no room. */
static void abandon(struct run *run)
{
	close_batch(run);
	if (run->options->dry_run)
		return;
	scratch_remove(&run->generation.path);
	run->generation.number = 0;
}

/* The result tells of the generation that serves on. */
static bool end_as_before(struct run *run, const struct generation *old, FILE *out,
	size_t *refused, struct error *err)
{
	removals_close(&run->old_removals);
	batch_close(&run->old);
	if (old->number && !batch_open(old->path, BATCH_DRY, &run->intake.batch, err))
		return false;
	run->generation.number = old->number;
	run->report.added = 0;
	return end(run, out, refused, err);
}

static bool rebuild(struct run *run, const struct generation *old, FILE *out,
	size_t *refused, struct error *err)
{
	if (run->missing) /* its pages would be lost */
		return end_as_before(run, old, out, refused, err);
	if (!open_next(run, old, err) || !take_sources(run, err)) {
		abandon(run);
		return false;
	}
	if (run->missing) {
		abandon(run);
		return end_as_before(run, old, out, refused, err);
	}
	if (!run->options->dry_run
		&& !generation_switch(run->index, &run->generation,
			(unsigned)run->options->keep, err)) {
		abandon(run);
		return false;
	}
	return end(run, out, refused, err);
}

bool update_run_rebuild(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	SCOPED(config_release) struct config config = {0};
	SCOPED(run_release) struct run run = {.lock = {.file = -1}};
	SCOPED(generation_release) struct generation old = {0};
	struct error reason = {0};
	bool has_index;

	if ((options->config && !config_read(options->config, &config, err))
		|| !begin(options, &config, &run, err))
		return false;
	has_index = generation_current(run.index, &old, &reason)
		|| reason.kind == ERROR_CORRUPT;
	if (!has_index && !check_place(run.index, err))
		return false;
	if (has_index || !(options->dry_run || run.missing)) {
		if (!take_lock(&run, err))
			return false;
		/* Only under the lock is it known for sure which one is current. */
		generation_release(&old);
		generation_current(run.index, &old, &reason);
	}
	return rebuild(&run, &old, out, refused, err);
}
