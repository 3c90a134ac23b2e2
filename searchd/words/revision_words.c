/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "words/revision_words.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct revision_words {
	atomic_uint holders;
	struct revision_lists lists; /* until they are made */
	pthread_mutex_t making;      /* held while they are */
	_Atomic(struct corpus_words *) words;
	pthread_mutex_t lock;          /* of before */
	struct revision_words *before; /* made; NULL: none, or needed no more */
};

static struct revision_words *hold(struct revision_words *words)
{
	atomic_fetch_add(&words->holders, 1);
	return words;
}

static struct revision_words *create(void)
{
	struct revision_words *words = alloc_zeroed(1, sizeof(*words));

	atomic_init(&words->holders, 1);
	pthread_mutex_init(&words->making, NULL);
	pthread_mutex_init(&words->lock, NULL);
	return words;
}

void revision_lists_release(struct revision_lists *lists)
{
	store_map_close(&lists->dictionary);
	store_map_close(&lists->forms);
}

struct revision_words *revision_words_create(
	struct revision_lists *lists, struct revision_words *before)
{
	struct revision_words *words = create();
	struct revision_words *made = before ? revision_words_at_hand(before) : NULL;

	words->lists = *lists;
	*lists = (struct revision_lists){0};
	if (made && revision_words_made(made))
		words->before = made;
	else
		revision_words_let_go(&made);
	return words;
}

struct revision_words *revision_words_of(struct corpus_words *made)
{
	struct revision_words *words = create();

	atomic_init(&words->words, made);
	return words;
}

void revision_words_let_go(struct revision_words **words_)
{
	struct revision_words *words = TAKE(*words_);
	struct corpus_words *made;

	if (!words || atomic_fetch_sub(&words->holders, 1) > 1)
		return;
	made = atomic_load(&words->words);
	corpus_words_free(&made);
	revision_lists_release(&words->lists);
	revision_words_let_go(&words->before);
	pthread_mutex_destroy(&words->making);
	pthread_mutex_destroy(&words->lock);
	free(words);
}

static void forget_before(struct revision_words *words)
{
	struct revision_words *before;

	pthread_mutex_lock(&words->lock);
	before = TAKE(words->before);
	pthread_mutex_unlock(&words->lock);
	revision_words_let_go(&before);
}

static struct corpus_words *load(const struct revision_lists *lists)
{
	return corpus_words_load(&(struct corpus_lists){lists->dictionary.bytes,
		lists->dictionary_size, lists->forms.bytes, lists->forms_size});
}

const struct corpus_words *revision_words_get(struct revision_words *words)
{
	if (revision_words_made(words))
		return atomic_load(&words->words);
	pthread_mutex_lock(&words->making);
	if (!atomic_load(&words->words)) {
		atomic_store(&words->words, load(&words->lists));
		forget_before(words);
	}
	pthread_mutex_unlock(&words->making);
	return atomic_load(&words->words);
}

bool revision_words_made(struct revision_words *words)
{
	return atomic_load(&words->words);
}

struct revision_words *revision_words_at_hand(struct revision_words *words)
{
	struct revision_words *at_hand = NULL;

	if (!revision_words_made(words)) {
		pthread_mutex_lock(&words->lock);
		at_hand = words->before ? hold(words->before) : NULL;
		pthread_mutex_unlock(&words->lock);
	}
	return at_hand ? at_hand : hold(words);
}
