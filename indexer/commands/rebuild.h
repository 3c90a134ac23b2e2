/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rebuild: the command that builds an index anew, beside the one that is served. */
#ifndef INDEXER_COMMANDS_REBUILD_H
#define INDEXER_COMMANDS_REBUILD_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

struct options;

/*
 * As update_run(). One that fails, or one of whose sources is missing, leaves the
 * index as it was; one that was interrupted is taken up by the next of the same.
 */
bool rebuild_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err);

#endif
