/* SPDX-License-Identifier: GPL-2.0-or-later */
/* places_table: what struct places holds, for the files of this room. */
#ifndef VOCABULARY_PLACES_TABLE_H
#define VOCABULARY_PLACES_TABLE_H

#include "vocabulary/counties.h"
#include "vocabulary/place_cues.h"
#include "vocabulary/place_names.h"
#include "vocabulary/places.h"
#include "vocabulary/tsv.h"

struct places {
	struct tsv table; /* holds the strings of items */
	struct place *items;
	size_t count, room;
	struct place_names names;
	struct place_cues cues;
	struct counties counties;
};

#endif
