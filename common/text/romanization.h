/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * romanization: Cyrillic and Greek as road signs and newspapers write them in
 * Latin letters (Кишинев is Kishinev, Αθήνα Athina), beside the scholarly
 * letters of latin_add. Any thread.
 */
#ifndef TEXT_ROMANIZATION_H
#define TEXT_ROMANIZATION_H

#include "base/buf.h"

#include <stdbool.h>

/* Writes the folded word in Latin letters. False: it has letters of other scripts. */
bool romanization_write(const struct buf *word, struct buf *out);

#endif
