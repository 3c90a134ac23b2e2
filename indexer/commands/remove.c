/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "commands/remove.h"

#include "base/scope.h"
#include "config/options.h"
#include "index/generation.h"
#include "ledger/batch.h"
#include "ledger/ledger.h"
#include "ledger/ledger_lines.h"
#include "ledger/likeliest_id.h"
#include "ledger/removals.h"
#include "reports/run_report.h"

#include <string.h>

struct removing {
	const struct options *options;
	const char *index;
	struct index_lock lock;
	struct generation generation;
	struct batch *batch;
	struct ledger *ledger;
	struct removals *removals;
	struct run_report report;
};

static void removing_release(struct removing *removing)
{
	ledger_close(&removing->ledger);
	removals_close(&removing->removals);
	batch_close(&removing->batch);
	run_report_release(&removing->report);
	generation_release(&removing->generation);
	index_lock_release(&removing->lock);
}

static bool open_index(struct removing *removing, struct error *err)
{
	const struct options *options = removing->options;
	enum lock_patience patience = options->wait ? LOCK_WAIT : LOCK_NOW;
	enum batch_mode mode = options->dry_run ? BATCH_DRY : BATCH_LONG;

	if (!generation_current(removing->index, &removing->generation, err))
		return false;
	generation_release(&removing->generation);
	return index_lock_take(removing->index, patience, &removing->lock, err)
		&& generation_current(removing->index, &removing->generation, err)
		&& batch_open(removing->generation.path, mode, &removing->batch, err)
		&& ledger_open(removing->batch, &removing->ledger, err)
		&& removals_open(removing->batch, &removing->removals, err);
}

static bool refuse_unknown(struct removing *removing, const char *id, struct error *err)
{
	SCOPED(buf_release) struct buf likeliest = {0};
	SCOPED(buf_release) struct buf reason = {0};

	if (removals_has(removing->removals, digest_of(id, strlen(id)))) {
		buf_add_string(&reason, "it was removed before");
	} else {
		if (!likeliest_id(removing->generation.path, id, &likeliest, err))
			return false;
		buf_add_string(&reason, "no document has this id");
		if (likeliest.length)
			buf_add_format(
				&reason, "; the nearest is %s", buf_string(&likeliest));
	}
	run_report_refuse(&removing->report, id, buf_string(&reason));
	return true;
}

/* The file of many documents stays as it is, and has one less. */
static bool leave_lines(struct removing *removing, const struct ledger_key *key,
	struct digest id, struct digest *content, struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	struct ledger_details details;
	struct ledger_file before = *ledger_find(removing->ledger, key);
	struct ledger_file after = before;
	bool found;

	after.documents -= after.documents > 0;
	return ledger_lines_content(removing->batch, key->file, id, &found, content, err)
		&& ledger_details_of(
			removing->ledger, key, &before, &bytes, &details, err)
		&& ledger_put(removing->ledger, key, &before, &after, &details, err);
}

static bool leave_page(struct removing *removing, const struct ledger_key *key,
	struct digest id, struct digest *content, struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	struct ledger_details details;
	struct ledger_file before = *ledger_find(removing->ledger, key);
	struct ledger_file after = before;

	after.state = LEDGER_REMOVED;
	after.id = id;
	if (!ledger_details_of(removing->ledger, key, &before, &bytes, &details, err)
		|| !ledger_put(removing->ledger, key, &before, &after, &details, err))
		return false;
	*content = details.content;
	return true;
}

/* What its file said is noted, so that it is known when it says something else. */
static bool note_content(struct removing *removing, const struct ledger_key *key,
	struct digest id, struct digest *content, struct error *err)
{
	const struct ledger_file *file = ledger_find(removing->ledger, key);

	*content = (struct digest){0};
	if (!file)
		return true;
	return file->state == LEDGER_LINES ? leave_lines(removing, key, id, content, err)
					   : leave_page(removing, key, id, content, err);
}

static bool remove_one(struct removing *removing, const char *id, struct error *err)
{
	size_t length = strlen(id);
	struct digest digest = digest_of(id, length);
	struct ledger_key key;
	struct digest content;
	bool found;

	if (!ledger_owner(removing->ledger, digest, &found, &key, err))
		return false;
	if (!found)
		return refuse_unknown(removing, id, err);
	removing->report.removed++;
	return note_content(removing, &key, digest, &content, err)
		&& ledger_give_up_id(removing->ledger, &key, id, length, &found, err)
		&& removals_add(removing->removals, id, length, content, err)
		&& batch_remove_as(removing->batch, CHANGE_REMOVED, id, "", err);
}

static bool remove_all(struct removing *removing, struct error *err)
{
	for (int i = 1; i < removing->options->operand_count; i++) {
		if (!remove_one(removing, removing->options->operands[i], err)
			|| !batch_rest(removing->batch, err))
			return false;
	}
	return batch_finish(removing->batch, err);
}

static bool tell(struct removing *removing, FILE *out, struct error *err)
{
	struct run_result result = {.generation = removing->generation.number,
		.dry = removing->options->dry_run,
		.kept_out = removals_count(removing->removals)};
	uint32_t documents;

	if (!batch_documents(removing->batch, &documents, err))
		return false;
	result.documents = documents;
	if (removing->options->dry_run)
		result.documents -= removing->report.removed;
	run_report_end(&removing->report, &result,
		removing->options->json ? RUN_REPORT_JSON : RUN_REPORT_TEXT, out);
	return true;
}

bool remove_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	SCOPED(removing_release)
	struct removing removing = {
		.options = options, .index = options->operands[0], .lock = {.file = -1}};

	run_report_begin(
		&removing.report, options->quiet ? RUN_REPORT_SILENT : RUN_REPORT_LOUD);
	if (!open_index(&removing, err) || !remove_all(&removing, err)
		|| !tell(&removing, out, err))
		return false;
	*refused = removing.report.refused;
	return true;
}
