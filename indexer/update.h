/* SPDX-License-Identifier: GPL-2.0-or-later */
/* update: the commands that bring an index up to date or build it anew. */
#ifndef INDEXER_UPDATE_H
#define INDEXER_UPDATE_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

struct config;
struct options;

/*
 * Both write their result to out and tell in *refused how many pages and
 * sources were refused. What was committed before an error stays; a rebuild
 * that fails, or one of whose sources is missing, leaves the index as it was.
 */
bool update_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err);
bool update_run_rebuild(
	const struct options *options, FILE *out, size_t *refused, struct error *err);

/* update_run() with what is said in the configuration that was read before; {0}: nothing. */
bool update_run_configured(const struct options *options, const struct config *config,
	FILE *out, size_t *refused, struct error *err);

#endif
