/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/clusters.h"

#include "base/alloc.h"
#include "base/embed.h"
#include "base/scope.h"
#include "vocabulary/clusters_table.h"
#include "vocabulary/tokens.h"
#include "vocabulary/word_start.h"

#include <stdlib.h>
#include <string.h>

EMBEDDED(clusters_table);
EMBEDDED(cluster_cues_table);

enum { SPELLING_MAX = 16 * (TOKEN_MAX + 1), SPELLING_WORDS = 16 };

/* The folded words of a spelling with blanks between; 0: none, or too many. */
static size_t fold_spelling(const char *spelling, char folded[SPELLING_MAX])
{
	SCOPED(tokens_release) struct tokens tokens = {0};
	size_t used = 0;

	tokens_add(&tokens, spelling, strlen(spelling));
	for (size_t i = 0; i < tokens.count && i < SPELLING_WORDS; i++) {
		const struct token *token = &tokens.items[i];

		if (i)
			folded[used++] = ' ';
		used += tokens_fold(spelling + token->start, token->end - token->start,
			folded + used);
	}
	return tokens.count <= SPELLING_WORDS ? used : 0;
}

static void add_spelling(
	struct clusters *clusters, uint32_t cluster, const char *spelling)
{
	char folded[SPELLING_MAX];
	size_t length = fold_spelling(spelling, folded);
	size_t known = clusters->spellings.count;
	uint32_t number = string_table_add(&clusters->spellings, folded, length);

	if (number < known)
		return;
	clusters->meant = alloc_grow(
		clusters->meant, known, &clusters->meant_room, sizeof(*clusters->meant));
	clusters->meant[number] = cluster;
}

static void add_name(struct clusters *clusters, uint32_t number, const char *name)
{
	SCOPED(buf_release) struct buf typed = {0};

	add_spelling(clusters, number, name);
	if (tokens_add_typed(name, &typed))
		add_spelling(clusters, number, buf_string(&typed));
}

/* names: more of them, parted by |; it is cut up. */
static void add_cluster(
	struct clusters *clusters, const struct cluster *cluster, char *names)
{
	uint32_t number = (uint32_t)clusters->count;
	const char *name;

	clusters->items = alloc_grow(clusters->items, clusters->count, &clusters->room,
		sizeof(*clusters->items));
	clusters->items[clusters->count++] = *cluster;
	add_name(clusters, number, cluster->id);
	add_name(clusters, number, cluster->label_de);
	add_name(clusters, number, cluster->label_en);
	while ((name = tsv_part(&names, '|')))
		add_name(clusters, number, name);
}

/* Columns: id, label_de, label_en, ecosystem, nace, also. */
static void add_row(struct clusters *clusters, char **fields)
{
	const struct cluster cluster = {
		.id = fields[0],
		.label_de = fields[1],
		.label_en = fields[2],
		.ecosystem = fields[3],
		.nace = fields[4],
	};

	add_cluster(clusters, &cluster, fields[5]);
}

/*
 * Names of sectors are used in both languages, and no phrase of one is a
 * common word of the other.
 */
static enum language language_of_cue(char **fields, double weight)
{
	return weight >= 1 || strchr(fields[2], ' ') ? LANGUAGE_UNKNOWN
						     : language_of_code(fields[1]);
}

/* Columns: cluster, language, cue, weight. */
static bool add_cue(struct clusters *clusters, char **fields, struct error *err)
{
	const struct cluster *cluster = clusters_find(clusters, fields[0]);
	bool none = !strcmp(fields[0], "none");
	double weight = strtod(fields[3], NULL);

	if ((!cluster && !none) || weight <= 0 || weight > 1)
		return error_set(
			err, ERROR_BUG, "cluster_cues: %s of %s", fields[2], fields[0]);
	cluster_cues_add(&clusters->cues, fields[2], language_of_cue(fields, weight),
		none ? CUE_OF_NONE : (uint32_t)(cluster - clusters->items), weight);
	return true;
}

static bool add_extras(
	struct clusters *clusters, const struct cluster_extras *extras, struct error *err)
{
	for (size_t i = 0; i < extras->count; i++) {
		if (extras->items[i].label_de)
			add_cluster(clusters, &extras->items[i], NULL);
	}
	for (size_t i = 0; i < extras->cue_count; i++) {
		const struct cluster_extra_cue *cue = &extras->cues[i];
		const struct cluster *cluster = clusters_find(clusters, cue->cluster);

		if (!cluster)
			return error_set(err, ERROR_INVALID, "no cluster has the id %s",
				cue->cluster);
		cluster_cues_add(&clusters->cues, cue->pattern, cue->language,
			(uint32_t)(cluster - clusters->items), cue->weight);
	}
	return true;
}

static bool read_tables(
	struct clusters *clusters, const struct cluster_extras *extras, struct error *err)
{
	SCOPED(tsv_release) struct tsv cues = {0};
	char *fields[6];

	tsv_open(&clusters->table, "clusters", clusters_table_begin, clusters_table_end);
	while (tsv_next(&clusters->table, fields, 6, err))
		add_row(clusters, fields);
	if (err->kind)
		return false;
	tsv_open(&cues, "cluster_cues", cluster_cues_table_begin, cluster_cues_table_end);
	while (tsv_next(&cues, fields, 4, err))
		if (!add_cue(clusters, fields, err))
			return false;
	if (err->kind || !add_extras(clusters, extras, err))
		return false;
	cluster_cues_pack(&clusters->cues);
	return true;
}

bool clusters_open_with(
	const struct cluster_extras *extras, struct clusters **out, struct error *err)
{
	SCOPED(clusters_close)
	struct clusters *clusters = alloc_zeroed(1, sizeof(*clusters));
	struct error bad = {0};

	if (!read_tables(clusters, extras, &bad)) {
		*err = bad;
		return false;
	}
	*out = TAKE(clusters);
	return true;
}

bool clusters_open(struct clusters **out, struct error *err)
{
	const struct cluster_extras none = {0};

	return clusters_open_with(&none, out, err);
}

void clusters_close(struct clusters **clusters)
{
	if (!*clusters)
		return;
	cluster_cues_release(&(*clusters)->cues);
	string_table_release(&(*clusters)->spellings);
	tsv_release(&(*clusters)->table);
	free((*clusters)->meant);
	free((*clusters)->items);
	free(*clusters);
	*clusters = NULL;
}

const struct cluster *clusters_find(const struct clusters *clusters, const char *spelling)
{
	char folded[SPELLING_MAX];
	size_t length = fold_spelling(spelling, folded);
	uint32_t number = string_table_find(&clusters->spellings, folded, length);

	return number == STRING_TABLE_NONE ? NULL
					   : &clusters->items[clusters->meant[number]];
}

const struct cluster *clusters_next_spelling(
	const struct clusters *clusters, size_t *number, const char **folded)
{
	if (*number >= clusters->spellings.count)
		return NULL;
	*folded = string_table_get(&clusters->spellings, (uint32_t)*number);
	return &clusters->items[clusters->meant[(*number)++]];
}

const struct cluster *clusters_at(const struct clusters *clusters, size_t number)
{
	return number < clusters->count ? &clusters->items[number] : NULL;
}

bool clusters_spelt(const struct clusters *clusters, const struct cluster *cluster,
	const char *prefix)
{
	uint32_t number = (uint32_t)(cluster - clusters->items);

	for (uint32_t i = 0; i < clusters->spellings.count; i++) {
		if (clusters->meant[i] == number
			&& word_start_is(
				string_table_get(&clusters->spellings, i), prefix))
			return true;
	}
	return false;
}

void cluster_mentions_release(struct cluster_mentions *mentions)
{
	free(mentions->items);
	*mentions = (struct cluster_mentions){0};
}

/* Appends what begins at a token; gives the token where to go on. */
static uint32_t add_mentions(const struct clusters *clusters, const struct cue_text *text,
	uint32_t index, struct cluster_mentions *out)
{
	const struct tokens *tokens = text->tokens;
	struct cue_hit hits[CUE_HITS_MAX];
	size_t count = cluster_cues_at(&clusters->cues, text, index, hits);
	uint32_t next = index + 1;

	for (size_t i = 0; i < count; i++) {
		out->items = alloc_grow(
			out->items, out->count, &out->room, sizeof(*out->items));
		out->items[out->count++] = (struct cluster_mention){
			.cluster = &clusters->items[hits[i].cue->cluster],
			.start = tokens->items[index].start,
			.end = tokens->items[hits[i].end - 1].end,
			.weight = (double)hits[i].cue->weight,
			.cue = (uint32_t)(hits[i].cue - clusters->cues.items),
		};
		if (hits[i].end > next)
			next = hits[i].end;
	}
	return next;
}

void clusters_mentioned(const struct clusters *clusters, enum language language,
	const char *text, size_t length, struct cluster_mentions *out)
{
	SCOPED(tokens_release) struct tokens tokens = {0};
	struct cue_text words = {.bytes = text, .tokens = &tokens, .language = language};

	tokens_add(&tokens, text, length);
	for (uint32_t i = 0; i < tokens.count;)
		i = add_mentions(clusters, &words, i, out);
}
