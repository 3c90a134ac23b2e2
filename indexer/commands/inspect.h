/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inspect: the command that shows what is understood of one page. */
#ifndef INDEXER_COMMANDS_INSPECT_H
#define INDEXER_COMMANDS_INSPECT_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

struct options;

/* A page that is refused is named on standard error and counted in *refused. */
bool inspect_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err);

#endif
