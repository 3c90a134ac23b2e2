/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/sectors.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/sentences.h"
#include "vocabulary/clusters.h"

#include <stdlib.h>
#include <string.h>

enum { TITLE_TIMES = 3, HEADING_TIMES = 2 };

static const double least_weight = 1.2;        /* weight in a short page */
static const double weight_per_kilobyte = 0.1; /* more for each 1000 bytes of text */
static const double least_share = 0.3;         /* of the heaviest cluster's weight */

struct tally {
	const struct cluster *cluster;
	double weight;
	double strongest;
	size_t start, end;
	size_t mentions;
};

struct census {
	struct document *document;
	struct tally *tallies;
	size_t count, room;
};

static struct tally *tally_of(struct census *census, const struct cluster *cluster)
{
	for (size_t i = 0; i < census->count; i++) {
		if (census->tallies[i].cluster == cluster)
			return &census->tallies[i];
	}
	census->tallies = alloc_grow(
		census->tallies, census->count, &census->room, sizeof(*census->tallies));
	census->tallies[census->count] = (struct tally){.cluster = cluster};
	return &census->tallies[census->count++];
}

static void count_text(struct census *census, const struct cluster_mentions *mentions)
{
	const struct document *document = census->document;

	for (size_t i = 0; i < mentions->count; i++) {
		const struct cluster_mention *mention = &mentions->items[i];
		size_t block = sentences_block(document, mention->start);
		double weight = mention->weight
			* (document->blocks[block].kind == BLOCK_HEADING ? HEADING_TIMES
									 : 1);
		struct tally *tally = tally_of(census, mention->cluster);

		tally->weight += weight;
		tally->mentions++;
		if (weight > tally->strongest) {
			tally->strongest = weight;
			tally->start = mention->start;
			tally->end = mention->end;
		}
	}
}

static void count_title(struct census *census, const struct cluster_mentions *mentions)
{
	for (size_t i = 0; i < mentions->count; i++) {
		struct tally *tally = tally_of(census, mentions->items[i].cluster);

		tally->weight += TITLE_TIMES * mentions->items[i].weight;
		tally->mentions++;
	}
}

static int by_weight(const void *a, const void *b)
{
	const struct tally *left = a;
	const struct tally *right = b;

	if (left->weight != right->weight)
		return left->weight < right->weight ? 1 : -1;
	return strcmp(left->cluster->id, right->cluster->id);
}

static void settle(struct census *census)
{
	struct document *document = census->document;
	double least =
		least_weight + weight_per_kilobyte * (double)document->text.length / 1000;

	qsort(census->tallies, census->count, sizeof(*census->tallies), by_weight);
	for (size_t i = 0; i < census->count && document->cluster_count < SECTORS_MOST;
		i++) {
		const struct tally *tally = &census->tallies[i];

		if (tally->weight < least || tally->mentions < 2
			|| tally->weight < least_share * census->tallies[0].weight)
			continue;
		if (tally->end > tally->start) {
			struct sentence sentence =
				sentences_around(document, tally->start, tally->end);

			document_add_cluster(document, tally->cluster->id,
				document->text.bytes + sentence.start,
				sentence.end - sentence.start);
		} else {
			document_add_cluster(document, tally->cluster->id,
				document->title, strlen(document->title));
		}
	}
}

void sectors_find(const struct clusters *clusters, struct document *document)
{
	SCOPED(cluster_mentions_release) struct cluster_mentions in_text = {0};
	SCOPED(cluster_mentions_release) struct cluster_mentions in_title = {0};
	struct census census = {.document = document};

	clusters_mentioned(
		clusters, buf_string(&document->text), document->text.length, &in_text);
	if (document->title)
		clusters_mentioned(
			clusters, document->title, strlen(document->title), &in_title);
	if (document->block_count)
		count_text(&census, &in_text);
	count_title(&census, &in_title);
	if (census.count)
		settle(&census);
	free(census.tallies);
}
