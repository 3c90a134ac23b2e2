/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexicon_modifiers: the forms in which words begin compounds. */
#ifndef TEXT_TOOLS_LEXICON_MODIFIERS_H
#define TEXT_TOOLS_LEXICON_MODIFIERS_H

#include "tools/lexicon_forms.h"

void lexicon_modifiers_add(struct lexicon_forms *forms);

/*
 * Marks the stems of verbs that are no compounds of a noun: what is derived
 * from them is no compound either (Bereitstell|ung, but Teil|nehm|er).
 */
void lexicon_modifiers_mark_stems(struct lexicon_forms *forms);

#endif
