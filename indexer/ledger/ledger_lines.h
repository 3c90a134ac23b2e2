/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ledger_lines: the part of the ledger on one file of JSON lines: which line
 * gave which document, so that only lines that changed are read again.
 */
#ifndef INDEXER_LEDGER_LEDGER_LINES_H
#define INDEXER_LEDGER_LEDGER_LINES_H

#include "base/buf.h"
#include "base/digest.h"
#include "base/error.h"

#include <stdint.h>

struct batch;
struct ledger_lines;

/*
 * Loads what is known of the file. stamp is that of struct ledger_file: a line
 * that was read under another one counts as one that is not known. The batch
 * must outlive it.
 */
bool ledger_lines_open(struct batch *batch, struct digest file, uint64_t stamp,
	struct ledger_lines **out, struct error *err);
void ledger_lines_close(struct ledger_lines **lines);

/* Whether a line with this content is known, so that it need not be read. */
bool ledger_lines_knows(const struct ledger_lines *lines, struct digest content);

/* The same under whatever stamp it was read. */
bool ledger_lines_had(const struct ledger_lines *lines, struct digest content);

/* Whether it is known and was not met yet; then it was. *id: of its document. */
bool ledger_lines_meet(
	struct ledger_lines *lines, struct digest content, struct digest *id);

/* Whether a line with this id was met or put in this run. */
bool ledger_lines_has_met(const struct ledger_lines *lines, struct digest id);

/* The document with this id comes from a line with this content now. */
bool ledger_lines_put(struct ledger_lines *lines, const char *id, size_t length,
	struct digest content, struct error *err);

/*
 * Forgets the next line that was not met, nor kept before, and tells its id in *id. *found is
 * false: no more. *cursor begins at 0.
 */
bool ledger_lines_drop_next(struct ledger_lines *lines, size_t *cursor, bool *found,
	struct buf *id, struct error *err);

/* Takes back the last ledger_lines_drop_next(): the document with this id stays. */
bool ledger_lines_keep(
	struct ledger_lines *lines, const char *id, size_t length, struct error *err);

/* Notes in another generation that the file gave the document, which is kept. */
bool ledger_lines_note_kept(struct batch *batch, struct digest file, const char *id,
	size_t length, struct error *err);

/* The content of the line of the file that gave the document. */
bool ledger_lines_content(struct batch *batch, struct digest file, struct digest id,
	bool *found, struct digest *out, struct error *err);

/* Lines known by now, dropped ones not counted. */
uint32_t ledger_lines_count(const struct ledger_lines *lines);

/* The same without those that are gone and whose documents are kept. */
uint32_t ledger_lines_count_current(const struct ledger_lines *lines);

#endif
