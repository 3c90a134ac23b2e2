/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "batch.h"
#include "build.h"
#include "intake_lines.h"
#include "intake_survey.h"
#include "ledger.h"
#include "run_report.h"
#include "sources/source.h"
#include "survey.h"
#include "text/unicode.h"

#include <string.h>

/* One file on its way into the index. */
struct visit {
	struct item item;
	struct ledger_key key;
	const struct ledger_file *before; /* as the ledger knew it; NULL: new */
	struct ledger_file after;
	struct digest content;
	struct buf bytes, shown, details;
	bool reframed; /* it did not change, but the frame of its site did */
};

static void visit_release(struct visit *visit)
{
	item_release(&visit->item);
	buf_release(&visit->bytes);
	buf_release(&visit->shown);
	buf_release(&visit->details);
}

/* The file as the user would call it. */
static void show_path(const struct source *source, const char *name,
	const struct item *item, struct buf *out)
{
	buf_clear(out);
	buf_add_string(out, name);
	if (source_kind_of(source) != SOURCE_FOLDER)
		return;
	if (out->length && out->bytes[out->length - 1] != '/')
		buf_add(out, "/", 1);
	buf_add(out, item->path.bytes, item->path.length);
}

static bool is_same_file(const struct visit *visit)
{
	return visit->before && visit->before->mtime_ns
		&& visit->before->mtime_ns == visit->item.mtime_ns
		&& visit->before->size == visit->item.size;
}

/* Whether the page would be read as it was: its id and its site's frame. */
static bool is_same_reading(const struct visit *visit)
{
	return visit->before->state == LEDGER_PAGE
		&& digest_equal(visit->before->id, visit->after.id)
		&& visit->before->frame == visit->after.frame;
}

static bool put_in_ledger(struct intake *intake, struct visit *visit, const char *text,
	size_t length, struct error *err)
{
	struct ledger_details details = {
		visit->content, buf_string(&visit->item.path), text, length};

	visit->after.size = visit->item.size;
	visit->after.mtime_ns = visit->item.mtime_ns;
	return ledger_put(
		intake->ledger, &visit->key, visit->before, &visit->after, &details, err);
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

/* Removes the document the file gave when it was last read. */
static bool remove_before(struct intake *intake, const struct ledger_key *key,
	const struct ledger_file *before, struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	struct ledger_details details;

	if (!before || before->state != LEDGER_PAGE)
		return true;
	return ledger_details_of(intake->ledger, key, before, &bytes, &details, err)
		&& intake_remove(intake, key, details.text, details.length, err);
}

/* Says the refusals that are remembered of a file. */
static bool repeat_refusal(struct intake *intake, struct visit *visit, struct error *err)
{
	struct ledger_details details;

	if (!ledger_details_of(intake->ledger, &visit->key, visit->before,
		    &visit->details, &details, err))
		return false;
	run_report_refuse(intake->report, buf_string(&visit->shown), details.text);
	return true;
}

/* Drops the file's page and remembers why, so that it is not read again. */
static bool refuse_page(
	struct intake *intake, struct visit *visit, const char *reason, struct error *err)
{
	run_report_refuse(intake->report, buf_string(&visit->shown), reason);
	visit->after.state = LEDGER_REFUSED;
	return remove_before(intake, &visit->key, visit->before, err)
		&& put_in_ledger(intake, visit, reason, strlen(reason), err);
}

/* The owner may give the id back some day: nothing is remembered. */
static bool refuse_taken(
	struct intake *intake, struct visit *visit, const char *owner, struct error *err)
{
	struct error reason = {0};

	error_set(&reason, ERROR_INVALID, "its id is that of %s", owner);
	run_report_refuse(intake->report, buf_string(&visit->shown), reason.text);
	if (!visit->before)
		return true;
	return remove_before(intake, &visit->key, visit->before, err)
		&& ledger_forget(intake->ledger, &visit->key, visit->before, err);
}

static bool put_document(struct intake *intake, struct visit *visit,
	struct document *document, struct error *err)
{
	const struct buf *id = item_id(&visit->item);
	SCOPED(buf_release) struct buf owner = {0};
	enum ledger_claim claim;
	bool same_id = visit->before && visit->before->state == LEDGER_PAGE
		&& digest_equal(visit->before->id, visit->after.id);

	if (!ledger_claim_id(intake->ledger, &visit->key, id->bytes, id->length, &claim,
		    &owner, err))
		return false;
	if (claim == LEDGER_TAKEN)
		return refuse_taken(intake, visit, buf_string(&owner), err);
	if (!same_id && !remove_before(intake, &visit->key, visit->before, err))
		return false;
	document->id = alloc_copy(id->bytes, id->length);
	build_entry(intake->build, document, &intake->entry);
	if (claim == LEDGER_GRANTED)
		intake->report->added++;
	else if (visit->reframed)
		intake->report->unchanged++;
	else
		intake->report->changed++;
	visit->after.state = LEDGER_PAGE;
	return batch_put(intake->batch, &intake->entry, err)
		&& put_in_ledger(intake, visit, id->bytes, id->length, err);
}

static bool read_document(struct intake *intake, struct visit *visit, struct error *err)
{
	SCOPED(document_release) struct document document = {0};
	struct site_frame frame = {0};
	struct error reason = {0};
	struct page page = {
		.url = visit->item.url.length ? visit->item.url.bytes : NULL,
		.path = buf_string(&visit->item.path),
		.format = visit->item.format == ITEM_HTML ? PAGE_HTML : PAGE_PLAIN,
		.bytes = buf_string(&visit->bytes),
		.length = visit->bytes.length,
		.frame = &frame,
	};

	if (intake->survey && !survey_frame(intake->survey, &visit->item, &frame, err))
		return false;

	if (!page_read(&page, &intake->tables, &document, &reason))
		return refuse_page(intake, visit, reason.text, err);
	return put_document(intake, visit, &document, err);
}

/* The file was touched, or its site's frame changed: is it still what was read? */
static bool has_same_content(
	struct intake *intake, struct visit *visit, bool *out, struct error *err)
{
	struct ledger_details details;
	const struct ledger_file *before = visit->before;

	*out = false;
	if (!before
		|| (before->state == LEDGER_PAGE
			&& !digest_equal(before->id, visit->after.id)))
		return true;
	if (!ledger_details_of(
		    intake->ledger, &visit->key, before, &visit->details, &details, err))
		return false;
	bool same = digest_equal(details.content, visit->content);

	visit->reframed = same && before->state == LEDGER_PAGE && !is_same_reading(visit);
	*out = same && !visit->reframed;
	if (!*out)
		return true;
	visit->after.state = before->state;
	if (before->state == LEDGER_PAGE)
		intake->report->unchanged++;
	else
		run_report_refuse(
			intake->report, buf_string(&visit->shown), details.text);
	return put_in_ledger(intake, visit, details.text, details.length, err);
}

static bool read_page(struct intake *intake, struct source *source, struct visit *visit,
	struct error *err)
{
	struct error reason = {0};
	bool same;

	if (!source_read(source, &visit->item, &visit->bytes, &reason)) {
		if (reason.kind == ERROR_INVALID)
			return refuse_page(intake, visit, reason.text, err);
		run_report_refuse(intake->report, buf_string(&visit->shown), reason.text);
		return true;
	}
	visit->content = digest_of(visit->bytes.bytes, visit->bytes.length);
	if (!has_same_content(intake, visit, &same, err))
		return false;
	return same || read_document(intake, visit, err);
}

static bool take_page(struct intake *intake, struct source *source, struct visit *visit,
	struct error *err)
{
	const struct buf *id = item_id(&visit->item);

	if (!unicode_valid(id->bytes, id->length)) {
		run_report_refuse(intake->report, buf_string(&visit->shown),
			"its name is not UTF-8; rename it or use --base-url");
		return true;
	}
	visit->after = (struct ledger_file){.id = digest_of(id->bytes, id->length),
		.frame = intake->survey ? survey_mark(intake->survey, &visit->item) : 0};
	if (is_same_file(visit)) {
		if (visit->before->state == LEDGER_REFUSED)
			return repeat_refusal(intake, visit, err);
		if (is_same_reading(visit)) {
			intake->report->unchanged++;
			return true;
		}
	}
	return read_page(intake, source, visit, err);
}

static bool take_item(struct intake *intake, struct source *source, const char *name,
	struct visit *visit, struct error *err)
{
	const struct buf *path = &visit->item.path;
	const char *root = source_path(source);

	visit->key =
		ledger_key_of(digest_of(root, strlen(root)), path->bytes, path->length);
	visit->before = ledger_visit(intake->ledger, &visit->key);
	visit->content = (struct digest){0};
	visit->reframed = false;
	show_path(source, name, &visit->item, &visit->shown);
	if (visit->item.format != ITEM_LINES)
		return take_page(intake, source, visit, err);
	return intake_lines(intake, source, &visit->item, buf_string(&visit->shown),
		&visit->key, visit->before, err);
}

static bool drop_file(struct intake *intake, const struct ledger_key *key,
	const struct ledger_file *before, struct error *err)
{
	if (before->state == LEDGER_LINES)
		return intake_lines_drop(intake, key, before, err);
	return remove_before(intake, key, before, err)
		&& ledger_forget(intake->ledger, key, before, err);
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

/* Takes in all there is. *files counts it, *walk tells if parts were unreadable. */
static bool walk_source(struct intake *intake, struct source *source, const char *name,
	size_t *files, enum walk *walk, struct error *err)
{
	SCOPED(visit_release) struct visit visit = {0};
	struct error reason = {0};
	enum source_step step;

	while ((step = source_next(source, &visit.item, &reason)) != SOURCE_END) {
		if (step == SOURCE_REFUSED) {
			show_path(source, name, &visit.item, &visit.shown);
			run_report_refuse(
				intake->report, buf_string(&visit.shown), reason.text);
			if (reason.kind == ERROR_SYSTEM)
				*walk = WALK_WITH_GAPS;
			continue;
		}
		++*files;
		if (!take_item(intake, source, name, &visit, err)
			|| !batch_rest(intake->batch, err))
			return false;
		run_report_progress(intake->report);
	}
	return true;
}

static bool take_source(struct intake *intake, struct source *source, const char *name,
	size_t *files, struct error *err)
{
	const char *root = source_path(source);
	struct digest digest = digest_of(root, strlen(root));
	size_t known = ledger_count(intake->ledger, digest);
	enum walk walk = WALK_WHOLE;

	*files = 0;
	if (!walk_source(intake, source, name, files, &walk, err))
		return false;
	if (*files == 0 && known) {
		run_report_refuse(intake->report, name,
			"it had pages and now has none; nothing was dropped");
		return true;
	}
	return walk == WALK_WITH_GAPS || drop_vanished(intake, digest, err);
}

bool intake_source(struct intake *intake, struct source *source, const char *name,
	size_t *files, struct error *err)
{
	bool taken = intake_survey(intake, source, err)
		&& take_source(intake, source, name, files, err);

	survey_close(&intake->survey);
	return taken;
}
