/* SPDX-License-Identifier: GPL-2.0-or-later */
/* remove: the command that drops documents by their ids. */
#ifndef INDEXER_COMMANDS_REMOVE_H
#define INDEXER_COMMANDS_REMOVE_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

struct options;

/*
 * *refused counts the ids that no document has; each is named with the one
 * most like it. The others are removed all the same.
 */
bool remove_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err);

#endif
