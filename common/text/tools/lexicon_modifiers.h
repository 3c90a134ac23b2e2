/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexicon_modifiers: the forms in which words begin compounds. */
#ifndef TOOLS_LEXICON_MODIFIERS_H
#define TOOLS_LEXICON_MODIFIERS_H

#include "tools/lexicon_forms.h"

void lexicon_modifiers_add(struct lexicon_forms *forms);

/*
 * Nouns derived from a verb that begins with a particle or an adjective are no
 * compounds: Bereitstellung is not Bereit|stellung.
 */
void lexicon_modifiers_mark_derived(struct lexicon_forms *forms);

#endif
