/* SPDX-License-Identifier: GPL-2.0-or-later */
/* intake_lines: the part of intake for a file of JSON lines. */
#ifndef INDEXER_INTAKE_INTAKE_LINES_H
#define INDEXER_INTAKE_INTAKE_LINES_H

#include "base/error.h"
#include "ledger/ledger.h"

struct intake;
struct item;
struct source;

/*
 * Takes in what changed in a file of JSON lines. shown is its name for
 * messages; before is what the ledger knew of it, NULL: nothing.
 */
bool intake_lines(struct intake *intake, struct source *source, struct item *item,
	const char *shown, const struct ledger_key *key, const struct ledger_file *before,
	struct error *err);

/* Whether the file is as it was; before: as above. */
bool intake_lines_are_known(const struct intake *intake, const struct source *source,
	const struct item *item, const struct ledger_file *before);

/* Leaves such a file, and says what is remembered of it. */
bool intake_lines_leave(struct intake *intake, const char *shown,
	const struct ledger_key *key, const struct ledger_file *before,
	struct error *err);

/* Removes all documents that came from such a file, which is gone. */
bool intake_lines_drop(struct intake *intake, const struct ledger_key *key,
	const struct ledger_file *before, struct error *err);

#endif
