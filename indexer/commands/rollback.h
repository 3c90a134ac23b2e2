/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rollback: the command that makes the generation before the current one
 * current again; newer ones are deleted.
 */
#ifndef INDEXER_COMMANDS_ROLLBACK_H
#define INDEXER_COMMANDS_ROLLBACK_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

struct options;

/* ERROR_MISSING: no generation is kept; ERROR_CORRUPT: that one is damaged. */
bool rollback_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err);

#endif
