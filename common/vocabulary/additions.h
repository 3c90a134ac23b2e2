/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * additions: what the maintainer of an index adds to the tables: places,
 * clusters, and words that mean the same; and how deeply words are analysed. The indexer writes them down as a
 * note of the index, so that whoever answers from it knows them. Any thread.
 */
#ifndef VOCABULARY_ADDITIONS_H
#define VOCABULARY_ADDITIONS_H

#include "base/buf.h"
#include "base/error.h"
#include "text/analyzer.h"
#include "text/wordbook.h"
#include "vocabulary/clusters.h"
#include "vocabulary/places.h"

#include <stddef.h>

#define ADDITIONS_NOTE "additions"

/* Words of one meaning; of a translation the first one is German, the others English. */
struct addition_group {
	enum wordbook_kind kind;
	enum language language; /* of synonyms */
	const char *words[WORDBOOK_GROUP_MAX];
	size_t count;
};

/* {0} is nothing; who fills it keeps the strings. The caller releases it. */
struct additions {
	struct place_extra *places;
	struct cluster_extras clusters;
	struct addition_group *groups;
	size_t place_count, group_count;
	size_t place_room, cluster_room, cue_room, group_room;
	enum analysis_depth analysis;
	char *bytes; /* what was parsed; NULL: nothing was */
};

void additions_release(struct additions *additions);

void additions_add_place(struct additions *additions, const struct place_extra *place);
void additions_add_cluster(struct additions *additions, const struct cluster *cluster);
void additions_add_cue(struct additions *additions, const struct cluster_extra_cue *cue);
void additions_add_group(struct additions *additions, const struct addition_group *group);

/*
 * Appends all that is needed to answer queries: no cues, which are for reading
 * pages. Nothing if there is nothing.
 */
void additions_write(const struct additions *additions, struct buf *out);

/* Reads that back. ERROR_CORRUPT: it is damaged. */
bool additions_parse(
	const char *bytes, size_t length, struct additions *out, struct error *err);

/* *out stays NULL if there are no words that mean the same. */
bool additions_wordbook(
	const struct additions *additions, struct wordbook **out, struct error *err);

#endif
