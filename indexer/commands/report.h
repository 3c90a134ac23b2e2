/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report: the command that shows what an index knows of its pages and lacks. */
#ifndef INDEXER_COMMANDS_REPORT_H
#define INDEXER_COMMANDS_REPORT_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

struct options;

/*
 * Takes no lock: shows the last commit while another process writes.
 * ERROR_MISSING, ERROR_CORRUPT: there is no index, or a damaged one.
 */
bool report_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err);

#endif
