/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * collation: the order of names in a German list, which English readers can use
 * as well: by DIN 5007-1, umlauts beside their vowels. A handle is for one thread.
 */
#ifndef TEXT_COLLATION_H
#define TEXT_COLLATION_H

#include "base/buf.h"

struct collation;

struct collation *collation_open(void);
void collation_close(struct collation **collation);

/* Appends a key without NULs: names are in the order of their keys by strcmp. */
void collation_add_key(struct collation *collation, const char *name, struct buf *out);

#endif
