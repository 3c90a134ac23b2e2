/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clusters: the sectors a page may be about, from a bilingual table
 * (clusters.tsv) that maps each to an industrial ecosystem of the EU and to
 * NACE divisions, with its cue words. Any thread, after clusters_open().
 */
#ifndef VOCABULARY_CLUSTERS_H
#define VOCABULARY_CLUSTERS_H

#include "base/error.h"
#include "text/language.h"

#include <stddef.h>
#include <stdint.h>

struct cluster {
	const char *id; /* unique and stable: energy */
	const char *label_de, *label_en;
	const char *ecosystem; /* of the EU's 14 */
	const char *nace;      /* divisions, blank-separated: C26 C27 */
};

struct clusters;

bool clusters_open(struct clusters **out, struct error *err);
void clusters_close(struct clusters **clusters);

/* A word that tells a cluster, as in cluster_cues.tsv. */
struct cluster_extra_cue {
	const char *cluster; /* its id */
	const char *pattern;
	enum language language; /* unknown: of all */
	double weight;
};

/* What a maintainer has added; a cluster without labels is one of the table. */
struct cluster_extras {
	struct cluster *items;
	size_t count;
	struct cluster_extra_cue *cues;
	size_t cue_count;
};

/*
 * The same with more in it, whose strings must outlive the clusters.
 * ERROR_INVALID: a cue of no cluster.
 */
bool clusters_open_with(
	const struct cluster_extras *extras, struct clusters **out, struct error *err);

/* By id, by a label in either language or another name, in any case. NULL: none. */
const struct cluster *clusters_find(
	const struct clusters *clusters, const char *spelling);

/* In the order of the table; NULL behind the last one. */
const struct cluster *clusters_at(const struct clusters *clusters, size_t number);

/*
 * Whether a label or another name of the cluster has a word that begins so; the
 * prefix is folded (word_start.h).
 */
bool clusters_spelt(const struct clusters *clusters, const struct cluster *cluster,
	const char *prefix);

/*
 * The next one of all ids, labels and other names, as they are compared: folded words
 * (tokens.h) with blanks between. *number goes up from 0. NULL: no more.
 */
const struct cluster *clusters_next_spelling(
	const struct clusters *clusters, size_t *number, const char **folded);

struct cluster_mention {
	const struct cluster *cluster;
	size_t start, end; /* bytes of the text: a cue word or phrase */
	double weight;     /* of the cue, 0 to 1: how surely it tells the cluster */
	uint32_t cue;      /* its number: the same in whatever inflection */
};

/* {0} is an empty list; the caller releases it. */
struct cluster_mentions {
	struct cluster_mention *items;
	size_t count, room;
};

/*
 * Appends every cue in the text, in its order. A cue may be the first or last
 * part of a German compound if the table says so (Logistikcluster). Single
 * words of the other language do not count (chef, beach*), unless they are the
 * name of a sector; LANGUAGE_UNKNOWN: all do.
 */
void clusters_mentioned(const struct clusters *clusters, enum language language,
	const char *text, size_t length, struct cluster_mentions *out);
void cluster_mentions_release(struct cluster_mentions *mentions);

#endif
