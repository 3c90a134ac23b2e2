/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config_parts: values of a configuration that have parts, with semicolons between. */
#ifndef INDEXER_CONFIG_CONFIG_PARTS_H
#define INDEXER_CONFIG_CONFIG_PARTS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Cuts a value at its semicolons, without the blanks around the parts; they live
 * as long as it. ERROR_INVALID: a part is empty, or there are more than most.
 */
bool config_parts_cut(
	char *value, char **parts, size_t most, size_t *count, struct error *err);

#endif
