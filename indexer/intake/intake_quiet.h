/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * intake_quiet: finds out, while a source is walked for its survey, whether all
 * files are as they were, if sitemaps and frames of sites are. Then that walk was
 * the only one, and no page was read; what is remembered of the files is told at its
 * end.
 */
#ifndef INDEXER_INTAKE_INTAKE_QUIET_H
#define INDEXER_INTAKE_INTAKE_QUIET_H

#include "base/error.h"
#include "intake/intake_page.h"

#include <stdbool.h>
#include <stddef.h>

struct intake;
struct source;

struct intake_quiet {
	bool broken; /* something is to be done */
	size_t files;
	size_t unchanged; /* pages of whom nothing is to be told */
	struct quiet_file {
		struct ledger_key key;
		char *shown;
	} * told; /* the others */
	size_t count, room;
};

void intake_quiet_release(struct intake_quiet *quiet);

/* The walk came to the file of visit->item; name is the source's. */
void intake_quiet_see(struct intake_quiet *quiet, struct intake *intake,
	const struct source *source, const char *name, struct visit *visit);

/* Tells of all files, unless it is broken. */
bool intake_quiet_tell(
	const struct intake_quiet *quiet, struct intake *intake, struct error *err);

#endif
