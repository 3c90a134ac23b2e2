/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * typed_marks: the umlauts and other marks at the beginning of a word that somebody
 * typed (Köl, Koel). Letters without any (Kol) stand for those with, too.
 */
#ifndef SEARCHD_WORDS_TYPED_MARKS_H
#define SEARCHD_WORDS_TYPED_MARKS_H

#include "base/buf.h"

#include <stdbool.h>

/* The caller releases it. */
struct typed_marks {
	struct buf spelled; /* ae, oe, ue for umlauts, and no other marks */
	bool any;
};

/* folded: what was typed, by spelling_fold(). */
void typed_marks_read(const struct buf *folded, struct typed_marks *out);

/* Whether a folded word, whose bare letters begin as theirs, has the marks that were typed. */
bool typed_marks_fit(const struct typed_marks *marks, const char *folded);

void typed_marks_release(struct typed_marks *marks);

#endif
