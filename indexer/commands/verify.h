/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * verify: the command that looks at every byte of every generation of an
 * index, and then lets the engine check its files.
 */
#ifndef INDEXER_COMMANDS_VERIFY_H
#define INDEXER_COMMANDS_VERIFY_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

struct options;

/* ERROR_CORRUPT: damage was found; all of it is told on out. */
bool verify_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err);

#endif
