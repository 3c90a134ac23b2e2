/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * revision_words: the words of the pages of a snapshot, made when they are first
 * asked for, since most queries need none and they take longer than all else
 * that a snapshot has. Any thread; counted.
 */
#ifndef SEARCHD_WORDS_REVISION_WORDS_H
#define SEARCHD_WORDS_REVISION_WORDS_H

#include "index/store.h"
#include "words/corpus_words.h"

struct revision_words;

/* What an index keeps of its words (corpus_words.h): mapped files, of which so much counts. */
struct revision_lists {
	struct store_map dictionary, forms;
	uint64_t dictionary_size, forms_size;
};

void revision_lists_release(struct revision_lists *lists);

/* lists are taken over. before: those of an earlier revision; NULL: there are none. */
struct revision_words *revision_words_create(
	struct revision_lists *lists, struct revision_words *before);

/* Of words that are made; they are taken over. */
struct revision_words *revision_words_of(struct corpus_words *made);

/* The one who made it is its first holder. Accepts NULL. */
void revision_words_let_go(struct revision_words **words);

/* Makes them or waits for who does; they live as long as revision_words. */
const struct corpus_words *revision_words_get(struct revision_words *words);

/* Whether they need not be waited for. */
bool revision_words_made(struct revision_words *words);

/*
 * These or, as long as they are not made, those of the revision shortly before if
 * they are: what they say of the number of pages may be a little wrong. The
 * caller lets go.
 */
struct revision_words *revision_words_at_hand(struct revision_words *words);

#endif
