/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config_words: the places and clusters of a configuration. */
#ifndef INDEXER_CONFIG_CONFIG_WORDS_H
#define INDEXER_CONFIG_CONFIG_WORDS_H

#include "base/error.h"

#include <stdbool.h>

struct config;

/*
 * Each cuts up the value, which must live as long as the config. ERROR_INVALID:
 * the text says what is wrong, and what would be right.
 *	NAME; COUNTRY; LATITUDE; LONGITUDE; OTHER NAME; en: NAME IN ENGLISH; ...
 *	ID; GERMAN LABEL; ENGLISH LABEL, or the ID of one that the tables have
 *	WORD; WEIGHT; LANGUAGE, of the cluster that came last
 */
bool config_words_add_place(struct config *config, char *value, struct error *err);
bool config_words_add_cluster(struct config *config, char *value, struct error *err);
bool config_words_add_cue(struct config *config, char *value, struct error *err);

#endif
