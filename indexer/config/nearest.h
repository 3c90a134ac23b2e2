/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nearest: the known word that a mistyped one most likely was meant to be. */
#ifndef INDEXER_CONFIG_NEAREST_H
#define INDEXER_CONFIG_NEAREST_H

/*
 * known(0) to known(count - 1) are the words that are known; by letters to
 * change, add or drop (Levenshtein 1965). NULL: none is like it.
 */
const char *nearest_word(const char *word, const char *(*known)(int), int count);

#endif
