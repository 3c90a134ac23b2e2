/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * length_norms: how much BM25 holds back a document for its length, one number
 * a document, so that scoring a match reads one cell.
 */
#ifndef SEARCHD_RANKING_LENGTH_NORMS_H
#define SEARCHD_RANKING_LENGTH_NORMS_H

#include "revision/columns.h"

/* One a cell of the columns; the caller frees it. */
float *length_norms_make(const struct columns *columns, uint32_t documents);

#endif
