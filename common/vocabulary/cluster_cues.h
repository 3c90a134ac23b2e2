/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cluster_cues: the cue words of cluster_cues.tsv as a tree of letters, in
 * which words of a text are walked (E. Fredkin, Trie memory, CACM 3, 1960).
 * Clusters are known here by number only. A cue of CUE_OF_NONE is a word that
 * only looks like a cue: others that end with it, or before, do not count.
 */
#ifndef VOCABULARY_CLUSTER_CUES_H
#define VOCABULARY_CLUSTER_CUES_H

#include "text/language.h"
#include "vocabulary/tokens.h"

#include <stdbool.h>

enum { CUE_OF_NONE = 0xffff };

struct cluster_cue {
	uint32_t cluster;
	enum language language; /* of the texts it counts in; unknown: of all */
	float weight;
	uint32_t next; /* of the cues that end in the same node: number + 1 */
	bool open;     /* ends with *: the word may go on in any way */
	bool capitals; /* counts in capitals only */
};

struct cue_node {
	uint32_t child;       /* the first; 0: none */
	uint32_t sibling;     /* the next; for adding cues only */
	uint32_t blank, star; /* children for a blank, and for the rest of a word */
	uint32_t cue;         /* number + 1 of the first that ends here */
	char letter;
	bool open;           /* one of its cues is */
	uint8_t child_count; /* once packed */
};

enum cue_root { CUE_FROM_START, CUE_FROM_INSIDE, CUE_ROOT_COUNT };

struct letter_filter;

/* {0} is an empty tree. */
struct cluster_cues {
	struct cluster_cue *items;
	struct cue_node *nodes;
	char *letters; /* of all nodes, once packed: children stand side by side */
	size_t count, room, node_count, node_room;
	uint32_t first[CUE_ROOT_COUNT][256]; /* node of a first letter */
	struct letter_filter *beginnings;    /* of words with a cue; one a root */
};

void cluster_cues_release(struct cluster_cues *cues);

/*
 * Once all cues are added, and before any is looked for: puts the nodes where a
 * walk finds them near each other.
 */
void cluster_cues_pack(struct cluster_cues *cues);

/* A cue as it is written in the table. */
void cluster_cues_add(struct cluster_cues *cues, const char *pattern,
	enum language language, uint32_t cluster, double weight);

struct cue_hit {
	const struct cluster_cue *cue;
	uint32_t end; /* token behind its last one */
};

enum { CUE_HITS_MAX = 8 };

/* The words of a text that cues are looked for in. */
struct cue_text {
	const char *bytes;
	const struct tokens *tokens;
	enum language language; /* unknown: cues of all languages count */
};

/*
 * The cues that begin with a token, or in the middle of it: the longest of
 * each cluster, then the surest. Gives their number.
 */
size_t cluster_cues_at(const struct cluster_cues *cues, const struct cue_text *text,
	uint32_t index, struct cue_hit hits[CUE_HITS_MAX]);

#endif
