/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * completer: what suggestions while typing are made with, and what they are: the
 * parts of completions.h share it.
 */
#ifndef SEARCHD_HELP_COMPLETER_H
#define SEARCHD_HELP_COMPLETER_H

#include "base/buf.h"
#include "facets/facets.h"
#include "help/trial.h"
#include "help/typed_end.h"
#include "words/corpus_words.h"

struct filter_counts;

enum completion_kind { COMPLETION_WORD, COMPLETION_VALUE, COMPLETION_TITLE };

struct completion {
	enum completion_kind kind;
	enum field field;   /* of a value */
	struct buf text;    /* to be shown */
	struct buf query;   /* that finds it */
	struct buf value;   /* to be added to the field's filter besides */
	struct buf id, url; /* of a title's document; url empty: it has none */
	uint32_t count;     /* pages it leads to under the filters; never 0 */
	unsigned slips;     /* in what was typed */
};

enum completion_words {
	WORDS_OF_REVISION, /* or none were needed */
	WORDS_OF_EARLIER,  /* those of the revision were not made yet */
};

/* {0} is empty; the caller releases it. Best first. */
struct completions {
	struct completion *items;
	size_t count, room;
	enum completion_words words; /* that they were made of */
};

void completions_release(struct completions *completions);

/* An empty one at the end. */
struct completion *completions_add(struct completions *completions);

/* Pages that match what was typed before the last word or name, whatever filters say. */
struct pages_before {
	struct buf text;
	enum choice known; /* the rest is of the text */
	enum choice all;   /* nothing was, or nothing that tells */
	struct matches matches;
};

void pages_before_release(struct pages_before *pages);

struct completer {
	const struct trial *trial;
	const struct request *request;
	struct filter_counts *filter_counts; /* of the trial's snapshot */
	struct unpacker *unpacker;
	const struct corpus_words *words; /* of the pages; NULL: unknown */
	const struct typed_end *typed;
	struct pages_before *before; /* asked for last, and mostly by all */
};

/*
 * Those of a text, which live until the next call; NULL: *err says why. ERROR_BUSY:
 * the index moved on.
 */
const struct pages_before *completer_pages_before(
	const struct completer *completer, const struct buf *before, struct error *err);

enum { WORD_CANDIDATES_MAX = 24 };

/* Words that the last one typed may become. */
struct word_candidates {
	struct near_word items[WORD_CANDIDATES_MAX];
	size_t count;
};

#endif
