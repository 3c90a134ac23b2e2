/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * intake_survey: looks at a sample of each site, and at the sitemaps, before an
 * intake reads the pages.
 */
#ifndef INDEXER_INTAKE_INTAKE_SURVEY_H
#define INDEXER_INTAKE_INTAKE_SURVEY_H

#include "base/error.h"

struct intake;
struct intake_quiet;
struct source;

/*
 * Opens intake->survey and intake->sitemaps for a folder; a single file or lines
 * have none (NULL).
 * The source is at its beginning afterwards. If parts of it cannot be walked
 * or it is empty, the frames stay as they were. *quiet, unless broken before, is
 * not broken if nothing is to be done; name is the source's for messages.
 */
bool intake_survey(struct intake *intake, struct source *source, const char *name,
	struct intake_quiet *quiet, struct error *err);

#endif
