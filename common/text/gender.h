/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gender: words that name women and men alike (Akteur:innen, AkteurInnen) or
 * women (Akteurinnen), and the word both come from. Any thread.
 */
#ifndef TEXT_GENDER_H
#define TEXT_GENDER_H

#include "base/buf.h"
#include "text/words.h"

#include <stdbool.h>

/*
 * Of a form for both, writes the word without the feminine ending, folded:
 * akteur for Akteur:innen, kundenbindung for Kund:innenbindung. False: the word is
 * no such form.
 */
bool gender_base(const char *text, const struct word *word, struct buf *out);

/*
 * Of a folded word that ends like the name of women, writes the name of men
 * that it comes from. False: there is no such word (Beginn, Berlin, Termin).
 */
bool gender_masculine(const struct buf *word, struct buf *out);

#endif
