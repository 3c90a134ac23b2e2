/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index_check: the engine's own check of its files. */
#ifndef INDEX_INDEX_CHECK_H
#define INDEX_INDEX_CHECK_H

#include "base/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Whether the engine finds its files in the generation's folder consistent.
 * ERROR_CORRUPT: it does not. Damaged files can make it crash or run for ever:
 * call it in a process that may be lost.
 */
bool index_check(const char *folder, struct error *err);

#ifdef __cplusplus
}
#endif

#endif
