/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/word_votes.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "text/language_model.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

extern const int8_t language_model_begin[]; /* embedded: votes by cell */

/* Of the two kinds of votes. */
#define LETTERS_WEIGHT 2.0
#define WORD_WEIGHT    0.5

enum { REMEMBERED_WORDS = 32768 };

struct remembered_vote {
	uint64_t key; /* a hash of the word as written, and IS_JOINT; 0: free */
	double vote;
};

/* Bits of the key; the others are of the hash. */
enum { IS_JOINT = 1, IS_TAKEN = 2 };

/* The words seen last, each at the place of its hash. */
struct word_votes {
	struct remembered_vote words[REMEMBERED_WORDS];
	struct buf folded;
};

struct word_votes *word_votes_open(void)
{
	return alloc_zeroed(1, sizeof(struct word_votes));
}

void word_votes_close(struct word_votes **votes)
{
	if (*votes)
		buf_release(&(*votes)->folded);
	free(*votes);
	*votes = NULL;
}

static int vote_of_letters(uint32_t hash)
{
	return language_model_begin[language_model_cell_of(hash)];
}

/* The votes of the letter sequences that begin at a byte of a padded word, added up. */
static int votes_from(const char *letters, size_t length)
{
	uint32_t hash =
		language_model_hash_on(language_model_hash(FEATURE_LETTERS), letters[0]);
	int votes = 0;

	for (size_t n = LANGUAGE_MODEL_SHORTEST; n <= LANGUAGE_MODEL_LONGEST; n++) {
		if (n > length)
			break;
		hash = language_model_hash_on(hash, letters[n - 1]);
		votes += vote_of_letters(hash);
	}
	return votes;
}

/* How many letter sequences a padded word has. */
static int count_sequences(size_t size)
{
	int count = 0;

	for (size_t n = LANGUAGE_MODEL_SHORTEST; n <= LANGUAGE_MODEL_LONGEST; n++)
		count += n <= size ? (int)(size - n + 1) : 0;
	return count;
}

/*
 * Above 0: German. The word itself votes where it is known, and so do its
 * letter sequences, which are many and alike: their mean counts.
 */
static double vote_of_word(const struct buf *folded)
{
	char padded[LANGUAGE_MODEL_WORD_MAX + 2];
	size_t size = language_model_pad(folded->bytes, folded->length, padded);
	int sequences = count_sequences(size);
	uint32_t word = language_model_cell(FEATURE_WORD, padded, size);
	int letters = 0;

	for (size_t i = 0; i + LANGUAGE_MODEL_SHORTEST <= size; i++)
		letters += votes_from(padded + i, size - i);
	return letters / LANGUAGE_MODEL_UNIT / (sequences ? sequences : 1)
		* LETTERS_WEIGHT
		+ language_model_begin[word] / LANGUAGE_MODEL_UNIT * WORD_WEIGHT;
}

/* Whether a folded word may stand in a name: Harvard School of Dental Medicine. */
static bool is_joint(const struct buf *folded)
{
	static const char *const joints[] = {"and", "at", "de", "del", "dem", "den",
		"der", "des", "di", "die", "du", "for", "für", "im", "in", "la", "of",
		"on", "the", "und", "von", "zu", "zum", "zur"};

	for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++) {
		if (folded->bytes[0] == joints[i][0] && !strcmp(folded->bytes, joints[i]))
			return true;
	}
	return false;
}

static struct word_vote work_out(const char *word, size_t length, struct buf *folded)
{
	buf_clear(folded);
	unicode_fold(word, length, folded);
	return (struct word_vote){vote_of_word(folded), is_joint(folded)};
}

static struct word_vote remember(
	struct word_votes *votes, const char *word, size_t length)
{
	uint64_t hash = XXH3_64bits(word, length);
	struct remembered_vote *place = &votes->words[hash % REMEMBERED_WORDS];
	uint64_t key = (hash | IS_TAKEN) & ~(uint64_t)IS_JOINT;

	if ((place->key & ~(uint64_t)IS_JOINT) != key) {
		struct word_vote found = work_out(word, length, &votes->folded);

		place->vote = found.vote;
		place->key = key | (found.is_joint ? IS_JOINT : 0);
	}
	return (struct word_vote){place->vote, place->key & IS_JOINT};
}

void word_votes_find(
	struct word_votes *votes, const char *word, size_t length, struct word_vote *out)
{
	SCOPED(buf_release) struct buf folded = {0};

	*out = votes ? remember(votes, word, length) : work_out(word, length, &folded);
}
