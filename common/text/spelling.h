/* SPDX-License-Identifier: GPL-2.0-or-later */
/* spelling: one form for the ways a word may be written. */
#ifndef TEXT_SPELLING_H
#define TEXT_SPELLING_H

#include "base/buf.h"
#include "text/words.h"

#include <stdbool.h>

/*
 * Writes the word folded (unicode_fold) and without the signs in it: Europe's is
 * europe, d'Actium dactium, Akteur:innen akteurinnen, z. B. zb; F+E and FuE are f&e.
 * Numbers keep theirs (numbers_fold).
 */
void spelling_fold(const char *text, const struct word *word, struct buf *out);

/* Writes a folded word with ae, oe, ue for its umlauts. False: it has none. */
bool spelling_spell_out_umlauts(const struct buf *word, struct buf *out);

/* Writes a folded word with umlauts for ae, oe, ue. False: it has none. */
bool spelling_restore_umlauts(const struct buf *word, struct buf *out);

/*
 * Of O'Neill, d'Arc and Grimm'sche, writes the name alone, folded. False: the
 * word has no such apostrophe.
 */
bool spelling_drop_particle(const char *text, const struct word *word, struct buf *out);

#endif
