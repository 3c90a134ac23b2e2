/* SPDX-License-Identifier: GPL-2.0-or-later */
/* clusters_table: what struct clusters holds, for the files of this room. */
#ifndef VOCABULARY_CLUSTERS_TABLE_H
#define VOCABULARY_CLUSTERS_TABLE_H

#include "base/string_table.h"
#include "vocabulary/cluster_cues.h"
#include "vocabulary/clusters.h"
#include "vocabulary/tsv.h"

struct clusters {
	struct tsv table; /* holds the strings of items */
	struct cluster *items;
	size_t count, room;
	struct string_table spellings; /* folded ids and labels */
	uint32_t *meant;               /* the cluster of each spelling */
	size_t meant_room;
	struct cluster_cues cues;
};

#endif
