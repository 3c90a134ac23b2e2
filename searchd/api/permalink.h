/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * permalink: the address that repeats a search in the generation that answered
 * it, for as long as that is kept: to cite it.
 */
#ifndef SEARCHD_API_PERMALINK_H
#define SEARCHD_API_PERMALINK_H

#include "base/buf.h"
#include "query/request.h"

/* Appends it, from the path on; what is as usual, and a cursor, is left out. */
void permalink_write(const struct request *request, unsigned generation, struct buf *out);

#endif
