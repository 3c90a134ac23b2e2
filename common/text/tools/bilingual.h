/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bilingual: what a dictionary and our own table say of German and English:
 * pairs of terms that mean each other.
 *
 * The dictionary is Debian's trans-de-en (tools/dictionary.h). Our table has
 * German, TAB, English, alternatives parted by ; too, and counts more.
 */
#ifndef TEXT_TOOLS_BILINGUAL_H
#define TEXT_TOOLS_BILINGUAL_H

#include "base/buf.h"
#include "base/string_table.h"

struct bilingual_pair {
	uint32_t german, english; /* numbers of terms */
	double weight;
};

/* {0} is empty; the caller releases it. */
struct bilingual {
	struct string_table terms; /* folded words, parted by blanks or hyphens */
	struct bilingual_pair *pairs;
	size_t count, room;
};

void bilingual_release(struct bilingual *bilingual);
void bilingual_read_dictionary(struct bilingual *bilingual, const struct buf *text);
void bilingual_read_table(struct bilingual *bilingual, const struct buf *text);

#endif
