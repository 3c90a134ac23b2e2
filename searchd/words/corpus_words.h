/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * corpus_words: all words of the pages of a snapshot, with how many pages have
 * each. Read only once loaded; any thread.
 */
#ifndef SEARCHD_WORDS_CORPUS_WORDS_H
#define SEARCHD_WORDS_CORPUS_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct corpus_words;

/* Strings live as long as the corpus_words. */
struct corpus_word {
	const char *folded;  /* spelling_fold() */
	const char *bare;    /* likeness_bare() */
	const char *written; /* the way most pages write it */
	uint32_t pages;      /* that have it, however written */
};

/* What an index keeps of its words: index/dictionary.h and index/forms.h. */
struct corpus_lists {
	const char *dictionary;
	size_t dictionary_size;
	const char *forms;
	size_t forms_size;
};

/* A damaged end of a list is left out. The caller frees it. */
struct corpus_words *corpus_words_load(const struct corpus_lists *lists);
void corpus_words_free(struct corpus_words **words);

size_t corpus_words_count(const struct corpus_words *words);

/* A folded word. False: no page has it. */
bool corpus_words_find(const struct corpus_words *words, const char *folded,
	size_t length, struct corpus_word *out);

struct near_word {
	struct corpus_word word;
	unsigned slips; /* likeness_distance() */
};

/*
 * The words that a bare one may be meant to be, itself included, at most room:
 * fewest slips first, then those that begin with the same letter, then those
 * on most pages.
 */
size_t corpus_words_near(const struct corpus_words *words, const char *bare,
	size_t length, struct near_word *out, size_t room);

/*
 * The words that begin with the bare letters, at most room: those on most pages
 * first. With slips, those whose beginning is so near: fewest slips first, and words
 * of another first letter only if there are no others.
 */
size_t corpus_words_complete(const struct corpus_words *words, const char *bare,
	size_t length, unsigned slips, struct near_word *out, size_t room);

/* The caller frees items. */
struct corpus_word_list {
	struct corpus_word *items;
	size_t count, room;
};

void corpus_word_list_release(struct corpus_word_list *list);

/* Adds all words whose bare form begins with the bare letters. */
void corpus_words_prefix(const struct corpus_words *words, const char *bare,
	size_t length, struct corpus_word_list *out);

/* Adds all words whose bare form has the bare letters somewhere. */
void corpus_words_containing(const struct corpus_words *words, const char *bare,
	size_t length, struct corpus_word_list *out);

/* Most pages first; in their order of letters if they have equally many. */
void corpus_word_list_sort(struct corpus_word_list *list);

#endif
