/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * same_text: what two texts share word for word. A word is shared if a run of
 * SAME_TEXT_RUN words with it stands in both, wherever. The core of a text goes
 * from its first long passage of shared words to its last, and to the beginning
 * or end if the texts begin or end alike; around it is the frame, which two
 * renderings of one page may have each of its own.
 */
#ifndef REVISION_SAME_TEXT_H
#define REVISION_SAME_TEXT_H

#include "revision/counted_words.h"

#include <stdbool.h>

enum {
	SAME_TEXT_RUN = 4,
	SAME_TEXT_PASSAGE = 8, /* shared words in a row that a core begins with */
	SAME_TEXT_NOVEL_OF =
		30, /* words of a core: with more than one of these its own, no one asks */
	SAME_TEXT_EDGE = 2, /* equal words that make two texts begin or end alike */
};

struct same_text_side {
	size_t words;
	size_t shared;
	size_t core; /* words of the core; 0: there is none */
	size_t own;  /* of these, not shared */
	size_t novel; /* of these, nowhere in the other text; all, where own ones are many */
	bool own_serial; /* one of the own ones is serial: WORD_HASH_SERIAL */
};

/* Room for comparing, used again; {0} is empty, the caller releases it. */
struct same_text {
	uint32_t *runs;  /* of the first text: where each stands first */
	uint32_t *lasts; /* by where a run stands first: where it stands last */
	uint32_t *slots; /* open addressing: where a run stands first, + 1 */
	unsigned char *marks;
	size_t slot_count, slots_room, marks_room;
	size_t runs_sought; /* in the first text, so far */
};

void same_text_release(struct same_text *texts);

/* Takes the runs of a first text. */
void same_text_begin(struct same_text *texts, const struct word_hashes *first);

/*
 * Compares a second one to the first, of which same_text_begin() took the runs; if
 * both are the same text, it need not. What both begin and end with is equal anyway
 * and not looked at more closely.
 */
void same_text_compare(struct same_text *texts, const struct counted_words *first,
	const struct counted_words *second, struct same_text_side *of_first,
	struct same_text_side *of_second);

#endif
