/* SPDX-License-Identifier: GPL-2.0-or-later */
/* changes: the command that lists what became of documents, and when. */
#ifndef INDEXER_COMMANDS_CHANGES_H
#define INDEXER_COMMANDS_CHANGES_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

struct options;

/* Needs no lock: it tells of what is committed. *refused is always 0. */
bool changes_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err);

#endif
