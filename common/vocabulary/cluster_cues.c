/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/cluster_cues.h"

#include "base/alloc.h"
#include "base/letter_filter.h"
#include "base/scope.h"

#include <stdlib.h>
#include <string.h>

enum {
	FIRST_PART_MIN = 3, /* letters of a compound before an inner cue */
	ENDING_MAX = 3,     /* letters of an inflection */
};

/* What inflections are made of. */
static const char ending_letters[] = "emnrs";

void cluster_cues_release(struct cluster_cues *cues)
{
	free(cues->items);
	free(cues->nodes);
	free(cues->letters);
	free(cues->beginnings);
	*cues = (struct cluster_cues){0};
}

static uint32_t add_node(struct cluster_cues *cues, char letter)
{
	if (!cues->node_count)
		cues->node_count = 1; /* node 0 means none */
	if (cues->node_count >= cues->node_room) {
		cues->node_room = cues->node_room ? cues->node_room * 2 : 1024;
		cues->nodes =
			alloc_resize(cues->nodes, cues->node_room, sizeof(*cues->nodes));
	}
	cues->nodes[cues->node_count] = (struct cue_node){.letter = letter};
	return (uint32_t)cues->node_count++;
}

static uint32_t put_child(struct cluster_cues *cues, uint32_t node, char letter)
{
	uint32_t child = cues->nodes[node].child;

	if (letter == ' ')
		child = cues->nodes[node].blank;
	else if (letter == '*')
		child = cues->nodes[node].star;
	else
		while (child && cues->nodes[child].letter != letter)
			child = cues->nodes[child].sibling;
	if (child)
		return child;
	child = add_node(cues, letter);
	if (letter == ' ') {
		cues->nodes[node].blank = child;
	} else if (letter == '*') {
		cues->nodes[node].star = child;
	} else {
		cues->nodes[child].sibling = cues->nodes[node].child;
		cues->nodes[node].child = child;
	}
	return child;
}

static uint32_t put_first(struct cluster_cues *cues, enum cue_root root, char letter)
{
	uint32_t *first = &cues->first[root][(unsigned char)letter];

	if (!*first)
		*first = add_node(cues, letter);
	return *first;
}

/* The beginnings of a word with an ending, or with one that goes on. */
static void admit_endings(struct letter_filter *filter, const char *word, size_t length)
{
	char longer[LETTER_FILTER_LETTERS];

	letter_filter_add(filter, word, length);
	if (length >= LETTER_FILTER_LETTERS)
		return;
	memcpy(longer, word, length);
	for (const char *letter = ending_letters; *letter; letter++) {
		longer[length] = *letter;
		admit_endings(filter, longer, length + 1);
	}
}

/* The words that may begin a cue: inflected, or going on in any way behind a star. */
static void admit_cue(struct letter_filter *filter, const char *letters)
{
	size_t length = strcspn(letters, " *");

	admit_endings(filter, letters, length);
	if (length < LETTER_FILTER_LETTERS && letters[length] == '*')
		memset(filter, 0xFF, sizeof(*filter));
}

/* letters: folded words, blanks, and * for the rest of a word. */
static void add_letters(struct cluster_cues *cues, const char *letters, size_t length,
	struct cluster_cue cue)
{
	bool inside = letters[0] == '*';
	enum cue_root root = inside ? CUE_FROM_INSIDE : CUE_FROM_START;
	uint32_t node;

	cue.open = letters[length - 1] == '*';
	length -= cue.open;
	if (!cues->beginnings)
		cues->beginnings =
			alloc_zeroed(CUE_ROOT_COUNT, sizeof(*cues->beginnings));
	admit_cue(&cues->beginnings[root], letters + inside);
	node = put_first(cues, root, letters[inside]);
	for (size_t i = 1 + (size_t)inside; i < length; i++)
		node = put_child(cues, node, letters[i]);
	cue.next = cues->nodes[node].cue;
	cues->items =
		alloc_grow(cues->items, cues->count, &cues->room, sizeof(*cues->items));
	cues->items[cues->count++] = cue;
	cues->nodes[node].cue = (uint32_t)cues->count;
	cues->nodes[node].open |= cue.open;
}

static bool is_in_capitals(const char *pattern)
{
	for (const char *at = pattern; *at; at++)
		if (*at < 'A' || *at > 'Z')
			return false;
	return true;
}

/* Appends the pattern with its letters folded. */
static void fold_pattern(const char *pattern, struct buf *out)
{
	char folded[TOKEN_MAX];

	while (*pattern) {
		size_t part = strcspn(pattern, " *");

		buf_add(out, folded, tokens_fold(pattern, part, folded));
		pattern += part;
		part = strspn(pattern, " *");
		buf_add(out, pattern, part);
		pattern += part;
	}
}

void cluster_cues_add(struct cluster_cues *cues, const char *pattern,
	enum language language, uint32_t cluster, double weight)
{
	struct cluster_cue cue = {.cluster = cluster,
		.language = language,
		.weight = (float)weight,
		.capitals = is_in_capitals(pattern)};
	SCOPED(buf_release) struct buf typed = {0};
	SCOPED(buf_release) struct buf letters = {0};

	fold_pattern(pattern, &letters);
	add_letters(cues, buf_string(&letters), letters.length, cue);
	if (!tokens_add_typed(pattern, &typed))
		return;
	buf_clear(&letters);
	fold_pattern(buf_string(&typed), &letters);
	add_letters(cues, buf_string(&letters), letters.length, cue);
}

/* Copies a node and its siblings side by side, then what is below each of them. */
static uint32_t pack(
	struct cluster_cues *to, const struct cluster_cues *from, uint32_t first)
{
	uint32_t begin = (uint32_t)to->node_count;
	uint32_t end;

	for (uint32_t node = first; node; node = from->nodes[node].sibling) {
		to->letters[to->node_count] = from->nodes[node].letter;
		to->nodes[to->node_count++] = from->nodes[node];
	}
	end = (uint32_t)to->node_count;
	for (uint32_t i = begin; i < end; i++) {
		struct cue_node *node = &to->nodes[i];

		for (uint32_t child = node->child; child;
			child = from->nodes[child].sibling)
			node->child_count++;
		node->child = pack(to, from, node->child);
		node->blank = pack(to, from, node->blank);
		node->star = pack(to, from, node->star);
	}
	return first ? begin : 0;
}

void cluster_cues_pack(struct cluster_cues *cues)
{
	struct cluster_cues packed = *cues;

	packed.nodes = alloc_zeroed(cues->node_count, sizeof(*packed.nodes));
	packed.letters = alloc_zeroed(cues->node_count, 1);
	packed.node_room = cues->node_count;
	packed.node_count = 1;
	for (size_t root = 0; root < CUE_ROOT_COUNT; root++)
		for (size_t letter = 0; letter < 256; letter++)
			packed.first[root][letter] =
				pack(&packed, cues, cues->first[root][letter]);
	free(cues->nodes);
	free(cues->letters);
	*cues = packed;
}

static uint32_t child_of(const struct cluster_cues *cues, uint32_t node, char letter)
{
	uint32_t first = cues->nodes[node].child;
	uint32_t end = first + cues->nodes[node].child_count;

	for (uint32_t child = first; child < end; child++)
		if (cues->letters[child] == letter)
			return child;
	return 0;
}

/* A word of the text while it is walked. */
struct walk {
	const struct cluster_cues *cues;
	const struct cue_text *text;
	struct cue_hit *hits;
	size_t hit_count;
	bool capitals; /* the first token has no small letter */
};

struct folded_word {
	char letters[TOKEN_MAX];
	size_t length;
	uint32_t index; /* of its token */
};

static void fold_token(const struct walk *walk, uint32_t index, struct folded_word *word)
{
	const struct token *token = &walk->text->tokens->items[index];

	word->index = index;
	word->length = tokens_fold(walk->text->bytes + token->start,
		token->end - token->start, word->letters);
}

/* The endings of English, then of German nouns and adjectives. */
static bool is_inflection(enum language language, const char *rest, size_t length)
{
	static const char *const endings[] = {
		"s", "es", "n", "e", "en", "er", "em", "ern", "ens", "nen"};
	size_t count = language == LANGUAGE_EN ? 2 : sizeof(endings) / sizeof(*endings);

	if (!length)
		return true;
	for (size_t i = 0; length <= 3 && i < count; i++)
		if (strlen(endings[i]) == length && !memcmp(endings[i], rest, length))
			return true;
	return false;
}

static bool is_foreign(const struct walk *walk, const struct cluster_cue *cue)
{
	return cue->language && walk->text->language
		&& cue->language != walk->text->language;
}

static void add_hit(struct walk *walk, const struct cluster_cue *cue, uint32_t end)
{
	struct cue_hit *hit = walk->hits;

	while (hit < walk->hits + walk->hit_count && hit->cue->cluster != cue->cluster)
		hit++;
	if (hit == walk->hits + CUE_HITS_MAX)
		return;
	if (hit == walk->hits + walk->hit_count)
		walk->hits[walk->hit_count++] = (struct cue_hit){cue, end};
	else if (end > hit->end || (end == hit->end && cue->weight > hit->cue->weight))
		*hit = (struct cue_hit){cue, end};
}

static void see_cues(
	struct walk *walk, uint32_t node, const struct folded_word *word, size_t at)
{
	uint32_t number = walk->cues->nodes[node].cue;

	if (!walk->cues->nodes[node].open && word->length - at > ENDING_MAX)
		return;
	while (number) {
		const struct cluster_cue *cue = &walk->cues->items[number - 1];

		number = cue->next;
		if (is_foreign(walk, cue)
			|| (cue->capitals && (!walk->capitals || at < word->length)))
			continue;
		if (cue->open
			|| is_inflection(
				cue->language, word->letters + at, word->length - at))
			add_hit(walk, cue, word->index + 1);
	}
}

static bool may_begin(const struct cluster_cues *cues, enum cue_root root,
	const struct folded_word *word, size_t at)
{
	return at < word->length
		&& letter_filter_admits(
			&cues->beginnings[root], word->letters + at, word->length - at);
}

static bool next_word(const struct walk *walk, uint32_t index, struct folded_word *next)
{
	const struct tokens *tokens = walk->text->tokens;

	if (index + 1 >= tokens->count)
		return false;
	switch (tokens->items[index + 1].gap) {
	case GAP_BLANK:
	case GAP_HYPHEN:
	case GAP_SUSPENDED:
		fold_token(walk, index + 1, next);
		return true;
	case GAP_STOP: /* Industrie 4.0 */
		if (!(tokens->items[index + 1].traits & TOKEN_DIGIT))
			return false;
		fold_token(walk, index + 1, next);
		return true;
	default:
		return false;
	}
}

/* Walks on from a node that the letters before at have led to. */
static void walk_on(
	struct walk *walk, uint32_t node, const struct folded_word *word, size_t at)
{
	while (node) {
		uint32_t star;
		uint32_t blank;
		struct folded_word next;

		see_cues(walk, node, word, at);
		star = walk->cues->nodes[node].star;
		blank = walk->cues->nodes[star ? star : node].blank;
		if (blank
			&& (star
				|| is_inflection(LANGUAGE_UNKNOWN, word->letters + at,
					word->length - at))
			&& next_word(walk, word->index, &next))
			walk_on(walk, blank, &next, 0);
		if (at == word->length)
			return;
		node = child_of(walk->cues, node, word->letters[at++]);
	}
}

/* Takes out what only looks like a cue, and what it covers. */
static void drop_covered(struct walk *walk)
{
	uint32_t covered = 0;
	size_t kept = 0;

	for (size_t i = 0; i < walk->hit_count; i++)
		if (walk->hits[i].cue->cluster == CUE_OF_NONE)
			covered = walk->hits[i].end;
	for (size_t i = 0; i < walk->hit_count && covered; i++)
		if (walk->hits[i].end > covered)
			walk->hits[kept++] = walk->hits[i];
	if (covered)
		walk->hit_count = kept;
}

size_t cluster_cues_at(const struct cluster_cues *cues, const struct cue_text *text,
	uint32_t index, struct cue_hit hits[CUE_HITS_MAX])
{
	const struct token *token = &text->tokens->items[index];
	struct walk walk = {.cues = cues,
		.text = text,
		.hits = hits,
		.capitals = !(token->traits & TOKEN_SMALL)};
	struct folded_word word;

	fold_token(&walk, index, &word);
	for (size_t at = 0; at < word.length; at++) {
		enum cue_root root = at ? CUE_FROM_INSIDE : CUE_FROM_START;

		if (at == 1)
			at = FIRST_PART_MIN;
		if (may_begin(cues, root, &word, at))
			walk_on(&walk, cues->first[root][(unsigned char)word.letters[at]],
				&word, at + 1);
	}
	drop_covered(&walk);
	return walk.hit_count;
}
