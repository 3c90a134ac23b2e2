/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/sectors.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/cues.h"
#include "pages/sector_mentions.h"
#include "pages/sentences.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	CLUSTERS_MOST = 64, /* bits of a mask */
	CROWD = 3,          /* clusters in one block: none of them is its subject */
	PLACES_LEAST = 2,   /* sentences that speak of it, the title being one */
	PLACES_USUAL = 3,
	PLACES_MOST = 6,     /* more of them tell no more */
	BLOCKS_SPOKEN = 3,   /* with its name, one of them a heading or the title */
	UNNAMED_MOST = 2,    /* clusters that a page is about without naming them so */
	LABELLED_MOST = 200, /* bytes of a block that is label and values */
	LABEL_MOST = 40,     /* bytes before its colon */
};

static const double title_times = 2;
static const double heading_times = 2.5;
static const double named_times = 3;
static const double crowd_times = 0.6;
static const double name_weight = 1;    /* of a cue that is a sector's name */
static const double clear_weight = 0.5; /* of a cue that can make a crowd */

/* Weight that a page of measured_bytes must bring; longer ones need more. */
static const double least_weight = 2.55;
static const double measured_bytes = 1500;
static const double length_power = 0.7;
static const double shortest = 0.2; /* shorter pages need no less than this one */
static const double places_power = 0.25;
/* Where the page says that it is a sector: weight, and share of the heaviest. */
static const double least_named = 1.9;
static const double named_share = 0.3;
/* Beside the heaviest: its share, but never more than this. */
static const double least_share = 0.5;
static const double enough = 2.5;

/* A mention, and how often it counts where it stands. */
struct piece {
	const struct cluster_mention *mention;
	size_t block; /* block_count: the title */
	unsigned tally;
	double times;
	bool named; /* where the page says which its sectors are */
};

struct tally {
	const struct cluster *cluster;
	double weight;
	double strongest;
	size_t start, end; /* of the strongest mention in the text */
	size_t places;
	size_t last_block, last_end; /* of the last mention */
	size_t name_blocks, last_name_block;
	bool headed; /* its name stands in a heading or the title */
	bool named;
};

struct census {
	struct document *document;
	const struct cues *words;
	struct piece *pieces;
	size_t piece_count, piece_room;
	struct tally tallies[CLUSTERS_MOST];
	unsigned tally_count;
};

static void release_census(struct census *census)
{
	free(census->pieces);
}

static unsigned tally_of(struct census *census, const struct cluster *cluster)
{
	unsigned i = 0;

	while (i < census->tally_count && census->tallies[i].cluster != cluster)
		i++;
	assert(i < CLUSTERS_MOST);
	if (i == census->tally_count)
		census->tallies[census->tally_count++] =
			(struct tally){.cluster = cluster,
				.last_block = SIZE_MAX,
				.last_name_block = SIZE_MAX};
	return i;
}

static void add_piece(struct census *census, const struct cluster_mention *mention,
	size_t block, double times)
{
	census->pieces = alloc_grow(census->pieces, census->piece_count,
		&census->piece_room, sizeof(*census->pieces));
	census->pieces[census->piece_count++] = (struct piece){.mention = mention,
		.block = block,
		.tally = tally_of(census, mention->cluster),
		.times = times};
}

/* Category: Tourism. */
static bool is_labelled(const struct census *census, const struct block *block)
{
	const char *text = census->document->text.bytes + block->start;
	size_t length = block->end - block->start;
	size_t head = length < LABEL_MOST ? length : LABEL_MOST;
	SCOPED(buf_release) struct buf low = {0};
	const struct cue *cue;

	if (length > LABELLED_MOST
		|| (block->kind != BLOCK_ROW && !memchr(text, ':', head)))
		return false;
	cues_lower(text, head, &low);
	cue = cues_at(census->words, buf_string(&low), low.length, 0);
	return cue && cue->class == SECTOR_WORD_LABEL;
}

/* Three clusters stand out: Logistics, Media and Chemistry. */
static bool is_named(const struct census *census, const struct cluster_mention *mention)
{
	struct sentence sentence =
		sentences_around(census->document, mention->start, mention->end);
	SCOPED(buf_release) struct buf low = {0};
	struct cue_match match;
	size_t offset = 0;

	cues_lower(census->document->text.bytes + sentence.start,
		sentence.end - sentence.start, &low);
	while (cues_next(census->words, buf_string(&low), low.length, &offset, &match))
		if (match.cue->class == SECTOR_WORD_NAMED)
			return true;
	return false;
}

static bool is_title(const struct document *document, const struct block *block)
{
	size_t length = block->end - block->start;

	return document->title && strlen(document->title) == length
		&& !memcmp(document->title, document->text.bytes + block->start, length);
}

static unsigned count_clusters(const struct piece *pieces, size_t count)
{
	uint64_t mask = 0;

	for (size_t i = 0; i < count; i++)
		if (pieces[i].mention->weight >= clear_weight)
			mask |= (uint64_t)1 << pieces[i].tally;
	return (unsigned)__builtin_popcountll(mask);
}

/* The pieces of one block are weighed by what else stands in it. */
static void weigh_block(struct census *census, struct piece *pieces, size_t count)
{
	const struct document *document = census->document;
	const struct block *block = &document->blocks[pieces->block];
	unsigned clusters = count_clusters(pieces, count);
	bool labelled = is_labelled(census, block);
	double times = 1;

	if (block->kind == BLOCK_HEADING)
		times = is_title(document, block) ? 0 : heading_times;
	for (size_t i = 0; i < count; i++) {
		bool named = pieces[i].mention->weight >= name_weight
			&& (labelled
				|| (clusters > 1 && is_named(census, pieces[i].mention)));

		pieces[i].named = named;
		pieces[i].times = named     ? times * named_times
			: clusters >= CROWD ? times * crowd_times
					    : times;
	}
}

static void count_text(struct census *census, const struct cluster_mentions *mentions)
{
	size_t first = 0;

	for (size_t i = 0; i < mentions->count; i++)
		add_piece(census, &mentions->items[i],
			sentences_block(census->document, mentions->items[i].start), 1);
	for (size_t i = 1; i <= census->piece_count; i++) {
		if (i < census->piece_count
			&& census->pieces[i].block == census->pieces[first].block)
			continue;
		weigh_block(census, &census->pieces[first], i - first);
		first = i;
	}
}

static void count_title(struct census *census, const struct cluster_mentions *mentions)
{
	for (size_t i = 0; i < mentions->count; i++)
		add_piece(census, &mentions->items[i], census->document->block_count,
			title_times);
}

static bool is_headline(const struct document *document, size_t block)
{
	return block == document->block_count
		|| document->blocks[block].kind == BLOCK_HEADING;
}

static void note_name(
	const struct document *document, struct tally *tally, const struct piece *piece)
{
	if (tally->last_name_block != piece->block)
		tally->name_blocks++;
	tally->last_name_block = piece->block;
	tally->headed |= is_headline(document, piece->block);
}

static void note_place(struct census *census, const struct piece *piece)
{
	const struct document *document = census->document;
	const struct cluster_mention *mention = piece->mention;
	struct tally *tally = &census->tallies[piece->tally];
	double weight = mention->weight * piece->times;

	if (tally->last_block != piece->block
		|| (piece->block < document->block_count
			&& sentences_part(document, tally->last_end, mention->start)))
		tally->places++;
	tally->last_block = piece->block;
	tally->last_end = mention->end;
	tally->named |= piece->named;
	if (mention->weight >= name_weight)
		note_name(document, tally, piece);
	if (piece->block == document->block_count || weight <= tally->strongest)
		return;
	tally->strongest = weight;
	tally->start = mention->start;
	tally->end = mention->end;
}

static int by_cue(const void *a, const void *b)
{
	const struct piece *left = a;
	const struct piece *right = b;

	return (left->mention->cue > right->mention->cue)
		- (left->mention->cue < right->mention->cue);
}

/* Each cue is of one cluster. */
static void add_up(struct census *census)
{
	double times = 0;

	for (size_t i = 0; i < census->piece_count; i++)
		note_place(census, &census->pieces[i]);
	if (census->piece_count)
		qsort(census->pieces, census->piece_count, sizeof(*census->pieces),
			by_cue);
	for (size_t i = 0; i < census->piece_count; i++) {
		const struct piece *piece = &census->pieces[i];

		times += piece->times;
		if (i + 1 < census->piece_count && !by_cue(piece, piece + 1))
			continue;
		census->tallies[piece->tally].weight +=
			piece->mention->weight * log2(1 + times);
		times = 0;
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

static void add_cluster(struct document *document, const struct tally *tally)
{
	if (tally->end > tally->start) {
		struct sentence sentence =
			sentences_around(document, tally->start, tally->end);

		document_add_cluster(document, tally->cluster->id,
			document->text.bytes + sentence.start,
			sentence.end - sentence.start);
	} else {
		document_add_cluster(document, tally->cluster->id, document->title,
			strlen(document->title));
	}
}

/* What is spread over a page tells more than what is heaped. */
static void spread(struct tally *tally)
{
	size_t places = tally->places < PLACES_MOST ? tally->places : PLACES_MOST;

	tally->weight *= pow((double)places / PLACES_USUAL, places_power);
}

/* Weight that a cluster must bring besides the heaviest. */
static double weight_needed(const struct census *census)
{
	double length = (double)census->document->text.length / measured_bytes;
	double least =
		least_weight * pow(length > shortest ? length : shortest, length_power);
	double beside = census->tallies[0].weight * least_share;

	beside = beside < enough ? beside : enough;
	return least > beside ? least : beside;
}

static bool is_spoken_of(const struct tally *tally)
{
	return tally->headed && tally->name_blocks >= BLOCKS_SPOKEN;
}

static void settle(struct census *census)
{
	struct document *document = census->document;
	double least;
	unsigned unnamed = 0;

	for (unsigned i = 0; i < census->tally_count; i++) {
		struct tally *tally = &census->tallies[i];

		tally->named = tally->named && tally->weight >= least_named;
		spread(tally);
	}
	qsort(census->tallies, census->tally_count, sizeof(*census->tallies), by_weight);
	least = weight_needed(census);
	for (unsigned i = 0; i < census->tally_count; i++) {
		const struct tally *tally = &census->tallies[i];
		bool named = tally->named
			&& tally->weight >= census->tallies[0].weight * named_share;
		bool enough_said = is_spoken_of(tally)
			|| (tally->weight >= least && tally->places >= PLACES_LEAST);

		if (document->cluster_count >= SECTORS_MOST
			|| !(named || (enough_said && unnamed < UNNAMED_MOST)))
			continue;
		unnamed += !named;
		add_cluster(document, tally);
	}
}

void sectors_find(const struct clusters *clusters, const struct cues *words,
	struct document *document)
{
	SCOPED(cluster_mentions_release) struct cluster_mentions in_text = {0};
	SCOPED(cluster_mentions_release) struct cluster_mentions in_title = {0};
	SCOPED(release_census)
	struct census census = {.document = document, .words = words};

	sector_mentions_of_text(clusters, words, document, &in_text);
	sector_mentions_of_title(clusters, words, document, &in_title);
	if (in_text.count)
		count_text(&census, &in_text);
	count_title(&census, &in_title);
	add_up(&census);
	if (census.tally_count)
		settle(&census);
}
