/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_note: what queries need of a configuration, kept with the documents of
 * an index, so that they appear, and are rolled back, together.
 */
#ifndef INDEXER_INTAKE_CONFIG_NOTE_H
#define INDEXER_INTAKE_CONFIG_NOTE_H

#include "base/error.h"

struct batch;
struct config;
struct run_report;

/*
 * Notes it in place of what an earlier run has noted; writes nothing if that is
 * the same, and tells in the report if all of it is taken back.
 */
bool config_note_write(const struct config *config, struct batch *batch,
	struct run_report *report, struct error *err);

#endif
