/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/intake_survey.h"

#include "base/alloc.h"
#include "base/digest.h"
#include "base/scope.h"
#include "intake/intake.h"
#include "intake/intake_quiet.h"
#include "intake/sitemaps.h"
#include "intake/survey.h"
#include "ledger/batch.h"
#include "sources/source.h"
#include "workers/page_pool.h"

#include <stdlib.h>
#include <string.h>

enum { WAITING_MAX = 256 }; /* pages */

/* What the first walk has seen. */
struct sight {
	bool any;  /* files */
	bool gaps; /* something is out of sight */
};

/* Offers all files. */
static bool offer_files(struct intake *intake, struct source *source, const char *name,
	struct intake_quiet *quiet, struct sight *sight, struct error *err)
{
	SCOPED(visit_release) struct visit visit = {0};
	struct error reason = {0};
	enum source_step step;

	while ((step = source_next(source, &visit.item, &reason)) != SOURCE_END) {
		if (step == SOURCE_ITEM) {
			sight->any = true;
			survey_offer(intake->survey, &visit.item);
			sitemaps_offer(intake->sitemaps, source, &visit.item);
			intake_quiet_see(quiet, intake, source, name, &visit);
		} else {
			quiet->broken = true;
			sight->gaps |= reason.kind == ERROR_SYSTEM;
		}
	}
	return batch_rest(intake->batch, err);
}

/* Pages that workers look at. */
struct looks {
	struct look {
		struct item item;
		unsigned long ticket;
	} looks[WAITING_MAX];
	size_t first, count;
};

static void looks_free(struct looks **looks)
{
	for (size_t i = 0; i < WAITING_MAX; i++)
		item_release(&(*looks)->looks[i].item);
	free(*looks);
}

/* What cannot be read for now is tried again next time. */
static bool note(struct intake *intake, const struct item *item,
	const struct block_hashes *blocks, const struct error *reason, struct error *err)
{
	return reason->kind == ERROR_SYSTEM
		|| survey_add(intake->survey, item, blocks, err);
}

static bool take_first(struct intake *intake, struct looks *looks, struct error *err)
{
	SCOPED(block_hashes_release) struct block_hashes blocks = {0};
	struct look *look = &looks->looks[looks->first];
	struct error reason = {0};

	if (!page_pool_wait_surveyed(intake->pool, look->ticket, &blocks, &reason, err))
		return false;
	looks->first = (looks->first + 1) % WAITING_MAX;
	looks->count--;
	return note(intake, &look->item, &blocks, &reason, err);
}

static bool take_all(struct intake *intake, struct looks *looks, struct error *err)
{
	while (looks->count) {
		if (!take_first(intake, looks, err))
			return false;
	}
	return true;
}

/* Has a worker look at the page; the item stands behind those of the others. */
static bool look_at(struct intake *intake, struct source *source, struct looks *looks,
	struct error *err)
{
	struct look *look = &looks->looks[(looks->first + looks->count) % WAITING_MAX];
	struct page_job job = {.kind = PAGE_JOB_PAGE, .wanted = PAGE_JOB_SURVEY};
	struct error reason = {0};

	if (!source_read(source, &look->item, &intake->bytes, &reason))
		return note(intake, &look->item, &(struct block_hashes){0}, &reason, err);
	job.page = (struct page){.path = buf_string(&look->item.path),
		.format = look->item.format == ITEM_HTML ? PAGE_HTML : PAGE_PLAIN,
		.bytes = buf_string(&intake->bytes),
		.length = intake->bytes.length};
	look->ticket = page_pool_start(intake->pool, &job);
	looks->count++;
	while (looks->count == WAITING_MAX - 1
		|| (looks->count && page_pool_is_full(intake->pool))) {
		if (!take_first(intake, looks, err))
			return false;
	}
	return true;
}

static bool look_at_samples(
	struct intake *intake, struct source *source, size_t wanted, struct error *err)
{
	SCOPED(looks_free) struct looks *looks = alloc_zeroed(1, sizeof(*looks));
	struct error reason = {0};

	if (!source_rewind(source, err))
		return false;
	while (wanted) {
		struct item *item =
			&looks->looks[(looks->first + looks->count) % WAITING_MAX].item;
		enum source_step step = source_next(source, item, &reason);

		if (step == SOURCE_END)
			break;
		if (step != SOURCE_ITEM || !survey_wants(intake->survey, item))
			continue;
		wanted--;
		if (!look_at(intake, source, looks, err))
			return false;
	}
	return take_all(intake, looks, err);
}

/* Looks at the pages of the samples that are not known. */
static bool look(struct intake *intake, struct source *source, struct intake_quiet *quiet,
	struct error *err)
{
	size_t wanted;

	if (!survey_choose(intake->survey, &wanted, err))
		return false;
	quiet->broken |= wanted || !survey_is_settled(intake->survey);
	return look_at_samples(intake, source, wanted, err)
		&& survey_settle(intake->survey, err);
}

bool intake_survey(struct intake *intake, struct source *source, const char *name,
	struct intake_quiet *quiet, struct error *err)
{
	const char *root = source_path(source);
	struct digest digest = digest_of(root, strlen(root));
	struct sight sight = {0};
	bool whole;

	survey_close(&intake->survey);
	sitemaps_close(&intake->sitemaps);
	if (source_kind_of(source) != SOURCE_FOLDER) {
		quiet->broken = true;
		return true;
	}
	if (!survey_open(intake->batch, digest, &intake->survey, err))
		return false;
	intake->sitemaps = sitemaps_open(intake->batch, digest);
	if (!offer_files(intake, source, name, quiet, &sight, err))
		return false;
	whole = sight.any && !sight.gaps;
	if (!sitemaps_settle(intake->sitemaps, source,
		    whole ? SITEMAPS_WHOLE : SITEMAPS_WITH_GAPS, err))
		return false;
	quiet->broken |= !whole || !sitemaps_say_the_same(intake->sitemaps);
	if (whole && !look(intake, source, quiet, err))
		return false;
	return source_rewind(source, err);
}
