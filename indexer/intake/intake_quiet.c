/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/intake_quiet.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "intake/intake.h"
#include "intake/intake_lines.h"
#include "reports/run_report.h"
#include "sources/source.h"

#include <stdlib.h>
#include <string.h>

void intake_quiet_release(struct intake_quiet *quiet)
{
	for (size_t i = 0; i < quiet->count; i++)
		free(quiet->told[i].shown);
	free(quiet->told);
	*quiet = (struct intake_quiet){0};
}

static bool is_known(
	struct intake *intake, const struct source *source, struct visit *visit)
{
	visit->before = ledger_find(intake->ledger, &visit->key);
	if (!visit->before)
		return false;
	if (item_is_many(visit->item.format))
		return intake_lines_are_known(
			intake, source, &visit->item, visit->before);
	return intake_page_is_known(intake, visit, visit->before->day);
}

static void add_told(struct intake_quiet *quiet, const struct visit *visit)
{
	quiet->told =
		alloc_grow(quiet->told, quiet->count, &quiet->room, sizeof(*quiet->told));
	quiet->told[quiet->count++] =
		(struct quiet_file){visit->key, alloc_string(buf_string(&visit->shown))};
}

void intake_quiet_see(struct intake_quiet *quiet, struct intake *intake,
	const struct source *source, const char *name, struct visit *visit)
{
	const char *root = source_path(source);
	const struct buf *path = &visit->item.path;

	if (quiet->broken || visit->item.format == ITEM_SITEMAP)
		return;
	quiet->files++;
	visit->key =
		ledger_key_of(digest_of(root, strlen(root)), path->bytes, path->length);
	quiet->broken = !is_known(intake, source, visit);
	if (quiet->broken)
		return;
	ledger_visit(intake->ledger, &visit->key);
	if (visit->before->state == LEDGER_PAGE) {
		quiet->unchanged++;
	} else if (visit->before->state != LEDGER_REMOVED) {
		source_show(source, name, buf_string(path), &visit->shown);
		add_told(quiet, visit);
	}
}

static bool tell(struct intake *intake, const struct quiet_file *file, struct error *err)
{
	SCOPED(visit_release) struct visit visit = {.key = file->key};

	visit.before = ledger_find(intake->ledger, &file->key);
	if (visit.before->state == LEDGER_LINES)
		return intake_lines_leave(
			intake, file->shown, &file->key, visit.before, err);
	visit.plan = VISIT_LEAVE;
	buf_add_string(&visit.shown, file->shown);
	return intake_page_finish(intake, &visit, err);
}

bool intake_quiet_tell(
	const struct intake_quiet *quiet, struct intake *intake, struct error *err)
{
	intake->report->unchanged += quiet->unchanged;
	for (size_t i = 0; i < quiet->count; i++) {
		if (!tell(intake, &quiet->told[i], err))
			return false;
	}
	return true;
}
