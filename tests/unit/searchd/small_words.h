/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * small_words: words of a test's documents as a generation stores them, without the
 * generation: the dictionary grows from document to document.
 */
#ifndef TESTS_UNIT_SEARCHD_SMALL_WORDS_H
#define TESTS_UNIT_SEARCHD_SMALL_WORDS_H

#include "index/store.h"
#include "index/word_writer.h"
#include "temporary.h"
#include "words/word_numbers.h"

struct small_words {
	struct temporary folder;
	struct word_writer *writer;
	struct word_numbers *numbers; /* of all documents so far */
};

static inline void small_words_make(struct small_words *words)
{
	*words = (struct small_words){0};
	temporary_make(&words->folder);
	must(word_writer_open(
		words->folder.path, (struct word_bytes){0}, &words->writer, &err));
}

static inline void small_words_release(struct small_words *words)
{
	word_numbers_free(&words->numbers);
	word_writer_close(&words->writer);
	temporary_remove(&words->folder);
}

/* Appends to stored what an entry's words are stored as. */
static inline void small_words_store(
	struct small_words *words, const struct buf *sent, struct buf *stored)
{
	SCOPED(store_map_close) struct store_map dictionary = {0};
	struct word_numbers *known = words->numbers;
	struct word_bytes bytes;

	must(word_writer_add(words->writer, sent, stored, &err));
	must(word_writer_commit(words->writer, &bytes, &err));
	must(store_map_open(path_below(&words->folder, "dictionary"), &dictionary, &err));
	assert_int_equal(dictionary.length, bytes.dictionary);
	words->numbers = word_numbers_load(
		dictionary.bytes ? dictionary.bytes : "", dictionary.length, known);
	word_numbers_free(&known);
}

#endif
