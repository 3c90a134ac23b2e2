/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/intake.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "intake/intake_lines.h"
#include "intake/intake_page.h"
#include "intake/intake_quiet.h"
#include "intake/intake_survey.h"
#include "intake/sitemaps.h"
#include "intake/survey.h"
#include "ledger/batch.h"
#include "ledger/ledger.h"
#include "reports/run_report.h"
#include "sources/source.h"
#include "workers/page_pool.h"

#include <stdlib.h>
#include <string.h>

enum { WAITING_MAX = 512 }; /* files; most of them are not read */

/*
 * Files whose turn has not come: they are read ahead, by many processes, and
 * then taken in one by one in the order of the walk, so that the outcome is the
 * same whoever is faster. Nothing done to one changes what is known of another
 * that waits: pages of one source have ids of their own.
 */
struct line {
	struct visit visits[WAITING_MAX];
	size_t first, count;
};

static void line_free(struct line **line)
{
	for (size_t i = 0; i < WAITING_MAX; i++)
		visit_release(&(*line)->visits[i]);
	free(*line);
}

bool intake_vanish(struct intake *intake, const struct ledger_key *key, const char *id,
	const char *moved_to, struct error *err)
{
	bool owned;

	if (!ledger_give_up_id(intake->ledger, key, id, strlen(id), &owned, err))
		return false;
	if (!owned)
		return true;
	intake->report->removed++;
	intake->report->moved += moved_to != NULL;
	return batch_remove_as(intake->batch, moved_to ? CHANGE_MOVED : CHANGE_VANISHED,
		id, moved_to ? moved_to : "", err);
}

bool intake_keep(struct intake *intake, const struct ledger_key *key, const char *id,
	bool *kept, struct error *err)
{
	struct ledger_key owner;

	*kept = false;
	if (intake->vanished == INTAKE_DROP)
		return true;
	if (!ledger_owner(intake->ledger, digest_of(id, strlen(id)), kept, &owner, err))
		return false;
	*kept = *kept && digest_equal(owner.file, key->file);
	intake->report->kept += *kept;
	return !*kept || batch_keep_vanished(intake->batch, id, err);
}

bool intake_remove(struct intake *intake, const struct ledger_key *key, const char *id,
	size_t length, struct error *err)
{
	bool owned;

	if (!ledger_give_up_id(intake->ledger, key, id, length, &owned, err))
		return false;
	if (!owned)
		return true;
	intake->report->removed++;
	return batch_remove(intake->batch, id, length, err);
}

/* The first in the line has its turn. */
static bool take_first(struct intake *intake, struct line *line, struct error *err)
{
	struct visit *visit = &line->visits[line->first];

	ledger_visit(intake->ledger, &visit->key);
	if (!intake_page_finish(intake, visit, err) || !batch_rest(intake->batch, err))
		return false;
	line->first = (line->first + 1) % WAITING_MAX;
	line->count--;
	run_report_progress(intake->report);
	return true;
}

static bool take_all(struct intake *intake, struct line *line, struct error *err)
{
	while (line->count) {
		if (!take_first(intake, line, err))
			return false;
	}
	return true;
}

/* Whether the first can be taken at once, or has to be. */
static bool is_time(const struct intake *intake, const struct line *line)
{
	const struct visit *visit = &line->visits[line->first];

	return line->count
		&& (visit->plan != VISIT_READ || page_pool_is_full(intake->pool)
			|| line->count == WAITING_MAX - 1
			|| page_pool_has(intake->pool, visit->ticket));
}

static bool take_lines(struct intake *intake, struct source *source, struct visit *visit,
	struct error *err)
{
	visit->before = ledger_visit(intake->ledger, &visit->key);
	if (!intake_lines(intake, source, &visit->item, buf_string(&visit->shown),
		    &visit->key, visit->before, err)
		|| !batch_rest(intake->batch, err))
		return false;
	run_report_progress(intake->report);
	return true;
}

/* Lines up behind the others what the walk came to; the next visit is the room for it. */
static bool line_up(struct intake *intake, struct source *source, struct line *line,
	struct visit *visit, struct error *err)
{
	if (item_is_many(visit->item.format)) /* with ids of any kind: alone */
		return take_all(intake, line, err)
			&& take_lines(intake, source, visit, err);
	if (!intake_page_begin(intake, source, visit, err))
		return false;
	line->count++;
	while (is_time(intake, line)) {
		if (!take_first(intake, line, err))
			return false;
	}
	return true;
}

static bool drop_file(struct intake *intake, const struct ledger_key *key,
	const struct ledger_file *before, struct error *err)
{
	if (before->state == LEDGER_LINES)
		return intake_lines_drop(intake, key, before, err);
	return intake_page_drop(intake, key, before, err);
}

static bool drop_vanished(struct intake *intake, struct digest source, struct error *err)
{
	const struct ledger_file *file;
	struct ledger_key key;
	size_t cursor = 0;

	while ((file = ledger_next_vanished(intake->ledger, source, &cursor, &key))) {
		struct ledger_file before = *file;

		if (!drop_file(intake, &key, &before, err)
			|| !batch_rest(intake->batch, err))
			return false;
	}
	return true;
}

enum walk { WALK_WHOLE, WALK_WITH_GAPS };

/* Something below the source cannot be walked. */
static bool tell_gap(struct intake *intake, struct line *line, const struct visit *visit,
	const struct error *reason, struct error *err)
{
	if (!take_all(intake, line, err))
		return false;
	run_report_refuse(intake->report, buf_string(&visit->shown), reason->text);
	return true;
}

/* Takes in all there is. *files counts it, *walk tells if parts were unreadable. */
static bool walk_source(struct intake *intake, struct source *source, const char *name,
	size_t *files, enum walk *walk, struct error *err)
{
	SCOPED(line_free) struct line *line = alloc_zeroed(1, sizeof(*line));
	const char *root = source_path(source);
	struct digest digest = digest_of(root, strlen(root));
	struct error reason = {0};

	for (;;) {
		struct visit *visit =
			&line->visits[(line->first + line->count) % WAITING_MAX];
		const struct buf *path = &visit->item.path;
		enum source_step step = source_next(source, &visit->item, &reason);

		if (step == SOURCE_END)
			return take_all(intake, line, err);
		source_show(source, name, buf_string(path), &visit->shown);
		if (step == SOURCE_REFUSED) {
			if (reason.kind == ERROR_SYSTEM)
				*walk = WALK_WITH_GAPS;
			if (!tell_gap(intake, line, visit, &reason, err))
				return false;
			continue;
		}
		if (visit->item.format == ITEM_SITEMAP)
			continue;
		++*files;
		visit->key = ledger_key_of(digest, path->bytes, path->length);
		if (!line_up(intake, source, line, visit, err))
			return false;
	}
}

static bool take_source(struct intake *intake, struct source *source, const char *name,
	size_t *files, struct error *err)
{
	const char *root = source_path(source);
	struct digest digest = digest_of(root, strlen(root));
	size_t known = ledger_count(intake->ledger, digest);
	enum walk walk = WALK_WHOLE;

	*files = 0;
	intake->known_source = known > 0;
	if (!walk_source(intake, source, name, files, &walk, err))
		return false;
	if (*files == 0 && known) {
		run_report_refuse(intake->report, name,
			"it had pages and now has none; nothing was dropped");
		return true;
	}
	return walk == WALK_WITH_GAPS || drop_vanished(intake, digest, err);
}

/* Sitemaps that are bad are told as bad pages are. */
static void tell_sitemaps(
	struct intake *intake, const struct source *source, const char *name)
{
	SCOPED(buf_release) struct buf shown = {0};
	const char *path;
	const char *reason;
	size_t cursor = 0;

	while (intake->sitemaps
		&& sitemaps_next_refused(intake->sitemaps, &cursor, &path, &reason)) {
		source_show(source, name, path, &shown);
		run_report_refuse(intake->report, buf_string(&shown), reason);
	}
}

/* The survey found that there is nothing to do, but for what is gone. */
static bool leave_source(struct intake *intake, const struct source *source,
	const struct intake_quiet *quiet, size_t *files, struct error *err)
{
	const char *root = source_path(source);

	*files = quiet->files;
	intake->known_source = true;
	return intake_quiet_tell(quiet, intake, err)
		&& drop_vanished(intake, digest_of(root, strlen(root)), err);
}

bool intake_source(struct intake *intake, struct source *source, const char *name,
	size_t *files, struct error *err)
{
	SCOPED(intake_quiet_release) struct intake_quiet quiet = {0};
	const char *root = source_path(source);
	bool taken = intake_survey(intake, source, name, &quiet, err);

	if (taken)
		tell_sitemaps(intake, source, name);
	if (taken && !quiet.broken) {
		taken = leave_source(intake, source, &quiet, files, err);
	} else if (taken) {
		ledger_restart(intake->ledger, digest_of(root, strlen(root)));
		taken = take_source(intake, source, name, files, err);
	}
	survey_close(&intake->survey);
	sitemaps_close(&intake->sitemaps);
	return taken;
}
