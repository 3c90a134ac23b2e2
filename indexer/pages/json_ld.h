/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json_ld: single values out of a page's JSON-LD. Scanned, not parsed: half of
 * what the web embeds is not quite JSON, and only a few keys matter.
 */
#ifndef PAGES_JSON_LD_H
#define PAGES_JSON_LD_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the first string value of that key; false: there is none. */
bool json_ld_find(const char *json, size_t length, const char *key, struct buf *out);

#endif
