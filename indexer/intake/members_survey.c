/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/members_survey.h"

#include "base/scope.h"
#include "intake/intake.h"
#include "intake/survey.h"
#include "sources/source.h"
#include "workers/members.h"
#include "workers/page_pool.h"

#include <string.h>

static bool has_sites(enum item_format format)
{
	return format == ITEM_WARC || format == ITEM_ARCHIVE;
}

/*
 * The page as a walk through the unpacked archive would see it. Its content takes
 * the place of size and time, which few archives tell and none must.
 */
static void set_page(
	const struct item *archive, const struct members_one *one, struct item *page)
{
	size_t head = archive->path.length;
	const char *path = one->path;

	if (strncmp(path, buf_string(&archive->path), head) == 0 && path[head] == '/')
		path += head + 1;
	buf_clear(&page->path);
	buf_clear(&page->url);
	buf_add_string(&page->path, path);
	if (one->url)
		buf_add_string(&page->url, one->url);
	page->format = one->format;
	page->size = one->content.low;
	page->mtime_ns = one->content.high | 1; /* 0 were: not known */
}

static bool look_at(struct intake *intake, struct survey *survey, const struct item *page,
	const struct members_one *one, struct error *err)
{
	SCOPED(block_hashes_release) struct block_hashes blocks = {0};
	SCOPED(pdf_release) struct pdf room = {0};
	struct page_job job = {.wanted = PAGE_JOB_SURVEY};
	struct error reason = {0};

	if (one->format != ITEM_PDF && members_make_job(one, &room, &job, &reason)
		&& !page_pool_wait_surveyed(intake->pool,
			page_pool_start(intake->pool, &job), &blocks, &reason, err))
		return false;
	return reason.kind == ERROR_SYSTEM || survey_add(survey, page, &blocks, err);
}

enum pass { PASS_OFFER, PASS_LOOK };

/* *whole tells whether the archive could be read as far as it goes. */
static bool walk(struct intake *intake, struct source *source, struct item *item,
	struct survey *survey, enum pass pass, bool *whole, struct error *err)
{
	SCOPED(members_close) struct members *members = NULL;
	SCOPED(item_release) struct item page = {0};
	struct members_one one;
	struct error reason = {0};
	bool more = true;
	int file;

	*whole = source_open_item(source, item, &file, &reason)
		&& members_open(source, item, file, &members, &reason);
	while (*whole && more) {
		*whole = members_next(members, &one, &more, &reason);
		if (!*whole || !more || one.kind != MEMBERS_PAGE
			|| !item_is_page(one.format))
			continue;
		set_page(item, &one, &page);
		if (pass == PASS_OFFER)
			survey_offer(survey, &page);
		else if (survey_wants(survey, &page)
			&& !look_at(intake, survey, &page, &one, err))
			return false;
	}
	return true;
}

bool members_survey_open(struct intake *intake, struct source *source, struct item *item,
	struct digest file, struct survey **out, struct error *err)
{
	SCOPED(survey_close) struct survey *survey = NULL;
	size_t wanted;
	bool whole;

	if (!has_sites(item->format))
		return true;
	if (!survey_open(intake->batch, file, &survey, err)
		|| !walk(intake, source, item, survey, PASS_OFFER, &whole, err)
		|| (whole && !survey_choose(survey, &wanted, err))
		|| (whole && wanted
			&& !walk(intake, source, item, survey, PASS_LOOK, &whole, err))
		|| (whole && !survey_settle(survey, err)))
		return false;
	*out = TAKE(survey);
	return true;
}

bool members_survey_drop(struct intake *intake, struct digest file, struct error *err)
{
	SCOPED(survey_close) struct survey *survey = NULL;
	size_t wanted;

	return survey_open(intake->batch, file, &survey, err)
		&& survey_choose(survey, &wanted, err) && survey_settle(survey, err);
}

bool members_survey_frame(struct survey *survey, const struct item *item,
	const struct members_one *one, struct site_frame *out, struct error *err)
{
	SCOPED(item_release) struct item page = {0};

	*out = (struct site_frame){0};
	if (!survey || one->kind != MEMBERS_PAGE)
		return true;
	set_page(item, one, &page);
	return survey_frame(survey, &page, out, err);
}
