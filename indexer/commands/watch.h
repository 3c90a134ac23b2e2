/* SPDX-License-Identifier: GPL-2.0-or-later */
/* watch: the command that updates an index whenever its sources change. */
#ifndef INDEXER_COMMANDS_WATCH_H
#define INDEXER_COMMANDS_WATCH_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

struct options;

/*
 * Runs until SIGTERM or SIGINT, which it ends after, also in the middle of an
 * update, when the running batch is committed. Each update tells its result.
 * An error of the first update ends it; a later one is told, and tried again.
 * The configuration is read again when it changes; SIGHUP has all looked at.
 */
bool watch_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err);

#endif
