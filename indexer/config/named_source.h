/* SPDX-License-Identifier: GPL-2.0-or-later */
/* named_source: a source as the command line or the configuration names it. */
#ifndef INDEXER_CONFIG_NAMED_SOURCE_H
#define INDEXER_CONFIG_NAMED_SOURCE_H

#include "base/digest.h"
#include "base/error.h"

#include <stddef.h>

struct config;
struct options;
struct source;

struct named_source {
	const char *name;      /* lives as long as the options and the configuration */
	const char *base_url;  /* the same; NULL: none */
	struct source *source; /* NULL: not opened, or refused */
	struct digest digest;  /* of the opened one: by it the ledger knows it */
	size_t known;          /* files the index had of it before a rebuild */
};

/*
 * Those of the command line; without any, those of the configuration. None of
 * them is opened. ERROR_INVALID: there are none. The caller frees *out.
 */
bool named_source_list(const struct options *options, const struct config *config,
	struct named_source **out, size_t *count, struct error *err);

/* Errors as of source_open(). */
bool named_source_open(struct named_source *named, struct error *err);

/* Closes those that are open. */
void named_source_free(struct named_source **sources, size_t count);

#endif
