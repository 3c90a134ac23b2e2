/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake_page.h"

#include "base/scope.h"
#include "batch.h"
#include "config.h"
#include "intake.h"
#include "page_pool.h"
#include "run_report.h"
#include "sources/source.h"
#include "text/unicode.h"

#include <string.h>

void visit_release(struct visit *visit)
{
	item_release(&visit->item);
	buf_release(&visit->shown);
	buf_release(&visit->details);
}

/*
 * The stamp is part of what is remembered of a file: when the configuration
 * says something else of its page, it is another one, and is read again.
 */
static uint64_t stamped_mtime(const struct visit *visit)
{
	return visit->item.mtime_ns ? visit->item.mtime_ns ^ visit->stamp.low : 0;
}

static struct digest stamped_content(const struct visit *visit, const struct buf *bytes)
{
	struct digest content = digest_of(bytes->bytes, bytes->length);

	content.high ^= visit->stamp.high;
	content.low ^= visit->stamp.low;
	return content;
}

static bool is_same_file(const struct visit *visit)
{
	return visit->before && visit->before->mtime_ns
		&& visit->before->mtime_ns == stamped_mtime(visit)
		&& visit->before->size == visit->item.size;
}

static bool put_in_ledger(struct intake *intake, struct visit *visit, const char *text,
	size_t length, struct error *err)
{
	struct ledger_details details = {
		visit->content, buf_string(&visit->item.path), text, length};

	visit->after.size = visit->item.size;
	visit->after.mtime_ns = stamped_mtime(visit);
	return ledger_put(
		intake->ledger, &visit->key, visit->before, &visit->after, &details, err);
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

/* Puts the document that the page gave, which is in intake->entry. */
static bool put_document(struct intake *intake, struct visit *visit, struct error *err)
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
	if (claim == LEDGER_GRANTED)
		intake->report->added++;
	else
		intake->report->changed++;
	visit->after.state = LEDGER_PAGE;
	return batch_put(intake->batch, &intake->entry, err)
		&& put_in_ledger(intake, visit, id->bytes, id->length, err);
}

static unsigned long start_reading(struct intake *intake, const struct visit *visit)
{
	struct page_job job = {.kind = PAGE_JOB_PAGE,
		.wanted = PAGE_JOB_ENTRY,
		.id = buf_string(item_id(&visit->item)),
		.page = {
			.url = visit->item.url.length ? visit->item.url.bytes : NULL,
			.path = buf_string(&visit->item.path),
			.format =
				visit->item.format == ITEM_HTML ? PAGE_HTML : PAGE_PLAIN,
			.bytes = buf_string(&intake->bytes),
			.length = intake->bytes.length,
		}};

	return page_pool_start(intake->pool, &job);
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

/* The file was touched: is it still the one that was read? */
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
	*out = digest_equal(details.content, visit->content);
	return true;
}

static void keep_visit(struct intake *intake, struct visit *visit, const char *reason)
{
	if (visit->before->state == LEDGER_PAGE)
		intake->report->unchanged++;
	else
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
	intake->report->unchanged++;
	return true;
}

static bool is_as_before(const struct visit *visit)
{
	return is_same_file(visit)
		&& (visit->before->state == LEDGER_REFUSED
			|| digest_equal(visit->before->id, visit->after.id));
}

/* Reads the file, and has a worker read the page if it is not as it was. */
bool intake_page_begin(struct intake *intake, struct source *source, struct visit *visit,
	struct error *err)
{
	const struct buf *id = item_id(&visit->item);
	bool same;

	visit->reason = (struct error){0};
	visit->content = (struct digest){0};
	if (!unicode_valid(id->bytes, id->length)) {
		visit->plan = VISIT_TELL;
		error_set(&visit->reason, ERROR_INVALID,
			"its name is not UTF-8; rename it or use --base-url");
		return true;
	}
	visit->before = ledger_find(intake->ledger, &visit->key);
	visit->stamp = config_stamp(intake->config,
		visit->item.url.length ? visit->item.url.bytes : NULL,
		buf_string(&visit->item.path));
	visit->after = (struct ledger_file){.id = digest_of(id->bytes, id->length)};
	if (is_as_before(visit)) {
		visit->plan = VISIT_LEAVE;
		return true;
	}
	if (!source_read(source, &visit->item, &intake->bytes, &visit->reason)) {
		visit->plan = VISIT_REFUSE;
		return true;
	}
	visit->content = stamped_content(visit, &intake->bytes);
	if (!has_same_content(intake, visit, &same, err))
		return false;
	visit->plan = same ? VISIT_NOTE : VISIT_READ;
	if (!same)
		visit->ticket = start_reading(intake, visit);
	return true;
}

bool intake_page_finish(struct intake *intake, struct visit *visit, struct error *err)
{
	switch (visit->plan) {
	case VISIT_LEAVE:
		return leave(intake, visit, err);
	case VISIT_NOTE:
		return note_touch(intake, visit, err);
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

bool intake_page_drop(struct intake *intake, const struct ledger_key *key,
	const struct ledger_file *before, struct error *err)
{
	return remove_before(intake, key, before, err)
		&& ledger_forget(intake->ledger, key, before, err);
}
