/* SPDX-License-Identifier: GPL-2.0-or-later */
/* equal_texts: joins documents of the same words without reading them. */
#ifndef SEARCHD_EQUAL_TEXTS_H
#define SEARCHD_EQUAL_TEXTS_H

#include "sameness.h"
#include "sketches.h"

/*
 * Per item of the sketches, which one stands for it and all that are equal to
 * that: itself, if none does. The caller frees it.
 */
uint32_t *equal_texts_find(const struct sketches *sketches, struct sameness *sameness);

#endif
