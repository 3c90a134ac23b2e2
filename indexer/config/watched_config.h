/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * watched_config: a configuration that is read again when its file changes. As
 * long as there is a mistake in it, what it said before holds.
 */
#ifndef INDEXER_CONFIG_WATCHED_CONFIG_H
#define INDEXER_CONFIG_WATCHED_CONFIG_H

#include "base/digest.h"
#include "base/error.h"
#include "config/config.h"

#include <stdbool.h>

struct options;

/* {0} is closed; the caller releases it. */
struct watched_config {
	const struct options *options;
	struct config config;
	struct digest seen; /* the text that was read last, with or without mistakes */
};

/*
 * The options must outlive it. ERROR_INVALID: there is a mistake in it, or the
 * sources are none that can be watched.
 */
bool watched_config_open(
	const struct options *options, struct watched_config *out, struct error *err);
void watched_config_release(struct watched_config *watched);

/* False: the file was changed and has a mistake now, which is told once. */
bool watched_config_refresh(struct watched_config *watched, struct error *mistake);

/* Tells it again if it is still there. */
void watched_config_forget_mistake(struct watched_config *watched);

/* Valid until it is refreshed; says nothing if there is no file. */
const struct config *watched_config_get(const struct watched_config *watched);

/* Stands for the file as it is now, as source_state() does. */
struct digest watched_config_state(const struct watched_config *watched);

#endif
