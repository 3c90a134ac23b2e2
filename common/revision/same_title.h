/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * same_title: whether the titles of two documents of much the same text may be
 * of one page. A site's name, or a number of a press release on one of them, is
 * in order; another subject, or another number of a series, is not.
 */
#ifndef REVISION_SAME_TITLE_H
#define REVISION_SAME_TITLE_H

#include "revision/counted_words.h"

#include <stdbool.h>

/* The words of a document. */
struct titled {
	const struct counted_words *title, *text;
};

bool same_title_agrees(const struct titled *a, const struct titled *b);

#endif
