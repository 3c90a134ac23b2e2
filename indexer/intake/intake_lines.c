/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/intake_lines.h"

#include "base/scope.h"
#include "config/config.h"
#include "intake/intake.h"
#include "intake/members_survey.h"
#include "intake/survey.h"
#include "ledger/batch.h"
#include "ledger/ledger_lines.h"
#include "ledger/removals.h"
#include "reports/run_report.h"
#include "sources/source.h"
#include "workers/members.h"
#include "workers/page_pool.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WAITING_MAX = 256 };

/* A document that was found and has not had its turn, as files have in intake.c. */
struct waiting {
	unsigned long number;
	struct digest content;
	unsigned long ticket; /* 0: it is known, or refused */
	bool reframed;        /* it did not change, but the frame of its site did */
	struct error reason;  /* why it is refused, if it is */
};

/* One file of lines on its way into the index. */
struct reading {
	struct intake *intake;
	struct item *item;
	const char *shown;
	const struct ledger_key *key;
	uint64_t stamp;        /* of all that makes its documents besides its bytes */
	bool same_stamp;       /* it was the same before */
	struct survey *survey; /* of an archive; NULL: of lines */
	struct ledger_lines *known;
	struct ledger_file unfinished;
	struct buf refusals; /* "NUMBER REASON\n" each */
	uint32_t refusal_count;
	uint32_t removed; /* documents that stay out */
	bool contested;   /* an id belongs to another file, for now */
	bool unread;      /* a line could not be read this time */
	bool cut;         /* the file ends before its end */
	bool broken;      /* reading failed on the way */
	unsigned long lines;
	struct waiting waiting[WAITING_MAX];
	size_t first, count;
};

static void reading_release(struct reading *reading)
{
	survey_close(&reading->survey);
	ledger_lines_close(&reading->known);
	buf_release(&reading->refusals);
}

static void say_refusal(struct run_report *report, const char *shown,
	unsigned long number, const char *reason)
{
	SCOPED(buf_release) struct buf name = {0};

	buf_add_format(&name, "%s:%lu", shown, number);
	run_report_refuse(report, buf_string(&name), reason);
}

static void refuse_line(struct reading *reading, unsigned long number, const char *reason)
{
	reading->refusal_count++;
	buf_add_format(&reading->refusals, "%lu %s\n", number, reason);
	say_refusal(reading->intake->report, reading->shown, number, reason);
}

bool intake_lines_leave(struct intake *intake, const char *shown,
	const struct ledger_key *key, const struct ledger_file *before, struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	struct ledger_details details;
	char *line;
	char *rest;

	intake->report->unchanged += before->documents;
	if (!before->refusals)
		return true;
	if (!ledger_details_of(intake->ledger, key, before, &bytes, &details, err))
		return false;
	for (line = bytes.bytes + (details.text - bytes.bytes); *line; line = rest) {
		char *reason;
		unsigned long number = strtoul(line, &reason, 10);
		size_t length = strcspn(reason, "\n");

		rest = reason + length + (reason[length] == '\n');
		reason[length] = '\0';
		say_refusal(intake->report, shown, number, reason + (*reason == ' '));
	}
	return true;
}

static const char *repeated_id(const struct reading *reading)
{
	return reading->item->format == ITEM_LINES
		? "its id is that of a line before it"
		: "its id is that of a document before it";
}

/* Puts the document that the line gave, which is in intake->entry. */
static bool put_document(
	struct reading *reading, const struct waiting *line, struct error *err)
{
	struct intake *intake = reading->intake;
	SCOPED(buf_release) struct buf owner = {0};
	struct error reason = {0};
	enum ledger_claim claim;
	const char *id = buf_string(&intake->entry.id);
	size_t length = intake->entry.id.length;

	if (ledger_lines_has_met(reading->known, digest_of(id, length))) {
		refuse_line(reading, line->number, repeated_id(reading));
		return true;
	}
	if (removals_holds(intake->removals, digest_of(id, length), line->content)) {
		reading->removed++;
		return ledger_lines_put(reading->known, id, length, line->content, err);
	}
	if (!ledger_claim_id(
		    intake->ledger, reading->key, id, length, &claim, &owner, err))
		return false;
	if (claim == LEDGER_TAKEN) {
		reading->contested = true;
		error_set(&reason, ERROR_INVALID, "its id is that of %s",
			buf_string(&owner));
		refuse_line(reading, line->number, reason.text);
		return true;
	}
	if (claim == LEDGER_GRANTED)
		intake->report->added++;
	else if (line->reframed)
		intake->report->unchanged++;
	else
		intake->report->changed++;
	return removals_lift(intake->removals, digest_of(id, length), err)
		&& batch_put(intake->batch, &intake->entry, err)
		&& ledger_lines_put(reading->known, id, length, line->content, err);
}

static bool read_document(
	struct reading *reading, const struct waiting *line, struct error *err)
{
	struct intake *intake = reading->intake;
	struct error reason = {0};

	if (!page_pool_wait(intake->pool, line->ticket, &intake->entry, &reason, err))
		return false;
	if (!reason.kind)
		return put_document(reading, line, err);
	reading->unread = reading->unread || reason.kind == ERROR_SYSTEM;
	refuse_line(reading, line->number, reason.text);
	return true;
}

static void leave(struct reading *reading, struct digest id, struct digest content)
{
	if (removals_holds(reading->intake->removals, id, content))
		reading->removed++;
	else
		reading->intake->report->unchanged++;
}

static bool take_line(
	struct reading *reading, const struct waiting *line, struct error *err)
{
	struct digest id;

	if (line->ticket)
		return read_document(reading, line, err);
	if (line->reason.kind) {
		reading->unread = reading->unread || line->reason.kind == ERROR_SYSTEM;
		refuse_line(reading, line->number, line->reason.text);
	} else if (ledger_lines_meet(reading->known, line->content, &id)) {
		leave(reading, id, line->content);
	} else {
		/* another of this content, or with its id, was before it */
		refuse_line(reading, line->number, repeated_id(reading));
	}
	return true;
}

static bool take_first(struct reading *reading, struct error *err)
{
	struct waiting line = reading->waiting[reading->first];

	reading->first = (reading->first + 1) % WAITING_MAX;
	reading->count--;
	if (!take_line(reading, &line, err) || !batch_rest(reading->intake->batch, err))
		return false;
	run_report_progress(reading->intake->report);
	return true;
}

static bool take_all(struct reading *reading, struct error *err)
{
	while (reading->count) {
		if (!take_first(reading, err))
			return false;
	}
	return true;
}

static bool is_time(const struct reading *reading)
{
	const struct waiting *line = &reading->waiting[reading->first];
	const struct page_pool *pool = reading->intake->pool;

	return reading->count
		&& (!line->ticket || reading->count == WAITING_MAX
			|| page_pool_is_full(pool) || page_pool_has(pool, line->ticket));
}

/* Has a worker read the document. *ticket stays 0: reason says why it cannot. */
static bool start_reading(struct reading *reading, const struct members_one *one,
	unsigned long *ticket, struct error *reason, struct error *err)
{
	SCOPED(pdf_release) struct pdf room = {0};
	struct page_job job = {.wanted = PAGE_JOB_ENTRY};
	struct site_frame frame;

	if (!members_survey_frame(reading->survey, reading->item, one, &frame, err))
		return false;
	if (!members_make_job(one, &room, &job, reason))
		return true;
	job.page.frame = &frame;
	*ticket = page_pool_start(reading->intake->pool, &job);
	return true;
}

/* Lines up behind the others, and is read ahead if it is new. */
static bool line_up(
	struct reading *reading, const struct members_one *one, struct error *err)
{
	struct waiting waiting = {.number = one->number,
		.content = one->content,
		.reframed = reading->same_stamp
			&& ledger_lines_had(reading->known, one->content)};

	reading->cut = reading->cut || one->kind == MEMBERS_CUT;
	if (one->kind == MEMBERS_REFUSED || one->kind == MEMBERS_CUT) {
		waiting.reason = one->reason;
	} else if (!ledger_lines_knows(reading->known, one->content)
		&& !start_reading(reading, one, &waiting.ticket, &waiting.reason, err)) {
		return false;
	}
	reading->lines++;
	reading->waiting[(reading->first + reading->count++) % WAITING_MAX] = waiting;
	while (is_time(reading)) {
		if (!take_first(reading, err))
			return false;
	}
	return true;
}

static void close_descriptor(const int *file)
{
	if (*file >= 0)
		close(*file);
}

static bool take_lines(
	struct reading *reading, struct source *source, int file, struct error *err)
{
	SCOPED(members_close) struct members *members = NULL;
	SCOPED(close_descriptor) int watched = fcntl(file, F_DUPFD_CLOEXEC, 0);
	struct error reason = {0};
	struct members_one one;
	bool more;

	reading->broken = !members_open(source, reading->item, file, &members, &reason);
	while (!reading->broken) {
		reading->broken = !members_next(members, &one, &more, &reason);
		if (reading->broken || !more)
			break;
		if (!line_up(reading, &one, err))
			return false;
	}
	if (!take_all(reading, err))
		return false;
	if (reading->broken)
		run_report_refuse(reading->intake->report, reading->shown, reason.text);
	else if (reading->item->mtime_ns)
		source_settle(reading->item, watched);
	return true;
}

static bool drop_line(struct intake *intake, const struct ledger_key *key,
	struct ledger_lines *known, const struct buf *id, struct error *err)
{
	bool kept;

	if (!intake_keep(intake, key, buf_string(id), &kept, err))
		return false;
	return kept ? ledger_lines_keep(known, id->bytes, id->length, err)
		    : intake_remove(intake, key, id->bytes, id->length, err);
}

/* Removes the documents of lines that are not there any more. */
static bool drop_unmet(struct intake *intake, const struct ledger_key *key,
	struct ledger_lines *known, struct error *err)
{
	SCOPED(buf_release) struct buf id = {0};
	size_t cursor = 0;
	bool found;

	for (;;) {
		if (!ledger_lines_drop_next(known, &cursor, &found, &id, err))
			return false;
		if (!found)
			return true;
		if (!drop_line(intake, key, known, &id, err)
			|| !batch_rest(intake->batch, err))
			return false;
	}
}

static bool put_in_ledger(struct reading *reading, const struct ledger_file *before,
	const struct ledger_file *after, struct error *err)
{
	struct ledger_details details = {.path = buf_string(&reading->item->path),
		.text = buf_string(&reading->refusals),
		.length = reading->refusals.length};

	return ledger_put(
		reading->intake->ledger, reading->key, before, after, &details, err);
}

static bool finish(struct reading *reading, bool whole, struct error *err)
{
	struct ledger_file after = {.state = LEDGER_LINES, .stamp = reading->stamp};

	if (reading->broken)
		return true;
	if (whole && !reading->lines && reading->unfinished.documents) {
		run_report_refuse(reading->intake->report, reading->shown,
			"it had documents and now has none; nothing was dropped");
		return true;
	}
	/* what was not read may be any document known before */
	if (whole && !reading->unread && !reading->cut
		&& !drop_unmet(reading->intake, reading->key, reading->known, err))
		return false;
	after.documents = ledger_lines_count_current(reading->known) - reading->removed;
	after.refusals = reading->refusal_count;
	if (!reading->contested && !reading->unread && reading->item->mtime_ns) {
		after.size = reading->item->size;
		after.mtime_ns = reading->item->mtime_ns;
	}
	return put_in_ledger(reading, &reading->unfinished, &after, err);
}

/* A line may be of any site; pages of an archive are named below the source's URL. */
static uint64_t stamp_of(
	const struct intake *intake, const struct source *source, const struct item *item)
{
	const char *base = item->format == ITEM_ARCHIVE ? source_base_url(source) : NULL;
	uint64_t stamp = config_stamp_of_all(intake->config).low;

	return base ? stamp ^ digest_of(base, strlen(base)).low : stamp;
}

/* Pages are read anew when what their sites have in common is something else. */
static uint64_t stamp_of_lines(const struct reading *reading)
{
	return reading->survey ? reading->stamp ^ survey_mark_of_all(reading->survey)
			       : reading->stamp;
}

bool intake_lines_are_known(const struct intake *intake, const struct source *source,
	const struct item *item, const struct ledger_file *before)
{
	return before && before->mtime_ns && before->mtime_ns == item->mtime_ns
		&& before->size == item->size
		&& before->stamp == stamp_of(intake, source, item);
}

bool intake_lines(struct intake *intake, struct source *source, struct item *item,
	const char *shown, const struct ledger_key *key, const struct ledger_file *before,
	struct error *err)
{
	SCOPED(reading_release)
	struct reading reading = {.intake = intake,
		.item = item,
		.shown = shown,
		.key = key,
		.stamp = stamp_of(intake, source, item)};
	bool whole = source_kind_of(source) != SOURCE_STANDARD_INPUT
		|| intake->standard_input == INTAKE_WHOLE;
	struct error reason = {0};
	int file;

	if (intake_lines_are_known(intake, source, item, before))
		return intake_lines_leave(intake, shown, key, before, err);
	if (!members_survey_open(intake, source, item, key->file, &reading.survey, err))
		return false;
	if (!source_open_item(source, item, &file, &reason)) {
		run_report_refuse(intake->report, shown, reason.text);
		return true;
	}
	reading.same_stamp = before && before->stamp == reading.stamp;
	reading.unfinished = (struct ledger_file){
		.state = LEDGER_LINES, .documents = before ? before->documents : 0};
	/* Noted before its first document, so that a killed run leaves no orphans. */
	return put_in_ledger(&reading, before, &reading.unfinished, err)
		&& ledger_lines_open(intake->batch, key->file, stamp_of_lines(&reading),
			&reading.known, err)
		&& take_lines(&reading, source, file, err)
		&& finish(&reading, whole, err);
}

/* The file is gone, but not all its documents are. */
static bool keep_file(struct intake *intake, const struct ledger_key *key,
	const struct ledger_file *before, uint32_t documents, struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	struct ledger_file after = {.state = LEDGER_LINES, .documents = documents};
	struct ledger_details details;

	if (!before->mtime_ns && before->documents == documents)
		return true;
	if (!ledger_details_of(intake->ledger, key, before, &bytes, &details, err))
		return false;
	details.text = "";
	details.length = 0;
	return ledger_put(intake->ledger, key, before, &after, &details, err);
}

bool intake_lines_drop(struct intake *intake, const struct ledger_key *key,
	const struct ledger_file *before, struct error *err)
{
	SCOPED(ledger_lines_close) struct ledger_lines *known = NULL;

	if (!ledger_lines_open(intake->batch, key->file, 0, &known, err)
		|| !drop_unmet(intake, key, known, err)
		|| !members_survey_drop(intake, key->file, err))
		return false;
	return ledger_lines_count(known)
		? keep_file(intake, key, before, ledger_lines_count(known), err)
		: ledger_forget(intake->ledger, key, before, err);
}
