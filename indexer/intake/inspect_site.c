/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/inspect_site.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "config/options.h"
#include "intake/intake.h"
#include "intake/intake_quiet.h"
#include "intake/intake_survey.h"
#include "intake/sitemaps.h"
#include "intake/survey.h"
#include "ledger/batch.h"
#include "sources/source.h"
#include "system/scratch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The survey's notes go to an index that nobody keeps. */
struct inspect_site {
	struct source *source;
	struct intake intake;
	char *scratch;
};

void inspect_site_close(struct inspect_site **site)
{
	if (*site) {
		survey_close(&(*site)->intake.survey);
		sitemaps_close(&(*site)->intake.sitemaps);
		batch_close(&(*site)->intake.batch);
		buf_release(&(*site)->intake.bytes);
		source_close(&(*site)->source);
		scratch_remove(&(*site)->scratch);
	}
	free(*site);
	*site = NULL;
}

bool inspect_site_open(const struct options *options, struct page_pool *pool,
	struct inspect_site **out, struct error *err)
{
	SCOPED(inspect_site_close)
	struct inspect_site *site = alloc_zeroed(1, sizeof(*site));
	struct intake_quiet no_ledger = {.broken = true};

	site->intake.pool = pool;
	if (!source_open(options->site, options->base_url, &site->source, err))
		return error_set(err, ERROR_INVALID, "--site %.200s: %s", options->site,
			err->text);
	if (source_kind_of(site->source) != SOURCE_FOLDER)
		return error_set(err, ERROR_INVALID, "--site takes a folder");
	if (!scratch_make(&site->scratch, err)
		|| !batch_open(site->scratch, BATCH_DRY, &site->intake.batch, err)
		|| !intake_survey(&site->intake, site->source, "", &no_ledger, err))
		return false;
	*out = TAKE(site);
	return true;
}

bool inspect_site_place(struct inspect_site *site, const char *path, struct item *item,
	struct inspect_place *out, struct error *err)
{
	SCOPED(string_free) char *absolute = realpath(path, NULL);
	const char *root = source_path(site->source);
	size_t length = strlen(root);

	if (!absolute)
		return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
	if (strncmp(absolute, root, length) != 0 || absolute[length] != '/')
		return error_set(err, ERROR_INVALID, "it is not below %s", root);
	buf_clear(&item->path);
	buf_add_string(&item->path, absolute + length + 1);
	source_name(site->source, item);
	*out = (struct inspect_place){0};
	out->day = sitemaps_day(site->intake.sitemaps, item, &out->sitemap);
	return survey_frame(site->intake.survey, item, &out->frame, err);
}
