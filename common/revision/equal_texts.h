/* SPDX-License-Identifier: GPL-2.0-or-later */
/* equal_texts: joins documents of the same words without reading them. */
#ifndef REVISION_EQUAL_TEXTS_H
#define REVISION_EQUAL_TEXTS_H

#include "revision/sameness.h"
#include "revision/sketches.h"

/*
 * Per item of the sketches, which one stands for it and all that are equal to
 * that: itself, if none does. The caller frees it.
 */
uint32_t *equal_texts_find(const struct sketches *sketches, struct sameness *sameness);

#endif
