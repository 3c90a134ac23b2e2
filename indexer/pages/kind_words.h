/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kind_words: the signs of a page's type that lie in its wording. */
#ifndef INDEXER_PAGES_KIND_WORDS_H
#define INDEXER_PAGES_KIND_WORDS_H

#include "pages/kind_signs.h"

/* Sets the signs up to KIND_TITLE_NEWS, and KIND_QUOTED. */
void kind_words_read(const struct kind_rules *rules, const struct document *document,
	struct kind_signs *signs);

#endif
