/* SPDX-License-Identifier: GPL-2.0-or-later */
/* source_state: whether anything below a source changed, found out by walking it. */
#ifndef INDEXER_SOURCES_SOURCE_STATE_H
#define INDEXER_SOURCES_SOURCE_STATE_H

#include "base/digest.h"

#include <stddef.h>

/*
 * Stands for names, sizes and times of all files of the source; another one as
 * soon as any of them is another. A source that is missing has a state, too.
 * *files: how many there are.
 */
struct digest source_state(const char *path, size_t *files);

#endif
