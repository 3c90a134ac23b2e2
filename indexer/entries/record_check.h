/* SPDX-License-Identifier: GPL-2.0-or-later */
/* record_check: whether a record that another process made may be stored. */
#ifndef INDEXER_ENTRIES_RECORD_CHECK_H
#define INDEXER_ENTRIES_RECORD_CHECK_H

#include "base/buf.h"

#include <stdbool.h>

/*
 * Its parts fill it to the last byte, its texts are UTF-8, its lists (index/
 * record.h) end where they say and point to what is there, and it is of the
 * document with this id. One pass.
 */
bool record_is_sound(const struct buf *record, const struct buf *id);

/* The same of what an entry says of its document's words. */
bool words_are_sound(const struct buf *words);

#endif
