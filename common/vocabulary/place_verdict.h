/* SPDX-License-Identifier: GPL-2.0-or-later */
/* place_verdict: whether a name is said of a place, by the words around it. */
#ifndef VOCABULARY_PLACE_VERDICT_H
#define VOCABULARY_PLACE_VERDICT_H

#include "vocabulary/place_scan.h"

/* Matches before this one have their verdict. */
enum place_verdict place_verdict_of(
	const struct place_scan *scan, const struct place_match *match);

/* Whether a word beside the name asks for a place: nothing, a cue, a strong one. */
enum place_need place_verdict_cue(
	const struct place_scan *scan, const struct place_match *match);

/* 57072 Siegen */
bool place_verdict_follows_postcode(
	const struct place_scan *scan, const struct place_match *match);

#endif
