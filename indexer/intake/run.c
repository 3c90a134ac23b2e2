/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/run.h"

#include "base/scope.h"
#include "config/config.h"
#include "config/named_source.h"
#include "config/options.h"
#include "intake/config_note.h"
#include "ledger/ledger.h"
#include "ledger/removals.h"
#include "sources/source.h"
#include "system/scratch.h"
#include "workers/page_pool.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

void run_close_batch(struct run *run)
{
	removals_close(&run->intake.removals);
	ledger_close(&run->intake.ledger);
	batch_close(&run->intake.batch);
}

void run_release(struct run *run)
{
	named_source_free(&run->sources, run->count);
	run_report_release(&run->report);
	run_close_batch(run);
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

bool run_begin(const struct options *options, const struct config *config,
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
bool run_check_place(const char *index, struct error *err)
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

bool run_take_lock(struct run *run, struct error *err)
{
	enum lock_patience patience = run->options->wait ? LOCK_WAIT : LOCK_NOW;

	return index_lock_take(run->index, patience, &run->lock, err);
}

bool run_open_batch(
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
bool run_open_scratch(struct run *run, struct error *err)
{
	run->generation.number = 1;
	return scratch_make(&run->scratch, err)
		&& run_open_batch(run, run->scratch, BATCH_DRY, err);
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

bool run_take_sources(struct run *run, struct error *err)
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
	return true;
}

bool run_end(struct run *run, FILE *out, size_t *refused, struct error *err)
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
