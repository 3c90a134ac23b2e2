/* SPDX-License-Identifier: GPL-2.0-or-later */
/* update: the command that brings an index up to date with its sources. */
#ifndef INDEXER_COMMANDS_UPDATE_H
#define INDEXER_COMMANDS_UPDATE_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

struct config;
struct options;

/*
 * Writes the result to out and tells in *refused how many pages and sources were
 * refused. What was committed before an error stays.
 */
bool update_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err);

/* update_run() with what is said in the configuration that was read before; {0}: nothing. */
bool update_run_configured(const struct options *options, const struct config *config,
	FILE *out, size_t *refused, struct error *err);

#endif
