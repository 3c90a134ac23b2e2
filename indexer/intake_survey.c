/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake_survey.h"

#include "base/scope.h"
#include "batch.h"
#include "digest.h"
#include "intake.h"
#include "sources/source.h"
#include "survey.h"

#include <string.h>

/* Offers all pages. *whole: none is out of sight, and there are some. */
static void offer_pages(struct survey *survey, struct source *source, bool *whole)
{
	SCOPED(item_release) struct item item = {0};
	struct error reason = {0};
	enum source_step step;
	bool any = false;
	bool gaps = false;

	while ((step = source_next(source, &item, &reason)) != SOURCE_END) {
		if (step == SOURCE_ITEM) {
			survey_offer(survey, &item);
			any = true;
		} else {
			gaps |= reason.kind == ERROR_SYSTEM;
		}
	}
	*whole = any && !gaps;
}

/* What cannot be read for now is tried again next time. */
static bool look_at(struct intake *intake, struct source *source, struct item *item,
	struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	SCOPED(block_hashes_release) struct block_hashes blocks = {0};
	struct error reason = {0};

	if (source_read(source, item, &bytes, &reason)) {
		struct page page = {.path = buf_string(&item->path),
			.format = item->format == ITEM_HTML ? PAGE_HTML : PAGE_PLAIN,
			.bytes = buf_string(&bytes),
			.length = bytes.length};

		page_survey(&page, &intake->tables, &blocks, &reason);
	}
	return reason.kind == ERROR_SYSTEM
		|| survey_add(intake->survey, item, &blocks, err);
}

static bool look_at_samples(
	struct intake *intake, struct source *source, size_t wanted, struct error *err)
{
	SCOPED(item_release) struct item item = {0};
	struct error reason = {0};
	enum source_step step;

	if (!source_rewind(source, err))
		return false;
	while (wanted && (step = source_next(source, &item, &reason)) != SOURCE_END) {
		if (step != SOURCE_ITEM || !survey_wants(intake->survey, &item))
			continue;
		wanted--;
		if (!look_at(intake, source, &item, err))
			return false;
	}
	return true;
}

bool intake_survey(struct intake *intake, struct source *source, struct error *err)
{
	const char *root = source_path(source);
	size_t wanted;
	bool whole;

	survey_close(&intake->survey);
	if (source_kind_of(source) != SOURCE_FOLDER)
		return true;
	if (!survey_open(
		    intake->batch, digest_of(root, strlen(root)), &intake->survey, err))
		return false;
	offer_pages(intake->survey, source, &whole);
	if (whole
		&& (!survey_choose(intake->survey, &wanted, err)
			|| !look_at_samples(intake, source, wanted, err)
			|| !survey_settle(intake->survey, err)))
		return false;
	return source_rewind(source, err);
}
