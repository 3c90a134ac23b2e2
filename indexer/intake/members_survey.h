/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * members_survey: looks at a sample of each site in an archive before its pages
 * are taken in, as intake_survey does with a folder. What an archive's pages share
 * is told by that archive alone, so that one that did not change needs no look.
 */
#ifndef INDEXER_INTAKE_MEMBERS_SURVEY_H
#define INDEXER_INTAKE_MEMBERS_SURVEY_H

#include "base/digest.h"
#include "base/error.h"

#include <stdint.h>

struct intake;
struct item;
struct members_one;
struct site_frame;
struct source;
struct survey;

/*
 * file is the archive's in the ledger. *out stays NULL for what holds no pages of
 * sites; the caller closes it. An archive that cannot be read keeps the frames it
 * had, and is refused by those who read it next.
 */
bool members_survey_open(struct intake *intake, struct source *source, struct item *item,
	struct digest file, struct survey **out, struct error *err);

/* The archive is gone: so are its notes. */
bool members_survey_drop(struct intake *intake, struct digest file, struct error *err);

/* The frame of the page's site; survey may be NULL, *out lives as long as it. */
bool members_survey_frame(struct survey *survey, const struct item *item,
	const struct members_one *one, struct site_frame *out, struct error *err);

#endif
