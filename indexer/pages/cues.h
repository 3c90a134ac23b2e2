/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cues: words and phrases that tell something, from a table, found in one pass. */
#ifndef INDEXER_PAGES_CUES_H
#define INDEXER_PAGES_CUES_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * A table has lines of class, weight and phrase, separated by tabs; lines that
 * begin with # are notes. The class is one of the names given to cues_open().
 * A phrase is in small letters; with * at its end it may go on (gefunden*).
 */
struct cue {
	const char *phrase; /* in the table, not NUL-terminated */
	size_t length;
	double weight;
	int class;     /* index of its name */
	bool open_end; /* the word may go on behind it */
};

struct cues;

/* The table must outlive the cues. Classes it names that are not known are bugs. */
struct cues *cues_open(
	const char *begin, const char *end, const char *const *classes, int class_count);
void cues_close(struct cues **cues);

/*
 * Appends text with ASCII and Latin-1 capitals made small. Byte offsets stay
 * the same, which is why this is not unicode_fold().
 */
void cues_lower(const char *text, size_t length, struct buf *out);

struct cue_match {
	const struct cue *cue;
	size_t start, end; /* bytes of the text */
};

/*
 * The next match at or after *offset, the longest where it begins; *offset
 * moves behind its first word. text is as cues_lower() leaves it.
 */
bool cues_next(const struct cues *cues, const char *text, size_t length, size_t *offset,
	struct cue_match *out);

/* The longest cue that begins at offset, where a word begins; or NULL. */
const struct cue *cues_at(
	const struct cues *cues, const char *text, size_t length, size_t offset);

/* The longest cue that is all of text but for blanks and closing marks; or NULL. */
const struct cue *cues_whole(const struct cues *cues, const char *text, size_t length);

/* Whether the byte at offset begins a letter or digit. */
bool cues_is_word(const char *text, size_t length, size_t offset);

#endif
