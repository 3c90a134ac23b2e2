/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config_meanings: the synonyms and translations of a configuration. */
#ifndef INDEXER_CONFIG_CONFIG_MEANINGS_H
#define INDEXER_CONFIG_CONFIG_MEANINGS_H

#include "base/error.h"
#include "text/language.h"

#include <stdbool.h>

struct config;

enum {
	CONFIG_MEANINGS_MAX = 5000,     /* lines of synonyms and of translations */
	CONFIG_MEANING_BYTES_MAX = 120, /* of a word or term */
};

/*
 * Each cuts up the value, which must live as long as the config. ERROR_INVALID:
 * the text says what is wrong, and what would be right.
 *	WORD; WORD; ..., all of the language
 *	GERMAN; ENGLISH; MORE ENGLISH; ...
 */
bool config_meanings_add_synonyms(
	struct config *config, enum language language, char *value, struct error *err);
bool config_meanings_add_translation(
	struct config *config, char *value, struct error *err);

#endif
