/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/intake_page.h"

#include "base/scope.h"
#include "config/config.h"
#include "intake/intake.h"
#include "intake/sitemaps.h"
#include "intake/survey.h"
#include "ledger/batch.h"
#include "ledger/removals.h"
#include "pages/sitemap_word.h"
#include "reports/run_report.h"
#include "sources/source.h"
#include "text/unicode.h"
#include "workers/page_pool.h"
#include "workers/pdf.h"

#include <string.h>

void visit_release(struct visit *visit)
{
	item_release(&visit->item);
	buf_release(&visit->shown);
	buf_release(&visit->details);
}

static bool is_same_file(const struct visit *visit)
{
	return visit->before && visit->before->mtime_ns
		&& visit->before->mtime_ns == visit->item.mtime_ns
		&& visit->before->size == visit->item.size;
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

static bool has_document(enum ledger_state state)
{
	return state == LEDGER_PAGE || state == LEDGER_KEPT;
}

/* Removes the document the file gave when it was last read. */
static bool remove_before(struct intake *intake, const struct ledger_key *key,
	const struct ledger_file *before, struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	struct ledger_details details;

	if (!before || !has_document(before->state))
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

/* Puts the document that the page gave, which is in intake->entry. */
static bool put_document(struct intake *intake, struct visit *visit, struct error *err)
{
	const struct buf *id = item_id(&visit->item);
	SCOPED(buf_release) struct buf owner = {0};
	enum ledger_claim claim;
	bool same_id = visit->before && has_document(visit->before->state)
		&& digest_equal(visit->before->id, visit->after.id);

	if (!ledger_claim_id(intake->ledger, &visit->key, id->bytes, id->length, &claim,
		    &owner, err))
		return false;
	if (claim == LEDGER_TAKEN)
		return refuse_taken(intake, visit, buf_string(&owner), err);
	if (!same_id && !remove_before(intake, &visit->key, visit->before, err))
		return false;
	if (claim == LEDGER_GRANTED && intake->known_source)
		arrivals_add(&intake->arrivals, visit->content, buf_string(id));
	if (claim == LEDGER_GRANTED)
		intake->report->added++;
	else if (visit->reframed)
		intake->report->unchanged++;
	else
		intake->report->changed++;
	visit->after.state = LEDGER_PAGE;
	if (!removals_lift(intake->removals, visit->after.id, err)
		|| !batch_put(intake->batch, &intake->entry, err))
		return false;
	if (batch_put_news(intake->batch))
		arrivals_add(&intake->arrivals, visit->content, buf_string(id));
	return put_in_ledger(intake, visit, id->bytes, id->length, err);
}

/* It was removed by hand, and says what it said then. */
static bool keep_out(struct intake *intake, struct visit *visit, struct error *err)
{
	const struct buf *id = item_id(&visit->item);

	visit->after.state = LEDGER_REMOVED;
	return remove_before(intake, &visit->key, visit->before, err)
		&& put_in_ledger(intake, visit, id->bytes, id->length, err);
}

/* Has a worker read the page; one that cannot be is refused in its turn. */
static bool start_reading(struct intake *intake, struct visit *visit, struct error *err)
{
	SCOPED(pdf_release) struct pdf pdf = {0};
	SCOPED(sitemap_word_release) struct sitemap_word word = {0};
	struct site_frame frame = {0};
	struct page_job job = {.kind = PAGE_JOB_PAGE,
		.wanted = PAGE_JOB_ENTRY,
		.id = buf_string(item_id(&visit->item)),
		.page = {
			.url = item_url(&visit->item),
			.path = buf_string(&visit->item.path),
			.format =
				visit->item.format == ITEM_HTML ? PAGE_HTML : PAGE_PLAIN,
			.bytes = buf_string(&intake->bytes),
			.length = intake->bytes.length,
			.frame = &frame,
		}};

	visit->plan = VISIT_REFUSE;
	if (visit->item.format == ITEM_PDF) {
		if (!pdf_read(job.page.bytes, job.page.length, &pdf, &visit->reason))
			return true;
		pdf_set_page(&pdf, &job.page);
	}
	sitemap_word_set(visit->after.day, visit->sitemap, &word, &job.page);
	if (intake->survey && !survey_frame(intake->survey, &visit->item, &frame, err))
		return false;
	visit->plan = VISIT_READ;
	visit->ticket = page_pool_start(intake->pool, &job);
	return true;
}

/* A page that is bad leaves; one that could not be read this time stays. */
static bool refuse(struct intake *intake, struct visit *visit, const struct error *reason,
	struct error *err)
{
	if (reason->kind == ERROR_INVALID)
		return refuse_page(intake, visit, reason->text, err);
	run_report_refuse(intake->report, buf_string(&visit->shown), reason->text);
	return true;
}

static bool is_its_id(const struct intake *intake, const struct visit *visit)
{
	const struct buf *id = item_id(&visit->item);

	return id->length == intake->entry.id.length
		&& memcmp(id->bytes, intake->entry.id.bytes, id->length) == 0;
}

static bool read_document(struct intake *intake, struct visit *visit, struct error *err)
{
	struct error reason = {0};

	if (!page_pool_wait(intake->pool, visit->ticket, &intake->entry, &reason, err))
		return false;
	if (!reason.kind && !is_its_id(intake, visit))
		error_set(&reason, ERROR_INVALID,
			"the process that read it answered for another page");
	return reason.kind ? refuse(intake, visit, &reason, err)
			   : put_document(intake, visit, err);
}

/*
 * Whether the page would be read as it was: its id, its site's frame, what
 * sitemaps and what the configuration say of it. What was removed by hand is not
 * read at all.
 */
static bool is_same_reading(const struct visit *visit)
{
	const struct ledger_file *before = visit->before;
	const struct ledger_file *after = &visit->after;

	if (before->state == LEDGER_REFUSED)
		return before->stamp == after->stamp;
	return digest_equal(before->id, after->id)
		&& (before->state == LEDGER_REMOVED
			|| (before->frame == after->frame && before->day == after->day
				&& before->stamp == after->stamp));
}

static bool has_id(enum ledger_state state)
{
	return state == LEDGER_PAGE || state == LEDGER_REMOVED;
}

/* Something is not as it was: is the file still what was read, and as it was? */
static bool has_same_content(
	struct intake *intake, struct visit *visit, bool *out, struct error *err)
{
	struct ledger_details details;
	const struct ledger_file *before = visit->before;

	*out = false;
	if (!before || before->state == LEDGER_KEPT
		|| (has_id(before->state) && !digest_equal(before->id, visit->after.id)))
		return true;
	if (!ledger_details_of(
		    intake->ledger, &visit->key, before, &visit->details, &details, err))
		return false;
	bool same = digest_equal(details.content, visit->content);

	*out = same && is_same_reading(visit);
	visit->reframed = same && !*out && before->day == visit->after.day
		&& before->stamp == visit->after.stamp;
	return true;
}

static void keep_visit(struct intake *intake, struct visit *visit, const char *reason)
{
	if (visit->before->state == LEDGER_PAGE)
		intake->report->unchanged++;
	else if (visit->before->state == LEDGER_REFUSED)
		run_report_refuse(intake->report, buf_string(&visit->shown), reason);
}

static bool note_touch(struct intake *intake, struct visit *visit, struct error *err)
{
	struct ledger_details details;

	if (!ledger_details_of(intake->ledger, &visit->key, visit->before,
		    &visit->details, &details, err))
		return false;
	visit->after.state = visit->before->state;
	keep_visit(intake, visit, details.text);
	return put_in_ledger(intake, visit, details.text, details.length, err);
}

static bool leave(struct intake *intake, struct visit *visit, struct error *err)
{
	if (visit->before->state == LEDGER_REFUSED)
		return repeat_refusal(intake, visit, err);
	intake->report->unchanged += visit->before->state == LEDGER_PAGE;
	return true;
}

static bool is_as_before(const struct visit *visit)
{
	return is_same_file(visit) && is_same_reading(visit);
}

/* What the configuration says of its page. */
static uint64_t stamp_of(const struct config *config, const struct item *item)
{
	const char *url = item->url.length ? item->url.bytes : NULL;

	return config_stamp(config, url, buf_string(&item->path)).low;
}

bool intake_page_is_known(struct intake *intake, struct visit *visit, uint32_t day)
{
	const struct buf *id = item_id(&visit->item);

	visit->before = ledger_find(intake->ledger, &visit->key);
	visit->after = (struct ledger_file){.id = digest_of(id->bytes, id->length),
		.frame = intake->survey ? survey_mark(intake->survey, &visit->item) : 0,
		.day = day,
		.stamp = stamp_of(intake->config, &visit->item)};
	return is_as_before(visit);
}

/* Reads the file, and has a worker read the page if it is not as it was. */
bool intake_page_begin(struct intake *intake, struct source *source, struct visit *visit,
	struct error *err)
{
	const struct buf *id = item_id(&visit->item);
	uint32_t day;
	bool same;

	visit->reason = (struct error){0};
	visit->content = (struct digest){0};
	visit->reframed = false;
	if (!unicode_valid(id->bytes, id->length)) {
		visit->plan = VISIT_TELL;
		error_set(&visit->reason, ERROR_INVALID,
			"its name is not UTF-8; rename it or use --base-url");
		return true;
	}
	day = intake->sitemaps
		? sitemaps_day(intake->sitemaps, &visit->item, &visit->sitemap)
		: 0;
	if (intake_page_is_known(intake, visit, day)) {
		visit->plan = VISIT_LEAVE;
		return true;
	}
	if (!source_read(source, &visit->item, &intake->bytes, &visit->reason)) {
		visit->plan = VISIT_REFUSE;
		return true;
	}
	visit->content = digest_of(intake->bytes.bytes, intake->bytes.length);
	if (!has_same_content(intake, visit, &same, err))
		return false;
	visit->plan = VISIT_NOTE;
	if (same)
		return true;
	if (!removals_holds(intake->removals, visit->after.id, visit->content))
		return start_reading(intake, visit, err);
	visit->plan = VISIT_KEEP_OUT;
	return true;
}

bool intake_page_finish(struct intake *intake, struct visit *visit, struct error *err)
{
	switch (visit->plan) {
	case VISIT_LEAVE:
		return leave(intake, visit, err);
	case VISIT_NOTE:
		return note_touch(intake, visit, err);
	case VISIT_KEEP_OUT:
		return keep_out(intake, visit, err);
	case VISIT_READ:
		return read_document(intake, visit, err);
	case VISIT_REFUSE:
		return refuse(intake, visit, &visit->reason, err);
	case VISIT_TELL:
		break;
	}
	run_report_refuse(intake->report, buf_string(&visit->shown), visit->reason.text);
	return true;
}

static bool note_kept(struct intake *intake, const struct ledger_key *key,
	const struct ledger_file *before, const struct ledger_details *details,
	struct error *err)
{
	struct ledger_file after = {.state = LEDGER_KEPT, .id = before->id};

	return ledger_put(intake->ledger, key, before, &after, details, err);
}

bool intake_page_drop(struct intake *intake, const struct ledger_key *key,
	const struct ledger_file *before, struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	SCOPED(buf_release) struct buf id = {0};
	struct ledger_details details;
	SCOPED(buf_release) struct buf target = {0};
	bool moved;
	bool kept = false;

	if (!has_document(before->state))
		return ledger_forget(intake->ledger, key, before, err);
	if (!ledger_details_of(intake->ledger, key, before, &bytes, &details, err))
		return false;
	moved = arrivals_take(&intake->arrivals, details.content, &target);
	if (!moved && before->state == LEDGER_KEPT)
		return true;
	buf_add(&id, details.text, details.length);
	if (!moved && !intake_keep(intake, key, buf_string(&id), &kept, err))
		return false;
	if (kept)
		return note_kept(intake, key, before, &details, err);
	return intake_vanish(
		       intake, key, buf_string(&id), moved ? target.bytes : NULL, err)
		&& ledger_forget(intake->ledger, key, before, err);
}
