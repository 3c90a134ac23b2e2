/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lexicon_learning: what it costs to begin and to end compounds with a form.
 *
 * Learnt from the nouns themselves by expectation maximisation: every way to
 * part a noun into a known beginning and a known end, and to leave it whole,
 * is counted by its probability under the counts of the round before, so that
 * Wand+Halterung wins over Wandh+Alterung. The inflections of a noun count as
 * one.
 */
#ifndef TEXT_TOOLS_LEXICON_LEARNING_H
#define TEXT_TOOLS_LEXICON_LEARNING_H

#include "base/error.h"
#include "tools/lexicon_forms.h"

/* Sets the costs of all forms, in nats; INFINITY: it never does. */
bool lexicon_learning_run(struct lexicon_forms *forms, struct error *err);

#endif
