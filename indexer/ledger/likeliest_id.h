/* SPDX-License-Identifier: GPL-2.0-or-later */
/* likeliest_id: which document is meant by an id that none has. */
#ifndef INDEXER_LEDGER_LIKELIEST_ID_H
#define INDEXER_LEDGER_LIKELIEST_ID_H

#include "base/buf.h"
#include "base/error.h"

/*
 * Appends the id in the generation in the folder path that is most like the one
 * given; nothing if none is. It takes a look at every document.
 */
bool likeliest_id(const char *path, const char *id, struct buf *out, struct error *err);

#endif
